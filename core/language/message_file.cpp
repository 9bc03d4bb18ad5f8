#include "core/language/message_file.h"

#include <cstdint>
#include <cstring>
#include <fstream>
#include <iterator>
#include <optional>
#include <system_error>

namespace hotswap {
namespace {

constexpr std::uint32_t kMagic = 0x950412de;
constexpr std::uintmax_t kMostBytes = 8u << 20;

std::optional<std::uint32_t> Word(const std::string& bytes, std::uint64_t at) {
  std::uint32_t word = 0;
  if (at + sizeof(word) > bytes.size()) return std::nullopt;
  std::memcpy(&word, bytes.data() + at, sizeof(word));
  return word;
}

/// The text that the table entry at `at` describes: its length, then where it begins.
std::optional<std::string> Text(const std::string& bytes, std::uint64_t at) {
  const auto length = Word(bytes, at);
  const auto begin = Word(bytes, at + 4);
  if (!length || !begin || std::uint64_t{*begin} + *length > bytes.size()) return std::nullopt;
  return bytes.substr(*begin, *length);
}

}  // namespace

std::vector<Message> ReadMessageFile(const std::filesystem::path& file) {
  std::error_code error;
  if (!std::filesystem::is_regular_file(file, error)) return {};
  if (const auto size = std::filesystem::file_size(file, error); error || size > kMostBytes) return {};
  std::ifstream input(file, std::ios::binary);
  const std::string bytes{std::istreambuf_iterator<char>(input), std::istreambuf_iterator<char>()};
  const auto count = Word(bytes, 8);
  const auto originals = Word(bytes, 12);
  const auto translations = Word(bytes, 16);
  if (Word(bytes, 0) != kMagic || Word(bytes, 4) != 0u || !count || !originals || !translations) return {};
  std::vector<Message> messages;
  for (std::uint64_t i = 0; i < *count; ++i) {
    auto english = Text(bytes, *originals + 8 * i);
    auto translated = Text(bytes, *translations + 8 * i);
    if (!english || !translated) return {};  // damaged: half a catalogue would mix two languages
    if (!english->empty() && !translated->empty()) messages.push_back({*std::move(english), *std::move(translated)});
  }
  return messages;
}

}  // namespace hotswap

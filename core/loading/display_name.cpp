#include "core/loading/display_name.h"

#include <cstdint>
#include <cstring>
#include <string_view>

namespace hotswap {
namespace {

/// Length in bytes of the well-formed UTF-8 sequence that `text` starts with; 0 when it starts with none.
/// Source: The Unicode Standard, table 3-7.
std::size_t SequenceLength(std::string_view text) {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
  const unsigned char lead = byte(0);
  if (lead < 0x80) return 1;
  const std::size_t length = lead < 0xC2 ? 0 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : lead < 0xF5 ? 4 : 0;
  if (length == 0 || text.size() < length) return 0;
  for (std::size_t i = 1; i < length; ++i) {
    if ((byte(i) & 0xC0) != 0x80) return 0;
  }
  const unsigned char second = byte(1);
  const bool overlong = (lead == 0xE0 && second < 0xA0) || (lead == 0xF0 && second < 0x90);
  const bool outside = (lead == 0xED && second >= 0xA0) || (lead == 0xF4 && second >= 0x90);  // Surrogates; above U+10FFFF.
  return overlong || outside ? 0 : length;
}

/// The code point of a well-formed sequence.
char32_t CodePoint(std::string_view sequence) {
  if (sequence.size() == 1) return static_cast<unsigned char>(sequence[0]);
  char32_t point = static_cast<unsigned char>(sequence[0]) & (0x7Fu >> sequence.size());
  for (const char c : sequence.substr(1)) point = (point << 6) | (static_cast<unsigned char>(c) & 0x3Fu);
  return point;
}

/// What a terminal obeys, what ends a line, and what turns the direction of the text around, so that it reads as another.
bool IsControl(char32_t point) {
  const auto in = [point](char32_t first, char32_t last) { return first <= point && point <= last; };
  return point < 0x20 || in(0x7F, 0x9F) || point == 0x061C || in(0x200E, 0x200F) || in(0x2028, 0x202E) || in(0x2066, 0x2069);
}

}  // namespace

std::string DisplayName(const char* text, std::size_t max_bytes) {
  std::string_view rest(text, strnlen(text, max_bytes));
  std::string shown;
  while (!rest.empty()) {
    const std::size_t length = SequenceLength(rest);
    const bool kept = length != 0 && !IsControl(CodePoint(rest.substr(0, length)));
    shown += kept ? rest.substr(0, length) : std::string_view("?");
    rest.remove_prefix(length != 0 ? length : 1);
  }
  return shown;
}

std::string ThrownText(const std::exception& exception, std::size_t max_bytes) {
  const char* text = exception.what();
  return text == nullptr || *text == '\0' ? "a std::exception without a text" : DisplayName(text, max_bytes);
}

}  // namespace hotswap

#include "core/language/display_width.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <utility>

namespace hotswap {
namespace {

using Range = std::pair<char32_t, char32_t>;

/// Unicode's EastAsianWidth.txt, W and F, as far as they are letters, punctuation and pictographs; gaps of unassigned ones closed.
constexpr std::array<Range, 12> kWide{{{0x1100, 0x115f},
                                       {0x2e80, 0x303e},
                                       {0x3041, 0xa4cf},
                                       {0xa960, 0xa97f},
                                       {0xac00, 0xd7a3},
                                       {0xf900, 0xfaff},
                                       {0xfe10, 0xfe19},
                                       {0xfe30, 0xfe6f},
                                       {0xff00, 0xff60},
                                       {0xffe0, 0xffe6},
                                       {0x1f300, 0x1faff},
                                       {0x20000, 0x3fffd}}};
constexpr std::array<Range, 4> kCombining{{{0x0300, 0x036f}, {0x200b, 0x200f}, {0x20d0, 0x20ff}, {0xfe00, 0xfe0f}}};

template <std::size_t N>
bool IsIn(const std::array<Range, N>& ranges, char32_t character) {
  return std::ranges::any_of(ranges,
                             [character](const Range& range) { return character >= range.first && character <= range.second; });
}

/// The character at the start of `text` and its bytes; one byte when it is no UTF-8.
std::pair<char32_t, std::size_t> First(std::string_view text) {
  const auto byte = [&text](std::size_t i) { return static_cast<std::uint8_t>(text[i]); };
  const std::uint8_t lead = byte(0);
  const std::size_t size = lead < 0x80 ? 1 : lead < 0xc2 ? 1 : lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : lead < 0xf5 ? 4 : 1;
  if (size == 1 || size > text.size()) return {lead, 1};
  char32_t character = lead & (0xffu >> (size + 1));
  for (std::size_t i = 1; i < size; ++i) {
    if ((byte(i) & 0xc0u) != 0x80u) return {lead, 1};
    character = (character << 6) | (byte(i) & 0x3fu);
  }
  return {character, size};
}

}  // namespace

std::size_t DisplayWidth(std::string_view text) {
  std::size_t width = 0;
  while (!text.empty()) {
    const auto [character, size] = First(text);
    width += IsIn(kCombining, character) ? 0 : IsIn(kWide, character) ? 2 : 1;
    text.remove_prefix(size);
  }
  return width;
}

std::string Padded(std::string_view text, std::size_t width) {
  const std::size_t taken = DisplayWidth(text);
  return std::string(text) + std::string(taken < width ? width - taken : 0, ' ');
}

}  // namespace hotswap

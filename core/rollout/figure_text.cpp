#include "core/rollout/figure_text.h"

#include <array>
#include <cstdio>

namespace hotswap {

std::string FigureText(double figure) {
  std::array<char, 32> text;
  const int length = std::snprintf(text.data(), text.size(), "%.4g", figure);
  return std::string(text.data(), static_cast<std::size_t>(length));
}

std::string CountText(std::uint64_t count, const std::string& unit) {
  return std::to_string(count) + " " + (count == 1 ? unit.substr(0, unit.size() - 1) : unit);
}

}  // namespace hotswap

#ifndef HOTSWAP_CORE_ROLLOUT_FIGURE_TEXT_H_
#define HOTSWAP_CORE_ROLLOUT_FIGURE_TEXT_H_

#include <cstdint>
#include <string>

namespace hotswap {

/// A figure with four significant digits at most, without an exponent where that reads well: "0.0213", "1.5", "2".
std::string FigureText(double figure);

/// "1 user", "20 users": `unit` is the plural, with an "s" at its end.
std::string CountText(std::uint64_t count, const std::string& unit);

}  // namespace hotswap

#endif  // HOTSWAP_CORE_ROLLOUT_FIGURE_TEXT_H_

#ifndef HOTSWAP_CORE_BASE_DURATION_H_
#define HOTSWAP_CORE_BASE_DURATION_H_

#include <chrono>
#include <string>
#include <string_view>

#include "core/base/result.h"

namespace hotswap {

/// Reads a time as people write it: a decimal number and a unit out of ns, us, ms, s, m, h, d ("300ms", "1.5s", "0").
///
/// Failure  Anything else, a negative time and one over 100 years are kInvalidArgument with a text that quotes the input and
///          shows the accepted forms. A fraction of a nanosecond is rounded to the nearest.
Result<std::chrono::nanoseconds> ParseDuration(std::string_view text);

/// A time for people, in the unit that keeps it short: "340 ns", "1.2 ms", "12.0 s", "2 min 5 s", "1 h 2 min".
std::string FormatDuration(std::chrono::nanoseconds duration);

}  // namespace hotswap

#endif  // HOTSWAP_CORE_BASE_DURATION_H_

#include "core/base/duration.h"

#include <array>
#include <charconv>
#include <cmath>
#include <cstdint>
#include <cstdio>
#include <optional>

namespace hotswap {
namespace {

struct Unit {
  std::string_view name;
  std::int64_t nanoseconds;
};

constexpr std::array kUnits = {Unit{"ns", 1},
                               Unit{"us", 1'000},
                               Unit{"ms", 1'000'000},
                               Unit{"s", 1'000'000'000},
                               Unit{"m", 60'000'000'000},
                               Unit{"h", 3'600'000'000'000},
                               Unit{"d", 86'400'000'000'000}};

/// Longer times would overflow when they are added to a time of the clock.
constexpr long double kLongest = 100.0L * 365 * 24 * 3'600 * 1'000'000'000;

Error Refused(std::string_view text, std::string_view reason) {
  std::string told = "\"";
  told.append(text).append("\" ").append(reason);
  return {Errc::kInvalidArgument, told + "; write a number and a unit: 50ns, 10us, 300ms, 1.5s, 2m, 1h, 30d, or 0"};
}

std::optional<std::int64_t> NanosecondsOf(std::string_view unit) {
  for (const Unit& known : kUnits) {
    if (known.name == unit) return known.nanoseconds;
  }
  return std::nullopt;
}

std::string Format(const char* format, double value) {
  std::array<char, 32> buffer;
  std::snprintf(buffer.data(), buffer.size(), format, value);
  return buffer.data();
}

/// `value` in the largest unit that shows it as 1.0 or more after rounding, up to seconds.
std::string FormatBelowAMinute(double nanoseconds) {
  if (nanoseconds < 999.5) return Format("%.0f ns", nanoseconds);
  if (nanoseconds < 999.95e3) return Format("%.1f µs", nanoseconds / 1e3);
  if (nanoseconds < 999.95e6) return Format("%.1f ms", nanoseconds / 1e6);
  return Format("%.1f s", nanoseconds / 1e9);
}

}  // namespace

Result<std::chrono::nanoseconds> ParseDuration(std::string_view text) {
  if (text.starts_with('-')) return Refused(text, "is negative");
  // A long double holds every nanosecond count that fits 63 bits exactly.
  long double number = 0;
  const auto [end, failure] = std::from_chars(text.data(), text.data() + text.size(), number, std::chars_format::fixed);
  if (failure == std::errc::result_out_of_range) return Refused(text, "is too long");
  if (failure != std::errc() || !std::isfinite(number)) return Refused(text, "is no time");
  const std::string_view unit = text.substr(static_cast<std::size_t>(end - text.data()));
  if (unit.empty() && number == 0) return std::chrono::nanoseconds{0};
  const std::optional<std::int64_t> factor = NanosecondsOf(unit);
  if (!factor) return Refused(text, unit.empty() ? "has no unit" : "has no known unit");
  const long double nanoseconds = std::round(number * static_cast<long double>(*factor));
  if (nanoseconds > kLongest) return Refused(text, "is too long");
  return std::chrono::nanoseconds{static_cast<std::int64_t>(nanoseconds)};
}

std::string FormatDuration(std::chrono::nanoseconds duration) {
  const auto count = static_cast<double>(duration.count());
  if (count < 0) return std::string("-").append(FormatDuration(std::chrono::nanoseconds{-duration.count()}));
  if (count < 59.95e9) return FormatBelowAMinute(count);
  const std::int64_t seconds = std::chrono::round<std::chrono::seconds>(duration).count();
  if (seconds < 3600) return std::to_string(seconds / 60) + " min " + std::to_string(seconds % 60) + " s";
  return std::to_string(seconds / 3600) + " h " + std::to_string(seconds % 3600 / 60) + " min";
}

}  // namespace hotswap

#ifndef HOTSWAP_UI_THEME_NUMBER_FORMAT_H_
#define HOTSWAP_UI_THEME_NUMBER_FORMAT_H_

#include <QString>
#include <cstdint>

namespace hotswap::ui {

// Figures as people read them: three significant digits with a unit, separators as the locale has them.

/// Requests per second: "48.2 M/s", "930 /s", "3.3 /s".
QString formatRate(double per_s);

/// A length of time: "30 ns", "1.2 µs", "4.07 ms", "12 s"; a dash for 0, which means that nothing was measured.
QString formatDuration(double ns);

/// "21.8 M", "244 k", "930": a count where there is little room.
QString formatShortCount(std::uint64_t count);

/// "1,234,567".
QString formatCount(std::uint64_t count);

/// A score with three digits after the point, more for tiny ones, a power of ten for huge ones; a dash when it is not finite.
QString formatScore(double score);

/// A fraction of 0 to 1 as "12 %"; never "0 %" or "100 %" for something between.
QString formatPercent(double fraction);

/// A moment before now: "−12.0 s", "−4:05"; "now" for 0. More than one decimal are told of minutes, too: "−4:05.12".
QString formatAge(double seconds, int decimals = 1);

/// How many decimals tell moments apart in a picture that is so long: 1 to 3.
int ageDecimals(std::int64_t length_ns);

}  // namespace hotswap::ui

#endif  // HOTSWAP_UI_THEME_NUMBER_FORMAT_H_

#ifndef HOTSWAP_UI_VIEWMODELS_INTERVAL_TEXT_H_
#define HOTSWAP_UI_VIEWMODELS_INTERVAL_TEXT_H_

#include <QString>
#include <chrono>
#include <optional>

namespace hotswap::ui {

/// Reads "300ms", "1.5 s", "250 µs", "800 ns", "0" or "flat out"; a bare number is milliseconds. Nothing when it is none of
/// these, is negative or is over one hour.
std::optional<std::chrono::nanoseconds> parseInterval(const QString& text);

/// The shortest text that parseInterval() reads back as `interval`: "300 ms", "flat out" for 0.
QString intervalText(std::chrono::nanoseconds interval);

}  // namespace hotswap::ui

#endif  // HOTSWAP_UI_VIEWMODELS_INTERVAL_TEXT_H_

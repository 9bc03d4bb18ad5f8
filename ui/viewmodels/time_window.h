#ifndef HOTSWAP_UI_VIEWMODELS_TIME_WINDOW_H_
#define HOTSWAP_UI_VIEWMODELS_TIME_WINDOW_H_

#include <chrono>
#include <cstdint>

namespace hotswap::ui {

/// A stretch of time counted from now, so both ends are at most 0.
struct TimeStretch {
  std::chrono::nanoseconds from{0};
  std::chrono::nanoseconds to{0};

  std::chrono::nanoseconds length() const { return to - from; }

  friend bool operator==(const TimeStretch&, const TimeStretch&) = default;
};

/// What the charts' time axis shows, in nanoseconds since the engine's start.
struct TimeWindow {
  std::int64_t from_ns = 0;
  std::int64_t to_ns = 0;
  std::int64_t now_ns = 0;  ///< What the labels call "now"; later than `to_ns` where the past is shown.

  std::int64_t length() const { return to_ns - from_ns; }
  TimeStretch beforeNow() const { return {std::chrono::nanoseconds(from_ns - now_ns), std::chrono::nanoseconds(to_ns - now_ns)}; }

  friend bool operator==(const TimeWindow&, const TimeWindow&) = default;
};

}  // namespace hotswap::ui

#endif  // HOTSWAP_UI_VIEWMODELS_TIME_WINDOW_H_

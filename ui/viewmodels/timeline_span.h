#ifndef HOTSWAP_UI_VIEWMODELS_TIMELINE_SPAN_H_
#define HOTSWAP_UI_VIEWMODELS_TIMELINE_SPAN_H_

#include <array>
#include <chrono>
#include <cstddef>

namespace hotswap::ui {

/// The spans of time that the charts can show, shortest first.
inline constexpr std::array<std::chrono::seconds, 4> kTimelineSpans = {std::chrono::seconds{10}, std::chrono::seconds{60},
                                                                       std::chrono::minutes{5}, std::chrono::minutes{30}};
inline constexpr std::chrono::seconds kDefaultTimelineSpan = kTimelineSpans[1];

/// Index into History::levels of the finest resolution that reaches back over the whole span before now.
constexpr std::size_t historyLevel(std::chrono::nanoseconds span) {
  if (span <= kTimelineSpans[1]) return 0;
  return span <= kTimelineSpans[2] ? 1 : 2;
}

}  // namespace hotswap::ui

#endif  // HOTSWAP_UI_VIEWMODELS_TIMELINE_SPAN_H_

#include "ui/viewmodels/timeline_range.h"

#include <algorithm>
#include <cmath>

namespace hotswap::ui {

void TimelineRange::setSpan(std::chrono::seconds span) {
  span_ = span;
  chosen_.reset();
}

void TimelineRange::setNow(std::int64_t now_ns) {
  if (!chosen_) now_ns_ = now_ns;
}

bool TimelineRange::zoom(double factor, std::int64_t around_ns) {
  const TimeWindow window = shown();
  const auto before = static_cast<double>(window.length());
  const double longest = static_cast<double>(now_ns_ - earliest());
  const double length = std::clamp(before * factor, static_cast<double>(kShortest.count()), longest);
  const auto from = static_cast<double>(window.from_ns);
  const double share = std::clamp((static_cast<double>(around_ns) - from) / before, 0.0, 1.0);
  return place(from + share * (before - length), length);
}

bool TimelineRange::pan(std::int64_t by_ns) {
  const TimeWindow window = shown();
  return place(static_cast<double>(window.from_ns) + static_cast<double>(by_ns), static_cast<double>(window.length()));
}

bool TimelineRange::choose(std::int64_t one_ns, std::int64_t other_ns) {
  const auto [from, to] = std::minmax(one_ns, other_ns);
  const auto length = static_cast<double>(std::max(to - from, kShortest.count()));
  // Around its middle, where it was too short.
  return place((static_cast<double>(from) + static_cast<double>(to) - length) / 2, length);
}

bool TimelineRange::reset() {
  if (!chosen_) return false;
  chosen_.reset();
  return true;
}

TimeWindow TimelineRange::shown() const {
  if (chosen_) return {chosen_->from_ns, chosen_->to_ns, now_ns_};
  return {now_ns_ - span_.count(), now_ns_, now_ns_};
}

bool TimelineRange::place(double from_ns, double length_ns) {
  const std::int64_t least = earliest();
  const std::int64_t length = std::min(std::llround(length_ns), static_cast<long long>(now_ns_ - least));
  const auto latest = static_cast<double>(now_ns_ - length);
  const std::int64_t from = std::llround(std::clamp(from_ns, static_cast<double>(least), latest));
  const TimeWindow before = shown();
  if (from == before.from_ns && from + length == before.to_ns) return false;
  chosen_ = Chosen{from, from + length};
  return true;
}

std::int64_t TimelineRange::earliest() const {
  const std::int64_t with_span = std::min<std::int64_t>(now_ns_ - span_.count(), 0);
  return std::max(now_ns_ - kLongest.count(), with_span);
}

}  // namespace hotswap::ui

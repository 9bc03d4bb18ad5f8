#ifndef HOTSWAP_CORE_TELEMETRY_RATE_METER_H_
#define HOTSWAP_CORE_TELEMETRY_RATE_METER_H_

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <deque>
#include <utility>

namespace hotswap {

/// The rate of a counter, from readings of it.
///
/// Over one stretch of 250 ms a thread that answers every 300 ms shows 4/s or 0/s, never its 3.3/s. So the rate is taken over as
/// many stretches as hold kEnough counts, two seconds at the most: machine rates are as fresh as the readings, human ones steady.
/// A rate over several is taken between two moments at which the counter changed: two seconds hold six rounds of 300 ms or seven, and over their
/// length the rate would swing by a sixth. What lies before a pause, or before the counter began, is no part of its rate.
///
/// Threads  One thread at a time.
class RateMeter {
 public:
  static constexpr std::uint64_t kEnough = 100;
  static constexpr std::chrono::nanoseconds kLongest = std::chrono::seconds(2);
  /// One change alone is taken to be of so long at least.
  static constexpr std::chrono::nanoseconds kShortest = std::chrono::milliseconds(250);

  /// The counter was 0 at this time.
  explicit RateMeter(std::int64_t begins_ns = 0) : seen_ns_(begins_ns), reading_{.at_ns = begins_ns} {}

  /// A look between two readings: the more there are, the better is known when the counter changed. Arguments never go back.
  void Look(std::int64_t at_ns, std::uint64_t count) {
    if (count != last_.count) {
      const bool begins = last_.changes == 0 || at_ns - last_.at_ns > kLongest.count();
      if (begins) before_ = {seen_ns_, last_.count, last_.changes};
      last_ = {at_ns, count, last_.changes + 1};
      if (begins) marks_.assign({last_});
    }
    seen_ns_ = at_ns;
  }

  /// The rate per second as of this reading.
  double Add(std::int64_t at_ns, std::uint64_t count) {
    Look(at_ns, count);
    const Mark before = std::exchange(reading_, {at_ns, count, last_.changes});
    if (marks_.empty()) return 0;
    if (marks_.back().count != last_.count) marks_.push_back(last_);
    while (marks_.size() > 1 && last_.at_ns - marks_[1].at_ns >= kLongest.count()) marks_.pop_front();
    const std::int64_t stretch_ns = at_ns - before.at_ns;
    if (count - before.count >= kEnough && stretch_ns > 0 && stretch_ns <= kLongest.count()) {
      return PerSecond(count - before.count, stretch_ns);
    }
    return at_ns - last_.at_ns >= kLongest.count() ? 0 : Rate(From(), at_ns);
  }

 private:
  struct Mark {
    std::int64_t at_ns = 0;  // when the count was seen first
    std::uint64_t count = 0;
    std::uint64_t changes = 0;  // seen so far
  };

  /// The moment from which the rate is taken: the newest with enough counts since, else the oldest.
  Mark From() const {
    Mark from = before_;
    for (auto mark = marks_.rbegin(); mark != marks_.rend(); ++mark) {
      if (mark->at_ns >= last_.at_ns) continue;
      from = *mark;
      if (last_.count - mark->count >= kEnough) break;
    }
    return from;
  }

  double Rate(const Mark& from, std::int64_t at_ns) const {
    std::int64_t took_ns = last_.at_ns - from.at_ns;
    const auto changes = static_cast<std::int64_t>(last_.changes - from.changes);
    const bool is_first = from.changes < marks_.front().changes;  // when the count before it was reached is not known
    const bool is_overdue = at_ns - last_.at_ns > 2 * took_ns / changes;
    if (is_first || is_overdue) took_ns = at_ns - from.at_ns;
    if (is_first) took_ns = std::max(took_ns, kShortest.count());
    return PerSecond(last_.count - from.count, took_ns);
  }

  static double PerSecond(std::uint64_t count, std::int64_t took_ns) {
    return static_cast<double>(count) * 1e9 / static_cast<double>(took_ns);
  }

  std::int64_t seen_ns_;
  Mark reading_;  // the newest
  Mark last_;
  Mark before_;             // the last look before the first of the marks
  std::deque<Mark> marks_;  // since the counter began to change, oldest first
};

}  // namespace hotswap

#endif  // HOTSWAP_CORE_TELEMETRY_RATE_METER_H_

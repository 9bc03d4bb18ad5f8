#ifndef HOTSWAP_CORE_TELEMETRY_RATE_METER_H_
#define HOTSWAP_CORE_TELEMETRY_RATE_METER_H_

#include <chrono>
#include <cstdint>
#include <deque>

namespace hotswap {

/// The rate of a counter, from readings of it.
///
/// Over one stretch of 250 ms a thread that answers every 300 ms shows 4/s or 0/s, never its 3.3/s. So the rate is taken over as
/// many stretches as hold kEnough counts, two seconds at the most: machine rates are as fresh as the readings, human ones steady.
///
/// Threads  One thread at a time.
class RateMeter {
 public:
  static constexpr std::uint64_t kEnough = 100;
  static constexpr std::chrono::nanoseconds kLongest = std::chrono::seconds(2);

  /// The rate per second as of this reading; both arguments never go back. The counter was 0 at time 0.
  double Add(std::int64_t at_ns, std::uint64_t count) {
    while (readings_.size() > 1 && at_ns - readings_[1].at_ns >= kLongest.count()) readings_.pop_front();
    double rate = 0;
    for (auto before = readings_.rbegin(); before != readings_.rend(); ++before) {
      if (before->at_ns >= at_ns) continue;
      rate = static_cast<double>(count - before->count) * 1e9 / static_cast<double>(at_ns - before->at_ns);
      if (count - before->count >= kEnough) break;
    }
    readings_.push_back({at_ns, count});
    return rate;
  }

 private:
  struct Reading {
    std::int64_t at_ns;
    std::uint64_t count;
  };
  std::deque<Reading> readings_{{0, 0}};  // oldest first
};

}  // namespace hotswap

#endif  // HOTSWAP_CORE_TELEMETRY_RATE_METER_H_

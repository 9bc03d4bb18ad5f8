#ifndef HOTSWAP_CORE_CONTROL_RESOURCE_WATCH_H_
#define HOTSWAP_CORE_CONTROL_RESOURCE_WATCH_H_

#include <chrono>
#include <functional>
#include <optional>
#include <utility>

#include "core/api/snapshot.h"

namespace hotswap {

/// Reads what the process uses: now and then, when every worker had answered its first request, and at the end.
///
/// Threads  Control thread only, between two commands: a load under way, or a second reader, would count descriptors of its own.
class ResourceWatch {
 public:
  static constexpr std::chrono::seconds kPeriod{1};

  explicit ResourceWatch(std::function<ResourceUse()> read) : read_(std::move(read)) {}

  /// Takes a reading when one is due. `all_answered`: every worker has answered a request. `now` counts from the engine's start.
  void Look(bool all_answered, std::chrono::nanoseconds now) {
    const bool starts = all_answered && !start_;
    if (!starts && now < next_) return;
    latest_ = read_();
    next_ = now + kPeriod;
    if (starts) start_ = latest_;
  }

  /// The last reading, taken before the workers end. A run that ended before every worker answered started as it ended.
  void End() {
    latest_ = read_();
    if (!start_) start_ = latest_;
  }

  bool start_known() const { return start_.has_value(); }
  ResourceUse start() const { return start_.value_or(latest_); }
  const ResourceUse& latest() const { return latest_; }

 private:
  const std::function<ResourceUse()> read_;
  std::optional<ResourceUse> start_;
  ResourceUse latest_;
  std::chrono::nanoseconds next_{0};
};

}  // namespace hotswap

#endif  // HOTSWAP_CORE_CONTROL_RESOURCE_WATCH_H_

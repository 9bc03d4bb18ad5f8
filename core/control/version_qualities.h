#ifndef HOTSWAP_CORE_CONTROL_VERSION_QUALITIES_H_
#define HOTSWAP_CORE_CONTROL_VERSION_QUALITIES_H_

#include <array>
#include <chrono>
#include <cstdint>
#include <deque>
#include <map>
#include <memory>
#include <utility>
#include <vector>

#include "core/api/quality.h"
#include "core/control/control_state.h"
#include "core/control/reservoir.h"
#include "core/rollout/roc_area.h"

namespace hotswap {

/// Makes a version's quality over time out of the labelled answers that its workers left in their cells, for the versions that answered
/// such requests last: once a second a point over the last ten, from at most 512 answers of each.
///
/// Threads  One at a time.
class VersionQualities {
 public:
  /// By slot, then version; never null. Takes what is new, to be called a few times a second; the same object as before until a second
  /// is over in which anything changed. `now` never goes back.
  std::shared_ptr<const std::vector<VersionQuality>> Look(const ControlState& state, std::chrono::nanoseconds now);

 private:
  struct Second {
    std::int64_t number = 0;  // since the engine started
    Reservoir<LabelledScore> answers{kMostLabelledOfASecond};
  };
  struct Kept {
    std::deque<Second> window;  // oldest first; seconds without an answer are left out
    std::deque<QualityPoint> points;
    std::uint64_t recent = 0;
    std::uint64_t recent_positives = 0;
    std::int64_t last_second = 0;
  };
  using Key = std::pair<std::uint32_t, std::uint32_t>;  // slot and number
  using Taken = std::array<std::uint64_t, kMaxThreads>;

  void Take(const ControlState::VersionRow& row);
  bool CloseSecond(Kept& kept, std::chrono::nanoseconds now) const;
  void ForgetOldest();
  void Publish();

  std::int64_t second_ = 0;  // that is under way
  std::map<Key, Kept> kept_;
  std::map<Key, Taken> taken_;  // answers of each worker, also of versions that are forgotten
  std::shared_ptr<const std::vector<VersionQuality>> qualities_ = std::make_shared<const std::vector<VersionQuality>>();
};

}  // namespace hotswap

#endif  // HOTSWAP_CORE_CONTROL_VERSION_QUALITIES_H_

#ifndef HOTSWAP_CORE_CONTROL_VERSION_SPREADS_H_
#define HOTSWAP_CORE_CONTROL_VERSION_SPREADS_H_

#include <array>
#include <chrono>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <utility>
#include <vector>

#include "core/api/spread.h"
#include "core/control/control_state.h"
#include "core/control/reservoir.h"
#include "core/telemetry/value_bins.h"

namespace hotswap {

/// Makes a version's spread out of what its workers left in their cells, for the versions that answered last. Of the scores it keeps
/// a sample of those that it sees. A worker that times more than LatestScores::kKept calls between two looks is
/// seen in part, so that threads of a busy version count alike.
///
/// Threads  One at a time.
class VersionSpreads {
 public:
  /// By slot, then version; never null. The same object as before when nothing was answered since.
  std::shared_ptr<const std::vector<VersionSpread>> Look(const ControlState& state, std::chrono::nanoseconds now);

 private:
  struct Kept {
    std::array<std::uint64_t, kMaxThreads> taken{};  // scores, of each worker
    Reservoir<double> sample{kMostScores};
    std::optional<ValueRange> range;
    VersionSpread spread;
  };
  using Key = std::pair<std::uint32_t, std::uint32_t>;  // slot and number

  bool Refresh(const ControlState::VersionRow& row, std::chrono::nanoseconds now);
  static void TakeScores(const ControlState::VersionRow& row, Kept& kept);
  static void SumUpScores(Kept& kept);
  void ForgetOldest();
  void BinScores();

  std::map<Key, Kept> kept_;
  std::map<Key, std::uint64_t> answered_;  // requests at the last look, also of those that are forgotten
  std::shared_ptr<const std::vector<VersionSpread>> spreads_ = std::make_shared<const std::vector<VersionSpread>>();
};

}  // namespace hotswap

#endif  // HOTSWAP_CORE_CONTROL_VERSION_SPREADS_H_

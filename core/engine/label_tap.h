#ifndef HOTSWAP_CORE_ENGINE_LABEL_TAP_H_
#define HOTSWAP_CORE_ENGINE_LABEL_TAP_H_

#include <cstddef>
#include <cstdint>

#include "core/base/random_draw.h"
#include "core/engine/block_scorer.h"
#include "core/engine/request_source.h"
#include "core/telemetry/version_cells.h"

namespace hotswap {

/// Leaves a sample of a worker's labelled answers in the cells of the versions that gave them, for AUC and log loss over time.
///
/// So many a second at most, spread evenly over time and taken from random places of a run: below that rate each one. An answer counts
/// when its label is known and its score is finite.
///
/// Threads  One per worker. No lock, allocation or system call.
class LabelTap {
 public:
  static constexpr double kPerSecond = 400;
  static constexpr double kMostAtOnce = 100;  ///< After a pause.

  /// A committed run: the answers that `scorer` has to the requests of `block` from `begin` on, and the cell of who gave them.
  struct Run {
    VersionCell& cell;
    const RequestBlock& block;
    std::size_t begin;
    const BlockScorer& scorer;
  };

  /// Call it for blocks with labels only. `end_ns`: when the run ended, since the engine started.
  void Take(const Run& run, std::int64_t end_ns);

 private:
  static bool Keep(const Run& run, std::size_t index);

  double credit_ = 0;  // answers that fell due and were not taken; negative: taken early
  std::int64_t credited_ns_ = 0;
  RandomDraw draw_;
};

}  // namespace hotswap

#endif  // HOTSWAP_CORE_ENGINE_LABEL_TAP_H_

#ifndef HOTSWAP_CORE_ROLLOUT_ROLLOUT_JUDGE_H_
#define HOTSWAP_CORE_ROLLOUT_ROLLOUT_JUDGE_H_

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/api/rollout.h"
#include "core/rollout/arm_figures.h"
#include "core/rollout/guard_table.h"
#include "core/rollout/matched_periods.h"

namespace hotswap {

/// What the figures of the two versions say about each guard of a rollout.
///
/// A guard is broken when it is certain that the limit does not hold: when its e-process (sequential_evidence.h) reaches k / 1 %,
/// k the number of guards that the rollout lists. So, however often and however long one looks, a rollout whose candidate keeps
/// all limits is rolled back with a probability of 1 % at most: alpha is split over the guards (Bonferroni).
/// A count (max_nonfinite) and a limit of 0 on the errors need no statistics: one more than allowed is proof, whatever the
/// sample, so they break below the least sample, too. All others judge neither way before it.
/// A guard passes when it has its least sample, is not broken, and its figure is within the limit, or beyond it by what chance
/// explains: two standard errors for latency, throughput and quality, none for errors and for drift. What lies between that and
/// certainty asks for more samples.
/// Drift counts users. Where no more users are to be expected (ArmFigures::exhausted), 20 or not, it judges with those there are,
/// and what is not certain passes to the next, larger step. In the last step it is three standard errors that chance may explain,
/// and so few users that no outcome could prove anything are too few to pass: no data never promotes.
///
/// Threads  One at a time.
class RolloutJudge {
 public:
  static constexpr double kFalseRollbackRate = 0.01;

  /// `guards` have passed CheckGuards().
  explicit RolloutJudge(const std::vector<GuardLimit>& guards);

  /// Readings in the order of the table. The first look comes before the candidate's first call; figures only grow. `last_step`:
  /// the next decision may promote.
  std::vector<GuardReading> Look(const ArmFigures& candidate, const ArmFigures& stable, bool last_step);

  /// The stable version itself breaks the rollout's limits on errors or scores that are not finite: nothing to go back to.
  bool StableAtFault(const ArmFigures& stable) const;

 private:
  struct Listed {
    const Guard* guard;
    double limit;
  };

  /// What one guard found.
  struct Finding {
    std::optional<double> figure;
    std::uint64_t sample = 0;
    bool exhausted = false;  ///< No more samples are to be expected.
    bool too_few = false;    ///< For any proof.
    bool certain = false;    ///< Broken whatever the sample.
    double log_evidence = 0;
    double beyond = 0;     ///< The figure is so many standard errors beyond the limit; 0 or less: within.
    double tolerated = 0;  ///< So many of them are taken for chance.
  };

  Finding Find(const Listed& listed, const ArmFigures& candidate, const ArmFigures& stable) const;
  Finding FindErrors(double limit, const ArmFigures& arm) const;
  Finding FindP99(double limit, const ArmFigures& candidate, const ArmFigures& stable) const;
  Finding FindDrift(const Listed& listed, const ArmFigures& candidate, const ArmFigures& stable) const;
  Finding FindQuality(const Listed& listed, const ArmFigures& candidate, const ArmFigures& stable) const;
  GuardReading Read(const Listed& listed, const Finding& finding, bool last_step) const;

  // Fixed after construction.
  std::vector<Listed> guards_;
  double needed_log_evidence_ = 0;

  MatchedPeriods periods_;
};

}  // namespace hotswap

#endif  // HOTSWAP_CORE_ROLLOUT_ROLLOUT_JUDGE_H_

#ifndef HOTSWAP_CORE_ROLLOUT_RANKING_QUALITY_H_
#define HOTSWAP_CORE_ROLLOUT_RANKING_QUALITY_H_

#include <cstdint>
#include <optional>
#include <span>

#include "core/rollout/arm_figures.h"

namespace hotswap {

/// The area under the ROC curve: how often a positive request scores higher than a negative one, ties half.
struct RankingQuality {
  double auc = 0;
  double variance = 0;  ///< Of `auc`.
  std::uint64_t users = 0;
  std::uint64_t labelled = 0;  ///< Requests that it was taken from.
};

/// Over the kept labelled scores; nothing while a label is missing altogether or there are fewer than two users. The variance is
/// that of sums over users of each request's placement, because a user's requests are alike.
/// Sources: E. R. DeLong, D. M. DeLong, D. L. Clarke-Pearson, "Comparing the Areas under Two or More Correlated ROC Curves", 1988
/// (the placements); N. A. Obuchowski, "Nonparametric Analysis of Clustered ROC Curve Data", 1997 (the sums over clusters).
std::optional<RankingQuality> QualityOf(std::span<const UserFigures> users);

/// log E that the candidate's area less the stable one's is under `limit`.
double LogEvidenceOfWorseRanking(const RankingQuality& candidate, const RankingQuality& stable, double limit);

}  // namespace hotswap

#endif  // HOTSWAP_CORE_ROLLOUT_RANKING_QUALITY_H_

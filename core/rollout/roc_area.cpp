#include "core/rollout/roc_area.h"

#include <algorithm>
#include <cmath>

namespace hotswap {

RocArea RocAreaOf(std::span<const LabelledScore> sorted) {
  RocArea area;
  ForEachPlacement(sorted, [&area](const LabelledScore& request, double below) {
    (request.positive ? area.positives : area.negatives) += 1;
    if (request.positive) area.wins += below;
  });
  return area;
}

double LogLoss(double score, bool positive) {
  const double probability = std::clamp(score, 1e-6, 1 - 1e-6);
  return positive ? -std::log(probability) : -std::log1p(-probability);
}

}  // namespace hotswap

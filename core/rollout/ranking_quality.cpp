#include "core/rollout/ranking_quality.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <vector>

#include "core/rollout/roc_area.h"
#include "core/rollout/sequential_evidence.h"

namespace hotswap {
namespace {

std::vector<LabelledScore> SortedByScore(std::span<const UserFigures> users) {
  std::vector<LabelledScore> all;
  for (std::size_t u = 0; u < users.size(); ++u) {
    for (std::size_t i = 0; i < users[u].labelled_kept(); ++i) {
      all.push_back({users[u].labelled_scores[i], users[u].positives[i], u});
    }
  }
  std::ranges::sort(all, {}, &LabelledScore::score);
  return all;
}

}  // namespace

std::optional<RankingQuality> QualityOf(std::span<const UserFigures> users) {
  const std::vector<LabelledScore> sorted = SortedByScore(users);
  const RocArea area = RocAreaOf(sorted);
  if (!area.known()) return std::nullopt;
  RankingQuality quality{.auc = area.auc(), .labelled = sorted.size()};
  std::vector<double> influence(users.size());
  ForEachPlacement(sorted, [&](const LabelledScore& request, double below) {
    const double share = request.positive ? below / area.negatives : 1 - below / area.positives;
    influence[request.user] += (share - quality.auc) / (request.positive ? area.positives : area.negatives);
  });
  double squares = 0;
  for (std::size_t u = 0; u < users.size(); ++u) {
    if (users[u].labelled_kept() == 0) continue;
    ++quality.users;
    squares += influence[u] * influence[u];
  }
  if (quality.users < 2) return std::nullopt;
  const auto clusters = static_cast<double>(quality.users);
  quality.variance = squares * clusters / (clusters - 1);
  return quality;
}

double LogEvidenceOfWorseRanking(const RankingQuality& candidate, const RankingQuality& stable, double limit) {
  const double variance = candidate.variance + stable.variance;
  const auto n = static_cast<double>(candidate.labelled);
  const auto m = static_cast<double>(stable.labelled);
  const double freedom = static_cast<double>(std::min(candidate.users, stable.users)) - 1;
  const double log_evidence = LogEvidenceOfExcess({limit - (candidate.auc - stable.auc), variance, freedom, n * m / (n + m)});
  return std::min(log_evidence, MostLogEvidence(candidate.users, stable.users));
}

}  // namespace hotswap

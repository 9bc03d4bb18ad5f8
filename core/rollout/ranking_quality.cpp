#include "core/rollout/ranking_quality.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <vector>

#include "core/rollout/sequential_evidence.h"

namespace hotswap {
namespace {

struct Labelled {
  float score;
  bool positive;
  std::size_t user;
};

struct Totals {
  double positives = 0;
  double negatives = 0;
  double wins = 0;  ///< Pairs in which the positive one scores higher, ties half.
};

std::vector<Labelled> SortedByScore(std::span<const UserFigures> users) {
  std::vector<Labelled> all;
  for (std::size_t u = 0; u < users.size(); ++u) {
    for (std::size_t i = 0; i < users[u].labelled_kept(); ++i) {
      all.push_back({users[u].labelled_scores[i], users[u].positives[i], u});
    }
  }
  std::ranges::sort(all, {}, &Labelled::score);
  return all;
}

/// Calls visit(request, others of the other label below it, ties half) in the order of the scores.
template <typename Visit>
void ForEachPlacement(const std::vector<Labelled>& sorted, Visit visit) {
  double positives_below = 0;
  double negatives_below = 0;
  for (std::size_t begin = 0; begin < sorted.size();) {
    std::size_t end = begin;
    double positives = 0;
    for (; end < sorted.size() && sorted[end].score == sorted[begin].score; ++end) positives += sorted[end].positive ? 1 : 0;
    const double negatives = static_cast<double>(end - begin) - positives;
    for (std::size_t i = begin; i < end; ++i) {
      visit(sorted[i], sorted[i].positive ? negatives_below + negatives / 2 : positives_below + positives / 2);
    }
    positives_below += positives;
    negatives_below += negatives;
    begin = end;
  }
}

Totals TotalsOf(const std::vector<Labelled>& sorted) {
  Totals totals;
  ForEachPlacement(sorted, [&](const Labelled& request, double below) {
    (request.positive ? totals.positives : totals.negatives) += 1;
    if (request.positive) totals.wins += below;
  });
  return totals;
}

}  // namespace

std::optional<RankingQuality> QualityOf(std::span<const UserFigures> users) {
  const std::vector<Labelled> sorted = SortedByScore(users);
  const Totals totals = TotalsOf(sorted);
  if (totals.positives == 0 || totals.negatives == 0) return std::nullopt;
  RankingQuality quality{.auc = totals.wins / (totals.positives * totals.negatives), .labelled = sorted.size()};
  std::vector<double> influence(users.size());
  ForEachPlacement(sorted, [&](const Labelled& request, double below) {
    const double share = request.positive ? below / totals.negatives : 1 - below / totals.positives;
    influence[request.user] += (share - quality.auc) / (request.positive ? totals.positives : totals.negatives);
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

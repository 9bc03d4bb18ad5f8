#include "core/rollout/matched_periods.h"

#include <algorithm>
#include <cmath>

#include "core/rollout/sequential_evidence.h"

namespace hotswap {
namespace {

constexpr std::uint64_t kLeastPerPeriod = 20;
constexpr double kQuantile = 0.99;
constexpr double kForgivenNs = 100;

/// See the class: from which surplus of the stable version's calls on a period is rare, and what is forgiven in it.
constexpr double kRare = 1.5;
constexpr double kRareFactor = 10;
constexpr double kRareForgivenNs = 2000;
constexpr std::array<double, 6> kOdds{1.2, 1.5, 2, 3, 6, 20};

/// Buckets of times are 3 % wide, so two means of times are not known better, even if no period shows a difference.
constexpr double kLeastDeviation = 0.01;

}  // namespace

MatchedPeriods::Since& MatchedPeriods::Since::operator+=(const Since& other) {
  calls += other.calls;
  answered += other.answered;
  busy_ns += other.busy_ns;
  return *this;
}

MatchedPeriods::Since& MatchedPeriods::Since::operator-=(const Since& other) {
  calls -= other.calls;
  answered -= other.answered;
  busy_ns -= other.busy_ns;
  return *this;
}

/// What a candidate's time is taken for: what is forgiven does not make it faster than the stable version.
double MatchedPeriods::Forgiveness::Of(double candidate_ns, double stable_ns) const {
  return candidate_ns <= stable_ns ? candidate_ns : std::max(stable_ns, (candidate_ns - ns) / factor);
}

std::optional<double> MatchedPeriods::LogThroughputRatio(const Since& candidate, const Since& stable,
                                                         const Forgiveness& forgiven) {
  if (candidate.answered != 0 && candidate.busy_ns > 0 && stable.answered != 0 && stable.busy_ns > 0) {
    const double of_candidate = static_cast<double>(candidate.answered) / candidate.busy_ns;
    return std::log(of_candidate * stable.busy_ns / static_cast<double>(stable.answered));
  }
  const double candidate_ns = candidate.calls.MeanOfShortest(kQuantile);
  const double stable_ns = stable.calls.MeanOfShortest(kQuantile);
  if (candidate_ns <= 0 || stable_ns <= 0) return std::nullopt;
  return std::log(stable_ns / forgiven.Of(candidate_ns, stable_ns));
}

void MatchedPeriods::Look(const ArmFigures& candidate, const ArmFigures& stable) {
  Since stable_new = TotalsOf(stable);
  stable_new -= stable_seen_;
  stable_seen_ += stable_new;
  if (candidate.calls.total() == 0) {
    before_ += stable_new;
    return;
  }
  Since candidate_new = TotalsOf(candidate);
  candidate_new -= candidate_seen_;
  candidate_seen_ += candidate_new;
  candidate_open_ += candidate_new;
  stable_open_ += stable_new;

  const bool has_before = before_.calls.total() >= least_;
  const std::uint64_t of_candidate = candidate_open_.calls.total();
  const std::uint64_t of_stable = stable_open_.calls.total();
  if (of_candidate >= kLeastPerPeriod && of_stable >= kLeastPerPeriod) {
    const bool take_turns = candidate.answered == 0;
    const bool rare = take_turns && static_cast<double>(of_stable) > kRare * static_cast<double>(of_candidate);
    const CallTimes& earlier = periods_ == 0 ? before_.calls : stable_;
    EndPeriod(stable_open_, periods_ != 0 || has_before ? earlier.Quantile(kQuantile) : 0, rare);
  } else if (even_.periods == 0 && has_before && of_candidate >= least_) {
    EndPeriod(before_, before_.calls.Quantile(kQuantile), false);
  }
}

MatchedPeriods::Forgiveness MatchedPeriods::ForgivenIn(bool rare) {
  return rare ? Forgiveness{kRareFactor, kRareForgivenNs} : Forgiveness{1, kForgivenNs};
}

void MatchedPeriods::EndPeriod(const Since& stable, std::uint64_t stable_p99, bool rare) {
  Shown& kind = rare ? rare_ : even_;
  ++kind.periods;
  kind.candidate += candidate_open_.calls;
  kind.stable += stable.calls;
  if (stable_p99 != 0) CountLongCalls(stable, static_cast<double>(stable_p99), rare);
  AddThroughput(stable, rare);
  candidate_ += candidate_open_.calls;
  stable_ += stable.calls;
  candidate_open_ = {};
  stable_open_ = {};
}

void MatchedPeriods::CountLongCalls(const Since& stable, double x, bool rare) {
  Shown& kind = rare ? rare_ : even_;
  const Forgiveness forgiven = ForgivenIn(rare);
  const auto long_candidate = static_cast<double>(candidate_open_.calls.Above(forgiven.factor * ratio_ * x + forgiven.ns));
  const double long_calls = long_candidate + static_cast<double>(stable.calls.Above(x));
  const auto n = static_cast<double>(candidate_open_.calls.total());
  const double share = n / (n + static_cast<double>(stable.calls.total()));
  kind.excess += long_candidate - share * long_calls;
  kind.variance += long_calls * share * (1 - share);
  for (std::size_t i = 0; i < kThetas; ++i) {
    kind.log_evidence[i] += long_candidate * std::log(kOdds[i]) - long_calls * std::log1p(share * (kOdds[i] - 1));
  }
}

void MatchedPeriods::AddThroughput(const Since& stable, bool rare) {
  ++periods_;
  const std::optional<double> difference = LogThroughputRatio(candidate_open_, stable, ForgivenIn(rare));
  if (!difference) return;
  Shown& kind = rare ? rare_ : even_;
  ++kind.compared;
  const double before = *difference - kind.mean_difference;
  kind.mean_difference += before / static_cast<double>(kind.compared);
  kind.squares += before * (*difference - kind.mean_difference);
}

std::optional<double> MatchedPeriods::p99_ratio() const {
  if (periods_ == 0) return std::nullopt;
  const Shown& judged = Judged();
  const Forgiveness forgiven = ForgivenIn(&judged == &rare_);
  const auto stable = static_cast<double>(std::max<std::uint64_t>(judged.stable.Quantile(kQuantile), 1));
  const auto candidate = static_cast<double>(judged.candidate.Quantile(kQuantile));
  return forgiven.Of(candidate, stable) / stable;
}

double MatchedPeriods::LogEvidenceOfSlowerCalls() const {
  double high = rare_.log_evidence[0];
  for (const Shown* kind : {&rare_, &even_}) high = std::max(high, *std::ranges::max_element(kind->log_evidence));
  double sum = 0;
  for (const Shown* kind : {&rare_, &even_}) {
    for (const double log : kind->log_evidence) sum += std::exp(log - high);
  }
  return high + std::log(sum / static_cast<double>(2 * kThetas));
}

double MatchedPeriods::SlowerBy() const {
  const Shown& judged = Judged();
  return judged.variance > 0 ? judged.excess / std::sqrt(judged.variance) : 0;
}

std::optional<double> MatchedPeriods::throughput_drop() const {
  return Judged().compared == 0 ? std::nullopt : std::optional(1 - std::exp(Judged().mean_difference));
}

/// Two tests, of which the even periods' takes the place of the other: either errs half as often as one alone would.
double MatchedPeriods::LogEvidenceOfDrop(double limit) const {
  const Shown& judged = Judged();
  if (judged.compared < 2) return 0;
  const auto n = static_cast<double>(judged.compared);
  const double evidence = LogEvidenceOfExcess({std::log1p(-limit) - judged.mean_difference, judged.VarianceOfMean(), n - 1, n});
  return rare_.compared != 0 && even_.compared != 0 ? evidence - std::log(2) : evidence;
}

double MatchedPeriods::DropBeyond(double limit) const {
  const Shown& judged = Judged();
  return judged.compared < 2 ? 0 : (std::log1p(-limit) - judged.mean_difference) / std::sqrt(judged.VarianceOfMean());
}

double MatchedPeriods::Shown::VarianceOfMean() const {
  const auto n = static_cast<double>(compared);
  return std::max(squares / (n - 1), kLeastDeviation * kLeastDeviation) / n;
}

}  // namespace hotswap

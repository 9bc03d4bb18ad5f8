#include "core/rollout/matched_periods.h"

#include <algorithm>
#include <cmath>

#include "core/rollout/sequential_evidence.h"

namespace hotswap {
namespace {

constexpr std::uint64_t kLeastPerPeriod = 20;
constexpr double kQuantile = 0.99;
constexpr double kForgivenNs = 100;
constexpr std::array<double, 6> kOdds{1.2, 1.5, 2, 3, 6, 20};

/// What a candidate's time is taken for, so that the forgiven part does not make it faster than the stable version.
double Forgiven(double candidate_ns, double stable_ns) {
  return candidate_ns <= stable_ns ? candidate_ns : std::max(stable_ns, candidate_ns - kForgivenNs);
}

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

std::optional<double> MatchedPeriods::LogThroughputRatio(const Since& candidate, const Since& stable) {
  if (candidate.answered != 0 && candidate.busy_ns > 0 && stable.answered != 0 && stable.busy_ns > 0) {
    const double of_candidate = static_cast<double>(candidate.answered) / candidate.busy_ns;
    return std::log(of_candidate * stable.busy_ns / static_cast<double>(stable.answered));
  }
  const double candidate_ns = candidate.calls.MeanOfShortest(kQuantile);
  const double stable_ns = stable.calls.MeanOfShortest(kQuantile);
  if (candidate_ns <= 0 || stable_ns <= 0) return std::nullopt;
  return std::log(stable_ns / Forgiven(candidate_ns, stable_ns));
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
  if (candidate_open_.calls.total() >= kLeastPerPeriod && stable_open_.calls.total() >= kLeastPerPeriod) {
    const CallTimes& earlier = periods_ == 0 ? before_.calls : stable_;
    EndPeriod(stable_open_, periods_ != 0 || has_before ? earlier.Quantile(kQuantile) : 0);
  } else if (periods_ == 0 && has_before && candidate_open_.calls.total() >= least_) {
    EndPeriod(before_, before_.calls.Quantile(kQuantile));
  }
}

void MatchedPeriods::EndPeriod(const Since& stable, std::uint64_t stable_p99) {
  if (stable_p99 != 0) {
    const auto x = static_cast<double>(stable_p99);
    const auto long_candidate = static_cast<double>(candidate_open_.calls.Above(ratio_ * x + kForgivenNs));
    const double long_calls = long_candidate + static_cast<double>(stable.calls.Above(x));
    const auto n = static_cast<double>(candidate_open_.calls.total());
    const double share = n / (n + static_cast<double>(stable.calls.total()));
    long_excess_ += long_candidate - share * long_calls;
    long_variance_ += long_calls * share * (1 - share);
    for (std::size_t i = 0; i < kThetas; ++i) {
      log_evidence_[i] += long_candidate * std::log(kOdds[i]) - long_calls * std::log1p(share * (kOdds[i] - 1));
    }
  }
  AddThroughput(stable);
  candidate_ += candidate_open_.calls;
  stable_ += stable.calls;
  candidate_open_ = {};
  stable_open_ = {};
}

void MatchedPeriods::AddThroughput(const Since& stable) {
  ++periods_;
  const std::optional<double> difference = LogThroughputRatio(candidate_open_, stable);
  if (!difference) return;
  ++compared_;
  const double before = *difference - mean_difference_;
  mean_difference_ += before / static_cast<double>(compared_);
  squares_ += before * (*difference - mean_difference_);
}

std::optional<double> MatchedPeriods::p99_ratio() const {
  if (periods_ == 0) return std::nullopt;
  const auto stable = static_cast<double>(std::max<std::uint64_t>(stable_.Quantile(kQuantile), 1));
  return Forgiven(static_cast<double>(candidate_.Quantile(kQuantile)), stable) / stable;
}

double MatchedPeriods::LogEvidenceOfSlowerCalls() const {
  const double high = *std::ranges::max_element(log_evidence_);
  double sum = 0;
  for (const double log : log_evidence_) sum += std::exp(log - high);
  return high + std::log(sum / static_cast<double>(kThetas));
}

double MatchedPeriods::SlowerBy() const { return long_variance_ > 0 ? long_excess_ / std::sqrt(long_variance_) : 0; }

std::optional<double> MatchedPeriods::throughput_drop() const {
  return compared_ == 0 ? std::nullopt : std::optional(1 - std::exp(mean_difference_));
}

double MatchedPeriods::LogEvidenceOfDrop(double limit) const {
  if (compared_ < 2) return 0;
  const auto n = static_cast<double>(compared_);
  return LogEvidenceOfExcess({std::log1p(-limit) - mean_difference_, VarianceOfMean(), n - 1, n});
}

double MatchedPeriods::DropBeyond(double limit) const {
  return compared_ < 2 ? 0 : (std::log1p(-limit) - mean_difference_) / std::sqrt(VarianceOfMean());
}

double MatchedPeriods::VarianceOfMean() const {
  const auto n = static_cast<double>(compared_);
  return std::max(squares_ / (n - 1), kLeastDeviation * kLeastDeviation) / n;
}

}  // namespace hotswap

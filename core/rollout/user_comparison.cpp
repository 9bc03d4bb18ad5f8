#include "core/rollout/user_comparison.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <limits>
#include <utility>
#include <vector>

namespace hotswap {
namespace {

constexpr std::size_t kMostBins = 10;

using Users = std::vector<const UserFigures*>;
using Shares = std::array<double, kMostBins>;

/// The larger of Welch's and the pooled variance of a difference, Welch's degrees of freedom, and the information: how many
/// single figures, all independent, would tell as much. That is the number of users where a user's figures are all alike, and of
/// requests where users do not differ.
EstimatedExcess Difference(const ClusteredMean& a, const ClusteredMean& b, double excess) {
  const double n = a.effective_users();
  const double m = b.effective_users();
  const double of_a = a.variance();
  const double of_b = b.variance();
  const double welch = of_a + of_b;
  const double pooled = ((n - 1) * n * of_a + (m - 1) * m * of_b) / (n + m - 2) * (1 / n + 1 / m);
  const double freedom = welch <= 0 ? n + m - 2 : welch * welch / (of_a * of_a / (n - 1) + of_b * of_b / (m - 1));
  const double variance = std::max(welch, pooled);
  const double of_one = std::max(a.variance_of_one(), b.variance_of_one());
  const double users = n * m / (n + m);
  const double requests = a.observations() * b.observations() / (a.observations() + b.observations());
  return {excess, variance, freedom, variance <= 0 ? requests : std::clamp(of_one / variance, users, requests)};
}

/// Every 2^k-th user by hash, so that at most about 2,048 are left.
Users SampleOf(std::span<const UserFigures> users) {
  constexpr std::size_t kMost = 2048;
  std::uint64_t mask = 0;
  while (users.size() / (mask + 1) > kMost) mask = mask * 2 + 1;
  Users sample;
  for (const UserFigures& user : users) {
    if (user.scored != 0 && (user.user & mask) == 0) sample.push_back(&user);
  }
  return sample;
}

/// The upper ends of all bins but the last: each bin has the same share of the scores, ties together.
std::vector<float> BinEnds(const Users& stable, std::size_t bins) {
  std::vector<std::pair<float, double>> scores;  // With the number of requests that a kept score stands for.
  double total = 0;
  for (const UserFigures* user : stable) {
    const double weight = static_cast<double>(user->scored) / static_cast<double>(user->kept());
    for (std::size_t i = 0; i < user->kept(); ++i) scores.emplace_back(user->scores[i], weight);
    total += static_cast<double>(user->scored);
  }
  std::ranges::sort(scores);
  std::vector<float> ends;
  double below = 0;
  for (const auto& [score, weight] : scores) {
    below += weight;
    if (ends.size() + 1 < bins && below * static_cast<double>(bins) > total * static_cast<double>(ends.size() + 1)) {
      ends.push_back(score);
    }
  }
  ends.erase(std::unique(ends.begin(), ends.end()), ends.end());
  return ends;
}

/// What share of a user's kept scores is in each bin.
Shares SharesOf(const UserFigures& user, std::span<const float> ends) {
  Shares shares{};
  for (std::size_t i = 0; i < user.kept(); ++i) {
    const auto bin = std::ranges::upper_bound(ends, user.scores[i]) - ends.begin();
    shares[static_cast<std::size_t>(bin)] += 1 / static_cast<double>(user.kept());
  }
  return shares;
}

using BinMeans = std::array<ClusteredMean, kMostBins>;

BinMeans MeansOf(const Users& users, std::span<const float> ends) {
  BinMeans means;
  for (const UserFigures* user : users) {
    const Shares shares = SharesOf(*user, ends);
    const auto weight = static_cast<double>(user->scored);
    for (std::size_t bin = 0; bin <= ends.size(); ++bin) means[bin].Add(shares[bin] * weight, shares[bin] * weight, user->scored);
  }
  return means;
}

/// With half a user more in each bin.
Shares Smoothed(const BinMeans& means, std::size_t bins) {
  Shares shares{};
  const double users = means[0].effective_users();
  for (std::size_t bin = 0; bin < bins; ++bin) {
    shares[bin] = (means[bin].mean() * users + 0.5) / (users + 0.5 * static_cast<double>(bins));
  }
  return shares;
}

/// The variance of the clustered mean of sum_b slope_b share_b.
double VarianceAlong(const Shares& slope, const Users& users, std::span<const float> ends) {
  ClusteredMean mean;
  for (const UserFigures* user : users) {
    const Shares shares = SharesOf(*user, ends);
    double along = 0;
    for (std::size_t bin = 0; bin <= ends.size(); ++bin) along += slope[bin] * shares[bin];
    mean.Add(along * static_cast<double>(user->scored), 0, user->scored);
  }
  return mean.variance();
}

/// log((e^a + e^b) / 2).
double LogMean(double a, double b) {
  const double high = std::max(a, b);
  if (std::isinf(high)) return high;
  return high + std::log((std::exp(a - high) + std::exp(b - high)) / 2);
}

double LogMeanOfBins(const BinMeans& candidate, const BinMeans& stable, std::size_t bins) {
  std::array<double, kMostBins> logs{};
  for (std::size_t bin = 0; bin < bins; ++bin) logs[bin] = LogEvidenceOfDistance(candidate[bin], stable[bin], 0);
  const double high = *std::max_element(logs.begin(), logs.begin() + static_cast<std::ptrdiff_t>(bins));
  if (std::isinf(high)) return high;
  double sum = 0;
  for (std::size_t bin = 0; bin < bins; ++bin) sum += std::exp(logs[bin] - high);
  return high + std::log(sum / static_cast<double>(bins));
}

}  // namespace

void ClusteredMean::Add(double sum, double squares, std::uint64_t count) {
  const auto weight = static_cast<double>(count);
  if (users_++ == 0) origin_ = sum / weight;
  const double apart = sum - origin_ * weight;
  weight_ += weight;
  weight_squares_ += weight * weight;
  sum_ += apart;
  sum_squares_ += apart * apart;
  sum_by_weight_ += apart * weight;
  single_squares_ += squares - 2 * origin_ * sum + origin_ * origin_ * weight;
}

double ClusteredMean::variance() const {
  if (users_ < 2) return 0;
  const double ratio = sum_ / weight_;
  const double squares = std::max(0.0, sum_squares_ - 2 * ratio * sum_by_weight_ + ratio * ratio * weight_squares_);
  const auto n = static_cast<double>(users_);
  return n / (n - 1) * squares / (weight_ * weight_);
}

double ClusteredMean::variance_of_one() const {
  if (users_ == 0) return 0;
  const double apart = sum_ / weight_;
  return std::max(0.0, single_squares_ / weight_ - apart * apart);
}

ClusteredMean MeanScores(std::span<const UserFigures> users) {
  ClusteredMean mean;
  for (const UserFigures& user : users) {
    if (user.scored != 0) mean.Add(user.score_sum, user.score_squares, user.scored);
  }
  return mean;
}

ClusteredMean MeanLosses(std::span<const UserFigures> users) {
  ClusteredMean mean;
  for (const UserFigures& user : users) {
    if (user.labelled != 0) mean.Add(user.loss_sum, user.loss_squares, user.labelled);
  }
  return mean;
}

double LogEvidenceOfMore(const ClusteredMean& candidate, const ClusteredMean& stable, double allowed) {
  if (candidate.users() < 2 || stable.users() < 2) return 0;
  const double log_evidence = LogEvidenceOfExcess(Difference(candidate, stable, candidate.mean() - stable.mean() - allowed));
  return std::min(log_evidence, MostLogEvidence(candidate.users(), stable.users()));
}

double LogEvidenceOfDistance(const ClusteredMean& candidate, const ClusteredMean& stable, double allowed) {
  return candidate.mean() >= stable.mean() ? LogEvidenceOfMore(candidate, stable, allowed)
                                           : LogEvidenceOfMore(stable, candidate, allowed);
}

double DeviationOfDifference(const ClusteredMean& a, const ClusteredMean& b) {
  if (a.users() < 2 || b.users() < 2) return std::numeric_limits<double>::infinity();
  return std::sqrt(Difference(a, b, 0).variance);
}

DistributionShift CompareDistributions(std::span<const UserFigures> candidate, std::span<const UserFigures> stable) {
  const Users of_candidate = SampleOf(candidate);
  const Users of_stable = SampleOf(stable);
  const std::size_t fewest = std::min(of_candidate.size(), of_stable.size());
  if (fewest == 0) return {};
  const std::vector<float> ends = BinEnds(of_stable, std::clamp<std::size_t>(fewest / 4, 2, kMostBins));
  const std::size_t bins = ends.size() + 1;
  const BinMeans candidate_bins = MeansOf(of_candidate, ends);
  const BinMeans stable_bins = MeansOf(of_stable, ends);
  const Shares p = Smoothed(candidate_bins, bins);
  const Shares q = Smoothed(stable_bins, bins);
  double psi = 0;
  Shares slope_p{};
  Shares slope_q{};
  for (std::size_t bin = 0; bin < bins; ++bin) {
    const double log_ratio = std::log(p[bin] / q[bin]);
    psi += (p[bin] - q[bin]) * log_ratio;
    slope_p[bin] = log_ratio + 1 - q[bin] / p[bin];
    slope_q[bin] = 1 - log_ratio - p[bin] / q[bin];
  }
  const double bias =
      static_cast<double>(bins - 1) * (1 / candidate_bins[0].effective_users() + 1 / stable_bins[0].effective_users());
  const double variance = VarianceAlong(slope_p, of_candidate, ends) + VarianceAlong(slope_q, of_stable, ends);
  const double log_evidence_of_mean = LogEvidenceOfDistance(MeanScores(candidate), MeanScores(stable), 0);
  return {.psi = std::max(0.0, psi - bias),
          .deviation = std::sqrt(variance),
          .log_evidence = LogMean(log_evidence_of_mean, LogMeanOfBins(candidate_bins, stable_bins, bins))};
}

}  // namespace hotswap

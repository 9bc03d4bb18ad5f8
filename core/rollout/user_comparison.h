#ifndef HOTSWAP_CORE_ROLLOUT_USER_COMPARISON_H_
#define HOTSWAP_CORE_ROLLOUT_USER_COMPARISON_H_

#include <cstdint>
#include <span>

#include "core/rollout/arm_figures.h"
#include "core/rollout/sequential_evidence.h"

namespace hotswap {

/// The mean of a figure over requests, with users as clusters: a user's requests are alike, so that two arms of an identical
/// version with 10 requests from each of 20 users differ as 20 draws do, not as 200. The mean is the ratio of two sums over
/// users,
///   R = sum s_u / sum w_u  (w_u requests with the sum s_u),
/// because a mean in which each user has one vote would depend on how long one looked: the busy users come first. Its variance is
///   n / (n - 1) · sum (s_u - R w_u)^2 / (sum w_u)^2,
/// and it is worth as much as (sum w)^2 / sum w^2 users with the same number of requests. Sources: A. Deng, U. Knoblich, J. Lu,
/// "Applying the Delta Method in Metric Analytics", 2018; L. Kish, "Survey Sampling", 1965 (the effective number).
class ClusteredMean {
 public:
  /// One user: the sum of his figures, the sum of their squares, and how many there are (over 0).
  void Add(double sum, double squares, std::uint64_t count);

  std::uint64_t users() const { return users_; }
  double observations() const { return weight_; }
  double effective_users() const { return users_ == 0 ? 0 : weight_ * weight_ / weight_squares_; }
  double mean() const { return users_ == 0 ? 0 : origin_ + sum_ / weight_; }
  double variance() const;         ///< Of mean(); 0 with fewer than two users.
  double variance_of_one() const;  ///< Of a single figure, over all users.

 private:
  std::uint64_t users_ = 0;
  double origin_ = 0;  ///< Taken off each figure, so that the squares do not lose their digits.
  double weight_ = 0;
  double weight_squares_ = 0;
  double sum_ = 0;
  double sum_squares_ = 0;
  double sum_by_weight_ = 0;
  double single_squares_ = 0;
};

ClusteredMean MeanScores(std::span<const UserFigures> users);
ClusteredMean MeanLosses(std::span<const UserFigures> users);

/// log E that the candidate's mean is over the stable one's by more than `allowed`; at most MostLogEvidence() of the users. The
/// variance of the difference is the larger of Welch's and the pooled one: with few users one arm may happen to have alike ones,
/// and then Welch's alone is far too small. Degrees of freedom are Welch's (Satterthwaite 1946), counted in effective users.
double LogEvidenceOfMore(const ClusteredMean& candidate, const ClusteredMean& stable, double allowed);

/// Likewise for a distance in either direction.
double LogEvidenceOfDistance(const ClusteredMean& candidate, const ClusteredMean& stable, double allowed);

/// The standard error of the difference of two means, as above; infinite with fewer than two users.
double DeviationOfDifference(const ClusteredMean& a, const ClusteredMean& b);

/// How far apart two distributions of scores are.
struct DistributionShift {
  double psi = 0;           ///< Corrected for its bias, 0 at least.
  double deviation = 0;     ///< Standard error of `psi`.
  double log_evidence = 0;  ///< That the two are not the same.
};

/// The population stability index sum_b (p_b - q_b) ln(p_b / q_b) over bins that hold equal shares of the stable version's
/// scores: 10 of them, fewer below 40 users. p and q are clustered means of a user's share of kept scores in the bin, with half a
/// user added to each bin (an empty one would make it infinite). Of more than 2,048 users a uniform sample is compared.
/// - Two identical versions with n and m users have an index of about (B - 1)(1/n + 1/m), not 0, because of chance alone; that is
///   taken off. (B. Yurdakul, J. Naranjo, "Statistical properties of the population stability index", 2020: psi / (1/n + 1/m)
///   follows a chi-square distribution with B - 1 degrees of freedom.)
/// - `deviation` is by the delta method over users.
/// - `log_evidence` is the two-sample test: half of E for the means, half the mean of E for each bin's shares, which sees what
///   moves a distribution and leaves its mean.
DistributionShift CompareDistributions(std::span<const UserFigures> candidate, std::span<const UserFigures> stable);

}  // namespace hotswap

#endif  // HOTSWAP_CORE_ROLLOUT_USER_COMPARISON_H_

#include "core/rollout/sequential_evidence.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace hotswap {
namespace {

constexpr double kInfinite = std::numeric_limits<double>::infinity();

double LogBeta(double a, double b) { return std::lgamma(a) + std::lgamma(b) - std::lgamma(a + b); }

}  // namespace

double LogEvidenceOfRate(std::uint64_t events, std::uint64_t trials, double limit) {
  const auto s = static_cast<double>(events);
  const auto n = static_cast<double>(trials);
  if (trials == 0 || limit >= 1 || s <= limit * n) return 0;
  if (limit <= 0) return kInfinite;
  const double a = 1;
  const double b = std::max(1.0, 0.1 / limit);
  return LogBeta(a + s, b + n - s) - LogBeta(a, b) - s * std::log(limit) - (n - s) * std::log1p(-limit);
}

double LogEvidenceOfExcess(const EstimatedExcess& estimate) {
  if (!(estimate.excess > 0) || estimate.information <= 0 || estimate.freedom <= 0) return 0;
  if (estimate.variance <= 0) return kInfinite;
  const double f = estimate.freedom;
  const double t_squared = estimate.excess * estimate.excess / estimate.variance;
  const double shrink = (8 * f + 1) / (8 * f + 3);
  const double z_squared = shrink * shrink * f * std::log1p(t_squared / f);
  const double n = estimate.information;
  return z_squared / 2 * n / (1 + n) - std::log1p(n) / 2;
}

double MostLogEvidence(std::uint64_t n, std::uint64_t m) {
  if (n == 0 || m == 0) return 0;
  const auto a = static_cast<double>(n);
  const auto b = static_cast<double>(m);
  return -std::log(a + b + 1) - LogBeta(a + 1, b + 1) - std::log(2);
}

}  // namespace hotswap

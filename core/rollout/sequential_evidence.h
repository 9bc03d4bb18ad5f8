#ifndef HOTSWAP_CORE_ROLLOUT_SEQUENTIAL_EVIDENCE_H_
#define HOTSWAP_CORE_ROLLOUT_SEQUENTIAL_EVIDENCE_H_

#include <cstdint>

namespace hotswap {

// Evidence that may be looked at any number of times.
//
// Problem: a test at level alpha that is repeated at every look errs far more often than alpha; with enough looks it always errs.
// Answer: e-processes. An e-process E_t is not negative, and under the null hypothesis its expectation is at most 1 at every
// stopping time, so that by Ville's inequality P(some t: E_t >= 1 / alpha) <= alpha. Whoever breaks a guard only when E_t >= 1 /
// alpha errs with probability alpha at most, however often he looked. Means of e-processes are e-processes, whatever their
// dependence.
// Sources: J. Ville, "Étude critique de la notion de collectif", 1939; H. Robbins, "Statistical methods related to the law of the
// iterated logarithm", 1970; S. R. Howard, A. Ramdas, J. McAuliffe, J. Sekhon, "Time-uniform, nonparametric, nonasymptotic
// confidence sequences", 2021; A. Ramdas et al., "Game-theoretic statistics and safe anytime-valid inference", 2023.
// All functions return the natural logarithm of E.

/// That events happen with a probability over `limit`, after `events` in `trials`: the beta-binomial mixture
///   E = B(a + s, b + n - s) / (B(a, b) p^s (1 - p)^(n - s)),  p = limit, s = events, n = trials,
/// 0 (E = 1) unless s / n > p: for a smaller probability than p E would speak of the other side. Exact for independent trials.
/// The prior is a = 1, b = max(1, 1 / (10 p)), whose mean is near 10 p: rates just above the limit take many trials anyway.
/// Source: Robbins 1970; Howard et al. 2021 (beta-binomial mixture).
double LogEvidenceOfRate(std::uint64_t events, std::uint64_t trials, double limit);

/// A difference of two means that was estimated.
struct EstimatedExcess {
  double excess = 0;       ///< Over what is allowed; 0 or less: no evidence.
  double variance = 0;     ///< Of the estimate.
  double freedom = 1;      ///< Degrees of freedom of `variance`.
  double information = 0;  ///< sigma^2 / variance, sigma the deviation of a single observation.
};

/// That the excess is over 0: the normal mixture
///   E = (1 + N)^(-1/2) exp(z^2 / 2 · N / (1 + N)),  N = information,
/// that is a prior N(0, sigma^2) on the difference. z is what the t statistic t = excess / sqrt(variance) would be as a normal
/// one:
///   z = (8f + 1) / (8f + 3) · sqrt(f log(1 + t^2 / f)),  f = freedom,
/// so that a variance estimated from few users counts for less. Asymptotic: a simulation in the tests shows what it is worth at
/// small samples.
/// Sources: Robbins 1970; R. Johari, L. Pekelis, D. Walsh, "Always Valid Inference", 2022 (mixture SPRT); I. Waudby-Smith et al.,
/// "Time-uniform central limit theory and asymptotic confidence sequences", 2024; D. L. Wallace, "Bounds on Normal
/// Approximations to Student's and the Chi-Square Distributions", 1959.
double LogEvidenceOfExcess(const EstimatedExcess& estimate);

/// The most that any comparison of `n` with `m` users can prove: users are dealt to the two versions, and there are C(n + m, n)
/// ways to deal, of which two are the most extreme ones. log(C(n + m, n) / 2); with 3 against 3 users that is log 10.
/// Source: R. A. Fisher, "The Design of Experiments", 1935 (permutation test).
double MostLogEvidence(std::uint64_t n, std::uint64_t m);

}  // namespace hotswap

#endif  // HOTSWAP_CORE_ROLLOUT_SEQUENTIAL_EVIDENCE_H_

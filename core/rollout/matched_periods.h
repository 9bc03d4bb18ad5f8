#ifndef HOTSWAP_CORE_ROLLOUT_MATCHED_PERIODS_H_
#define HOTSWAP_CORE_ROLLOUT_MATCHED_PERIODS_H_

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>

#include "core/rollout/arm_figures.h"
#include "core/rollout/call_times.h"

namespace hotswap {

/// Compares how fast two versions are, period by period, so that a machine that gets busy or slow in between is not taken for a
/// slow candidate: within a period both versions have the same machine.
///
/// A period ends at the first look at which both versions have 20 new calls or more. What the stable version did before the
/// candidate's first call is kept apart; it is used when the two never answer at the same time (a rollout whose only step is 100
/// %): then it is set against the candidate's first `least` calls as one period. Later calls of the candidate alone have nothing
/// to be set against and are left out: what the periods before have shown stays.
///
/// 100 ns of each call of the candidate are forgiven: at a small share its code and data are cold where the stable version's are
/// warm, and an identical version would be slower by a cache miss or two.
///
/// p99: `x` is the stable version's p99 in the periods before this one, or before the candidate's first call. In a period with n
/// calls of the candidate and m of the stable version let a calls of the candidate be longer than ratio · x + 100 ns and c of the
/// stable
/// ones longer than x; K = a + c. If the candidate's calls over the ratio are no more often over x than the stable version's,
/// then, given K, a is at most binomial with share pi = n / (n + m), and for every theta > 0
///   E = product over periods of e^(theta a) / (1 + pi (e^theta - 1))^K
/// is an e-process; E is the mean over e^theta = 1.2, 1.5, 2, 3, 6 and 20. It needs no model of the times, and how often calls
/// are long may differ from period to period. Sources: A. Wald, "Sequential Analysis", 1947; Ramdas et al. 2023 (betting); the
/// conditioning on K is Fisher's, as in the log-rank test (J. ter Schure et al., "The anytime-valid logrank test", 2024).
///
/// Throughput: in each period d = ln(candidate's / stable's); the mean of d is judged with its variance between periods.
/// Throughput is answers per busy time where the caller gives both, else one over the mean of the shortest 99 % of the calls: one
/// call that waited 4 ms for a processor outweighs 100,000 others.
class MatchedPeriods {
 public:
  /// `ratio` is the limit of max_p99_ratio; `least` the calls for a single period.
  MatchedPeriods(double ratio, std::uint64_t least) : ratio_(ratio), least_(least) {}

  /// Totals so far; later looks have the same or more. The first look comes before the candidate's first call.
  void Look(const ArmFigures& candidate, const ArmFigures& stable);

  std::uint64_t candidate_calls() const { return candidate_.total(); }
  std::uint64_t stable_calls() const { return stable_.total(); }
  /// Candidate's p99 over the stable one's; nothing before a period ended.
  std::optional<double> p99_ratio() const;
  double LogEvidenceOfSlowerCalls() const;
  /// By how many standard errors the candidate's long calls are more than its share of all long calls (a against pi K). The ratio
  /// of two quantiles cannot say that: where 1 % of the calls wait for a processor, it jumps between the two kinds of calls.
  double SlowerBy() const;

  /// In which a throughput was compared.
  std::uint64_t periods() const { return compared_; }
  /// 0.2: the candidate's throughput is 20 % lower. Nothing before a period ended.
  std::optional<double> throughput_drop() const;
  double LogEvidenceOfDrop(double limit) const;
  /// By how many standard errors the drop is beyond `limit`.
  double DropBeyond(double limit) const;

 private:
  /// What one version did since a period began.
  struct Since {
    CallTimes calls;
    std::uint64_t answered = 0;
    double busy_ns = 0;

    Since& operator+=(const Since& other);
    Since& operator-=(const Since& other);
  };

  static constexpr std::size_t kThetas = 6;

  static Since TotalsOf(const ArmFigures& figures) { return {figures.calls, figures.answered, figures.busy_ns}; }
  /// ln(candidate's / stable's); nothing when a call's time is missing.
  static std::optional<double> LogThroughputRatio(const Since& candidate, const Since& stable);
  void EndPeriod(const Since& stable, std::uint64_t stable_p99);
  void AddThroughput(const Since& stable);
  double VarianceOfMean() const;

  // Fixed after construction.
  const double ratio_;
  const std::uint64_t least_;

  // Totals at the latest look, the period that is open, and what was before the candidate's first call.
  Since candidate_seen_;
  Since stable_seen_;
  Since candidate_open_;
  Since stable_open_;
  Since before_;

  // Of the periods that ended.
  CallTimes candidate_;
  CallTimes stable_;
  std::array<double, kThetas> log_evidence_{};
  double long_excess_ = 0;  ///< Sum of a - pi K, and its variance, the sum of K pi (1 - pi).
  double long_variance_ = 0;
  std::uint64_t periods_ = 0;
  std::uint64_t compared_ = 0;
  double mean_difference_ = 0;  ///< Of d, and the sum of squared distances from it.
  double squares_ = 0;
};

}  // namespace hotswap

#endif  // HOTSWAP_CORE_ROLLOUT_MATCHED_PERIODS_H_

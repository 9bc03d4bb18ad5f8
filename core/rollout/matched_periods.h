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
/// 100 ns of each call of the candidate are forgiven: its code and data may be cold where the stable version's are warm, and an
/// identical version would be slower by a cache miss or two.
///
/// A candidate that answers more rarely than the stable version pays for all of its working set in each call. Identical versions
/// differed at 5 % of the users by 1.5 µs for 20 ns of work, by a half for 1 KiB lookups in 256 KiB, by 1.9 to 7.4 times for 8 MiB of
/// weights; at 50 % by nothing. So a period is rare when the stable version had more than 1.5 times the candidate's calls and both
/// take turns on the same threads. In it only calls beyond 10 · ratio · x + 2 µs count as long: that ends a candidate that is slow by
/// orders of magnitude at its first step, and leaves the limit itself to steps at which both are equally warm. When there was none of
/// those and the candidate answers alone, its calls are set against what the stable version did before it came.
///
/// p99: `x` is the stable version's p99 in the periods before this one, or before the candidate's first call. In a period with n
/// calls of the candidate and m of the stable version let a calls of the candidate be longer than ratio · x + 100 ns and c of the
/// stable ones longer than x; K = a + c. If the candidate's calls over the ratio are no more often over x than the stable version's,
/// then, given K, a is at most binomial with share pi = n / (n + m), and for every theta > 0
///   E = product over periods of e^(theta a) / (1 + pi (e^theta - 1))^K
/// is an e-process; E is the mean over e^theta = 1.2, 1.5, 2, 3, 6 and 20, and over the rare periods and the others, which multiply
/// apart. It needs no model of the times, and how often calls
/// are long may differ from period to period. Sources: A. Wald, "Sequential Analysis", 1947; Ramdas et al. 2023 (betting); the
/// conditioning on K is Fisher's, as in the log-rank test (J. ter Schure et al., "The anytime-valid logrank test", 2024).
///
/// Throughput: in each period d = ln(candidate's / stable's); the mean of d is judged with its variance between periods.
/// Throughput is answers per busy time where the caller gives both, else one over the mean of the shortest 99 % of the calls: one
/// call that waited 4 ms for a processor outweighs 100,000 others. Rare periods forgive as above and are judged apart.
class MatchedPeriods {
 public:
  /// `ratio` is the limit of max_p99_ratio; `least` the calls for a single period.
  MatchedPeriods(double ratio, std::uint64_t least) : ratio_(ratio), least_(least) {}

  /// Totals so far; later looks have the same or more. The first look comes before the candidate's first call.
  void Look(const ArmFigures& candidate, const ArmFigures& stable);

  std::uint64_t candidate_calls() const { return candidate_.total(); }
  std::uint64_t stable_calls() const { return stable_.total(); }
  /// Candidate's p99 over the stable one's, of the periods that are not rare if there are any, and less what is forgiven; nothing
  /// before a period ended.
  std::optional<double> p99_ratio() const;
  double LogEvidenceOfSlowerCalls() const;
  /// By how many standard errors the candidate's long calls are more than its share of all long calls (a against pi K). The ratio
  /// of two quantiles cannot say that: where 1 % of the calls wait for a processor, it jumps between the two kinds of calls.
  double SlowerBy() const;

  /// In which a throughput was compared.
  std::uint64_t periods() const { return rare_.compared + even_.compared; }
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

  /// What the periods of one kind have shown.
  struct Shown {
    CallTimes candidate;
    CallTimes stable;
    std::array<double, kThetas> log_evidence{};
    double excess = 0;  ///< Sum of a - pi K, and its variance, the sum of K pi (1 - pi).
    double variance = 0;
    std::uint64_t periods = 0;
    std::uint64_t compared = 0;  ///< In which a throughput was.
    double mean_difference = 0;  ///< Of d, and the sum of squared distances from it.
    double squares = 0;

    double VarianceOfMean() const;
  };

  /// Up to which time, for one of `stable_ns`, a call of the candidate is not longer.
  struct Forgiveness {
    double factor = 1;
    double ns = 0;

    double Of(double candidate_ns, double stable_ns) const;
  };

  static Since TotalsOf(const ArmFigures& figures) { return {figures.calls, figures.answered, figures.busy_ns}; }
  /// ln(candidate's / stable's); nothing when a call's time is missing.
  static std::optional<double> LogThroughputRatio(const Since& candidate, const Since& stable, const Forgiveness& forgiven);
  static Forgiveness ForgivenIn(bool rare);
  void EndPeriod(const Since& stable, std::uint64_t stable_p99, bool rare);
  void CountLongCalls(const Since& stable, double x, bool rare);
  const Shown& Judged() const { return even_.periods != 0 ? even_ : rare_; }
  void AddThroughput(const Since& stable, bool rare);

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
  Shown rare_;
  Shown even_;
  std::uint64_t periods_ = 0;
};

}  // namespace hotswap

#endif  // HOTSWAP_CORE_ROLLOUT_MATCHED_PERIODS_H_

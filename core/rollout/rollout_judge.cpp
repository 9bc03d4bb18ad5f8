#include "core/rollout/rollout_judge.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "core/rollout/figure_text.h"
#include "core/rollout/ranking_quality.h"
#include "core/rollout/sequential_evidence.h"
#include "core/rollout/user_comparison.h"

namespace hotswap {
namespace {

double RatioLimit(const std::vector<GuardLimit>& guards) {
  const Guard* const guard = &*std::ranges::find(GuardTable(), GuardKind::kP99Ratio, &Guard::kind);
  const auto listed = std::ranges::find(guards, guard->name, &GuardLimit::name);
  return listed == guards.end() ? guard->default_limit : listed->limit;
}

std::uint64_t LeastCalls() { return std::ranges::find(GuardTable(), GuardKind::kP99Ratio, &Guard::kind)->least; }

constexpr double kToleratedUsually = 2;
constexpr double kToleratedAtTheEnd = 3;

}  // namespace

RolloutJudge::RolloutJudge(const std::vector<GuardLimit>& guards) : periods_(RatioLimit(guards), LeastCalls()) {
  for (const Guard& guard : GuardTable()) {
    const auto listed = std::ranges::find(guards, guard.name, &GuardLimit::name);
    if (listed != guards.end()) guards_.push_back({&guard, listed->limit});
  }
  needed_log_evidence_ = std::log(static_cast<double>(std::max<std::size_t>(guards_.size(), 1)) / kFalseRollbackRate);
}

std::vector<GuardReading> RolloutJudge::Look(const ArmFigures& candidate, const ArmFigures& stable, bool last_step) {
  periods_.Look(candidate, stable);
  std::vector<GuardReading> readings;
  readings.reserve(guards_.size());
  for (const Listed& listed : guards_) readings.push_back(Read(listed, Find(listed, candidate, stable), last_step));
  return readings;
}

bool RolloutJudge::StableAtFault(const ArmFigures& stable) const {
  return std::ranges::any_of(guards_, [&](const Listed& listed) {
    if (listed.guard->kind != GuardKind::kErrorRate && listed.guard->kind != GuardKind::kNonfinite) return false;
    return Read(listed, Find(listed, stable, stable), true).verdict == GuardVerdict::kBroken;
  });
}

RolloutJudge::Finding RolloutJudge::Find(const Listed& listed, const ArmFigures& candidate, const ArmFigures& stable) const {
  switch (listed.guard->kind) {
    case GuardKind::kErrorRate: return FindErrors(listed.limit, candidate);
    case GuardKind::kNonfinite: {
      Finding finding{.figure = std::nullopt,
                      .sample = candidate.requests,
                      .certain = static_cast<double>(candidate.nonfinite) > listed.limit};
      if (candidate.requests != 0) finding.figure = static_cast<double>(candidate.nonfinite);
      return finding;
    }
    case GuardKind::kP99Ratio: return FindP99(listed.limit, candidate, stable);
    case GuardKind::kThroughputDrop:
      return {.figure = periods_.throughput_drop(),
              .sample = periods_.periods(),
              .log_evidence = periods_.LogEvidenceOfDrop(listed.limit),
              .beyond = periods_.DropBeyond(listed.limit),
              .tolerated = kToleratedUsually};
    case GuardKind::kMeanShift:
    case GuardKind::kScorePsi: return FindDrift(listed, candidate, stable);
    case GuardKind::kAucDelta:
    case GuardKind::kLogLossDelta: return FindQuality(listed, candidate, stable);
  }
  return {};
}

RolloutJudge::Finding RolloutJudge::FindErrors(double limit, const ArmFigures& arm) const {
  Finding finding{.figure = std::nullopt,
                  .sample = arm.requests,
                  .certain = limit == 0 && arm.errors != 0,
                  .log_evidence = LogEvidenceOfRate(arm.errors, arm.requests, limit)};
  if (arm.requests != 0) {
    finding.figure = static_cast<double>(arm.errors) / static_cast<double>(arm.requests);
    finding.beyond = *finding.figure - limit;
  }
  return finding;
}

RolloutJudge::Finding RolloutJudge::FindP99(double limit, const ArmFigures& candidate, const ArmFigures& stable) const {
  Finding finding{.figure = periods_.p99_ratio(),
                  .sample = std::min(periods_.candidate_calls(), periods_.stable_calls()),
                  .log_evidence = periods_.LogEvidenceOfSlowerCalls(),
                  .beyond = periods_.SlowerBy(),
                  .tolerated = kToleratedUsually};
  if (!finding.figure) finding.sample = std::min(candidate.calls.total(), stable.calls.total());
  // The evidence is of how often calls are long; it breaks nothing while the figure that people see is within its limit.
  if (finding.figure && *finding.figure <= limit) finding.log_evidence = std::min(finding.log_evidence, 0.0);
  return finding;
}

RolloutJudge::Finding RolloutJudge::FindDrift(const Listed& listed, const ArmFigures& candidate, const ArmFigures& stable) const {
  const ClusteredMean of_candidate = MeanScores(candidate.users);
  const ClusteredMean of_stable = MeanScores(stable.users);
  Finding finding{.figure = std::nullopt, .sample = std::min(of_candidate.users(), of_stable.users())};
  if (finding.sample == 0) return finding;
  // The stable version may never see another request; what it has shown has to do.
  finding.exhausted = candidate.exhausted() && (stable.exhausted() || of_stable.users() >= listed.guard->least);
  finding.tolerated = finding.exhausted ? kToleratedAtTheEnd : 0;
  // PSI's evidence is half of a mean of two.
  finding.too_few = MostLogEvidence(of_candidate.users(), of_stable.users()) < needed_log_evidence_ + std::log(2);
  if (listed.guard->kind == GuardKind::kMeanShift) {
    finding.figure = std::abs(of_candidate.mean() - of_stable.mean());
    finding.log_evidence = LogEvidenceOfDistance(of_candidate, of_stable, listed.limit);
    finding.beyond = (*finding.figure - listed.limit) / DeviationOfDifference(of_candidate, of_stable);
    return finding;
  }
  const DistributionShift shift = CompareDistributions(candidate.users, stable.users);
  finding.figure = shift.psi;
  finding.beyond = (shift.psi - listed.limit) / std::max(shift.deviation, 1e-9);
  // Two conditions: that the versions differ is certain however often one looks, and the index is over the limit by more than a
  // standard error. The first keeps identical versions from being rolled back. With it alone the limit would mean nothing.
  if (shift.log_evidence >= needed_log_evidence_) {
    finding.tolerated = 0;
    if (finding.beyond > 1) finding.log_evidence = shift.log_evidence;
  }
  return finding;
}

RolloutJudge::Finding RolloutJudge::FindQuality(const Listed& listed, const ArmFigures& candidate,
                                                const ArmFigures& stable) const {
  if (listed.guard->kind == GuardKind::kAucDelta) {
    const std::optional<RankingQuality> of_candidate = QualityOf(candidate.users);
    const std::optional<RankingQuality> of_stable = QualityOf(stable.users);
    if (!of_candidate || !of_stable) return {};
    const double delta = of_candidate->auc - of_stable->auc;
    return {.figure = delta,
            .sample = std::min(of_candidate->labelled, of_stable->labelled),
            .log_evidence = LogEvidenceOfWorseRanking(*of_candidate, *of_stable, listed.limit),
            .beyond = (listed.limit - delta) / std::sqrt(std::max(of_candidate->variance + of_stable->variance, 1e-18)),
            .tolerated = kToleratedUsually};
  }
  const ClusteredMean of_candidate = MeanLosses(candidate.users);
  const ClusteredMean of_stable = MeanLosses(stable.users);
  const double least_seen = std::min(of_candidate.observations(), of_stable.observations());
  if (least_seen == 0) return {};
  const double delta = of_candidate.mean() - of_stable.mean();
  return {.figure = delta,
          .sample = static_cast<std::uint64_t>(least_seen),
          .log_evidence = LogEvidenceOfMore(of_candidate, of_stable, listed.limit),
          .beyond = (delta - listed.limit) / std::max(DeviationOfDifference(of_candidate, of_stable), 1e-9),
          .tolerated = kToleratedUsually};
}

GuardReading RolloutJudge::Read(const Listed& listed, const Finding& finding, bool last_step) const {
  const Guard& guard = *listed.guard;
  const std::string unit(guard.unit);
  GuardReading reading{.name = std::string(guard.name),
                       .limit = listed.limit,
                       .figure = finding.figure,
                       .sample = finding.sample,
                       .needed = guard.least,
                       .unit = unit,
                       .text = ""};
  const std::string limit = (guard.at_least ? "at least " : "at most ") + FigureText(listed.limit);
  const std::string seen = finding.figure ? FigureText(*finding.figure) + " (" + limit + ")" : "no figure yet (" + limit + ")";
  const bool enough = finding.sample >= guard.least || (finding.exhausted && finding.sample != 0);
  const bool within = finding.beyond <= 0;
  const std::string among = " in " + CountText(finding.sample, unit);
  if (finding.certain || (enough && !finding.too_few && finding.log_evidence >= needed_log_evidence_)) {
    reading.verdict = GuardVerdict::kBroken;
    reading.text = seen + among + ": broken; " + std::string(guard.hint);
  } else if (!enough) {
    reading.text = seen + ": needs " + CountText(guard.least, unit) + ", has " + std::to_string(finding.sample);
  } else if (finding.too_few && last_step) {
    reading.text = seen + among + ": too few to tell a difference from chance, whatever they show";
  } else if (finding.exhausted && !last_step && !within) {
    reading.verdict = GuardVerdict::kPassing;
    reading.text = seen + among + ": beyond the limit, but not for certain, and this share has no more " + unit +
                   "; judged again at the next step";
  } else if (!(finding.beyond <= finding.tolerated)) {
    reading.text = seen + among + ": beyond the limit, but not yet for certain; needs more " + unit;
  } else {
    reading.verdict = GuardVerdict::kPassing;
    reading.text = seen + among + (within ? ": passing" : ": no more beyond the limit than chance explains; passing");
  }
  return reading;
}

}  // namespace hotswap

#include "core/control/probation.h"

#include <utility>

#include "core/loading/display_name.h"
#include "core/loading/loaded_operator.h"

namespace hotswap {
namespace {

/// Adding up the histograms of 64 workers takes some ten microseconds: more rarely than faults are looked for.
constexpr std::chrono::milliseconds kLatencyPeriod{100};

std::uint64_t RequestsOf(const VersionCells& cells) {
  std::uint64_t requests = 0;
  for (unsigned thread = 0; thread < kMaxThreads; ++thread) {
    const VersionCell* cell = cells.Find(thread);
    if (cell != nullptr) requests += cell->requests.load(std::memory_order_relaxed);
  }
  return requests;
}

}  // namespace

void Probation::Start(std::uint32_t slot, Version& version, std::chrono::nanoseconds now, const Scope& scope) {
  const auto before = watches_.find(slot);
  if (before != watches_.end()) before->second.version->cut_short = before->second.version != &version;
  Stop(slot);
  version.proved = false;
  version.cut_short = false;
  version.probation_requests = 0;
  if (limits_.duration.count() <= 0) return;
  version.on_probation = true;
  version.errors_tolerated = !scope.errors || scope.tolerated.error_share > 0;
  version.probation_ends = now + limits_.duration;
  version.probation_waits = true;
  watches_.insert_or_assign(slot, Watch{.version = &version,
                                        .looked = now,
                                        .latency_due = now + kLatencyPeriod,
                                        .faults = version.cells->Faults(),
                                        .requests = RequestsOf(*version.cells),
                                        .latency = version.cells->Latency(),
                                        .scope = scope});
}

std::optional<VersionFault> Probation::Look(std::chrono::nanoseconds now) {
  looked_ = now;
  for (auto& [slot, watch] : watches_) {
    CountService(watch, now);
    ProbationRuling ruling = JudgeProbation(FiguresOf(watch, now), limits_);
    if (ruling.step == ProbationStep::kGoOn) continue;
    VersionFault fault{slot, watch.version->number, ruling.code, std::move(ruling.reason)};
    watch.version->proved = ruling.step == ProbationStep::kPassed;
    if (watch.version->proved) proved_.push_back({slot, watch.version->number, watch.answers});
    Stop(fault.slot);
    if (ruling.step == ProbationStep::kTakeBack) return fault;
    return Look(now);  // the map has changed
  }
  return std::nullopt;
}

std::optional<std::chrono::nanoseconds> Probation::Next() const {
  if (watches_.empty()) return std::nullopt;
  return looked_ + kLookPeriod;
}

bool Probation::Confirm(std::uint32_t slot) {
  const auto watch = watches_.find(slot);
  if (watch == watches_.end()) return false;
  watch->second.version->proved = true;
  Stop(slot);
  return true;
}

void Probation::Stop(std::uint32_t slot) {
  const auto watch = watches_.find(slot);
  if (watch == watches_.end()) return;
  watch->second.version->on_probation = false;
  watches_.erase(watch);
}

/// A version that nobody asks proves nothing: its time stands still, or traffic that comes later would meet it unwatched.
void Probation::CountService(Watch& watch, std::chrono::nanoseconds now) const {
  const std::uint64_t answers = RequestsOf(*watch.version->cells) - watch.requests;
  if (answers != watch.answers) watch.answered = now;
  watch.answers = answers;
  watch.version->probation_requests = answers;
  const bool serves = answers != 0 && now - watch.answered <= limits_.longest_pause;
  if (serves) watch.served += now - watch.looked;
  watch.looked = now;
  watch.version->probation_waits = !serves;
  watch.version->probation_ends = now + limits_.duration - watch.served;
}

ProbationFigures Probation::FiguresOf(Watch& watch, std::chrono::nanoseconds now) const {
  const VersionCells& cells = *watch.version->cells;
  const VersionFaults faults = cells.Faults();
  ProbationFigures figures;
  figures.served = watch.served;
  figures.requests = watch.answers;
  figures.tolerated = watch.scope.tolerated;
  if (watch.scope.errors) figures.errors = faults.errors - watch.faults.errors;
  if (watch.scope.nonfinite) figures.nonfinite = faults.nonfinite - watch.faults.nonfinite;
  if (figures.errors != 0) {
    const std::string text = faults.first_text.value_or("");
    figures.first_error = DisplayName(text.c_str(), LoadedOperator::kMaxNameBytes);
  }
  if (now < watch.latency_due) return figures;
  watch.latency_due = now + kLatencyPeriod;
  LatencyCounts all = cells.Latency();
  LatencyCounts latency = all;
  latency -= watch.latency;
  figures.timed_calls = latency.total();
  figures.median_call_ns = latency.Quantile(0.5);
  // Judged in stretches: else a million quick calls outvote the slow ones that follow for longer than a probation lasts.
  if (figures.timed_calls >= limits_.least_timed_calls) watch.latency = std::move(all);
  return figures;
}

}  // namespace hotswap

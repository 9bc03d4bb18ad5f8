#include "ui/viewmodels/rollout_page.h"

#include <QCoreApplication>
#include <algorithm>

#include "ui/theme/number_format.h"
#include "ui/theme/palette.h"
#include "ui/viewmodels/counted_text.h"
#include "ui/viewmodels/engine_text.h"
#include "ui/viewmodels/guard_text.h"

namespace hotswap::ui {
namespace {

using std::chrono::nanoseconds;
using std::chrono::seconds;

constexpr std::chrono::hours kInMinutes{1};  ///< Above, hours are told, too, and seconds no longer.
constexpr seconds kInSeconds{100};           ///< Above, minutes are told, too.
constexpr seconds kInTenths{10};

QString tr(const char* text) { return QCoreApplication::translate("hotswap::ui", text); }

QString stateWord(StepState state) {
  switch (state) {
    case StepState::kDone: return tr("done");
    case StepState::kPresent: return tr("under way");
    case StepState::kToCome: return tr("to come");
    case StepState::kEnded: return tr("the rollout ended here");
    case StepState::kNotReached: return tr("not reached");
  }
  return {};
}

StepState stateOf(const RolloutStatus& rollout, std::size_t step) {
  if (step < rollout.step) return StepState::kDone;
  if (rollout.outcome == RolloutOutcome::kPromoted) {  // By a person perhaps, past the steps between.
    return step == rollout.step || step + 1 == rollout.steps.size() ? StepState::kDone : StepState::kNotReached;
  }
  if (rollout.published_by_hand) return step == rollout.step ? StepState::kDone : StepState::kNotReached;
  if (rollout.outcome) return step == rollout.step ? StepState::kEnded : StepState::kNotReached;
  return step == rollout.step ? StepState::kPresent : StepState::kToCome;
}

double fractionDone(const RolloutStatus& rollout, const RolloutStep& step) {
  const auto share = [](double missing, double whole) { return whole <= 0 ? 1.0 : std::clamp(1 - missing / whole, 0.0, 1.0); };
  return std::min(share(double(rollout.time_missing.count()), double(step.min_time.count())),
                  share(double(rollout.requests_missing), double(step.min_requests)));
}

std::vector<StepCell> stepCells(const RolloutStatus& rollout) {
  std::vector<StepCell> cells;
  for (std::size_t i = 0; i < rollout.steps.size(); ++i) {
    const RolloutStep& step = rollout.steps[i];
    StepCell cell{.share = stepLabel(step), .state = stateOf(rollout, i), .fraction = 0, .tool_tip = {}};
    if (cell.state == StepState::kPresent) cell.fraction = fractionDone(rollout, step);
    const QString least = leastText(step);
    const QString what =
        least.isEmpty()
            ? shareText(step)
            : QCoreApplication::translate("hotswap::ui", "%1 %2", "share of a step, for how long").arg(shareText(step), least);
    cell.tool_tip = tr("Step %1: %2 (%3)").arg(i + 1).arg(what, stateWord(cell.state));
    cells.push_back(std::move(cell));
  }
  return cells;
}

QString verdictWord(GuardVerdict verdict) {
  switch (verdict) {
    case GuardVerdict::kPassing: return tr("passing");
    case GuardVerdict::kNeedsSamples: return tr("needs samples");
    case GuardVerdict::kBroken: return tr("broken");
  }
  return {};
}

QString sampleText(const GuardReading& reading) {
  const QString seen = formatCount(reading.sample);
  const QString needed = formatCount(reading.needed);
  if (reading.unit == "requests") return tr("%1 of %2 requests").arg(seen, needed);
  if (reading.unit == "users") return tr("%1 of %2 users").arg(seen, needed);
  if (reading.unit == "labelled requests") return tr("%1 of %2 labelled requests").arg(seen, needed);
  return tr("%1 of %2 %3").arg(seen, needed, engineText(reading.unit));
}

GuardRow guardRow(const GuardReading& reading) {
  const QString limit = guardLimit(reading.name, reading.limit);
  GuardRow row{.title = guardTitle(reading.name),
               .verdict = reading.verdict,
               .word = verdictWord(reading.verdict),
               .figure = tr("%1, %2").arg(reading.figure ? guardFigure(*reading.figure) : QStringLiteral("–"), limit),
               .sample = {},
               .tool_tip = {}};
  if (reading.verdict == GuardVerdict::kNeedsSamples && reading.sample < reading.needed) {
    row.sample = sampleText(reading);
  }
  QStringList lines{QString::fromStdString(reading.name), guardMeasures(reading.name), engineText(reading.text)};
  lines.removeAll(QString());
  row.tool_tip = lines.join(QLatin1Char('\n'));
  return row;
}

/// What decides stands first: broken, missing, passing.
int rankOf(const GuardRow& row) {
  return row.verdict == GuardVerdict::kBroken ? 0 : row.verdict == GuardVerdict::kNeedsSamples ? 1 : 2;
}

QString outcomeHeadline(const RolloutStatus& rollout) {
  if (rollout.published_by_hand) return tr("Published by hand at step %1").arg(rollout.step + 1);
  const QString after = waitText(rollout.decided);
  switch (*rollout.outcome) {
    case RolloutOutcome::kPromoted: return tr("Promoted after %1").arg(after);
    case RolloutOutcome::kRolledBack: return tr("Rolled back after %1").arg(after);
    case RolloutOutcome::kHeld: return tr("Held after %1").arg(after);
    case RolloutOutcome::kAborted: return tr("Aborted after %1").arg(after);
  }
  return {};
}

const VersionInfo* versionOf(const Snapshot& snapshot, const std::string& slot, std::uint32_t number) {
  const auto found = std::ranges::find_if(snapshot.versions, [&](const VersionInfo& version) {
    return version.number == number && version.slot < snapshot.slots.size() && snapshot.slots[version.slot].name == slot;
  });
  return found == snapshot.versions.end() ? nullptr : &*found;
}

/// A promotion that did not last must not look as if it had.
void tellWhatCameAfter(const RolloutStatus& rollout, const Snapshot& snapshot, RolloutPage& page) {
  const VersionInfo* const candidate = versionOf(snapshot, rollout.slot, rollout.candidate);
  if (candidate == nullptr || snapshot.slots[candidate->slot].active == candidate->number) return;
  const std::uint32_t answers = snapshot.slots[candidate->slot].active;
  if (candidate->fault.empty()) {
    page.needs = tr("%1 answers since").arg(versionLabel(answers));
    return;
  }
  page.outcome = RolloutOutcome::kRolledBack;
  page.headline = tr("%1; taken back since").arg(page.headline);
  page.needs = tr("%1 %2. %3 answers").arg(versionLabel(candidate->number), engineText(candidate->fault), versionLabel(answers));
}

QString needsText(const RolloutStatus& rollout) {
  QStringList missing;
  if (rollout.time_missing.count() > 0) missing << waitText(rollout.time_missing);
  if (rollout.requests_missing > 0) missing << countedRequests(rollout.requests_missing);
  const QString reason = engineText(rollout.reason);
  // The rows of the guards have the figures already.
  if (missing.isEmpty()) {
    QStringList guards;
    for (const GuardReading& reading : rollout.guards) {
      if (reading.verdict == GuardVerdict::kNeedsSamples) guards << guardTitle(reading.name);
    }
    if (!guards.isEmpty()) missing << tr("more samples of %1").arg(guards.join(QStringLiteral(", ")));
  }
  if (!missing.isEmpty()) return tr("Still needed: %1").arg(missing.join(tr(" and ")));
  return reason.isEmpty() ? tr("Has what it needs, goes on at once") : reason;
}

}  // namespace

QString waitText(nanoseconds time) {
  const auto whole = static_cast<qlonglong>(std::chrono::ceil<seconds>(time).count());
  if (time >= kInMinutes) return tr("%1 h %2 min").arg(whole / 3600).arg(whole % 3600 / 60);
  if (time >= kInSeconds && whole % 60 == 0) return tr("%1 min").arg(whole / 60);
  if (time >= kInSeconds) return tr("%1 min %2 s").arg(whole / 60).arg(whole % 60);
  if (time >= kInTenths) return tr("%1 s").arg(whole);
  return tr("%1 s").arg(QString::number(std::chrono::duration<double>(time).count(), 'f', 1));
}

QString stepLabel(const RolloutStep& step) {
  return step.threads != 0 ? countedThreads(step.threads) : tr("%1 %").arg(QString::number(step.share, 'g', 4));
}

QString shareText(const RolloutStep& step) {
  return step.threads != 0 ? countedThreads(step.threads) : tr("%1 % of the users").arg(QString::number(step.share, 'g', 4));
}

QString leastText(const RolloutStep& step) {
  QStringList parts;
  if (step.min_time.count() > 0) parts << formatDuration(static_cast<double>(step.min_time.count()));
  if (step.min_requests > 0) parts << countedRequests(step.min_requests);
  return parts.isEmpty() ? QString() : tr("for %1 at least").arg(parts.join(tr(" and ")));
}

QString takeoverText(const Snapshot& snapshot, const std::string& slot, std::uint32_t stable, std::uint32_t candidate) {
  const VersionInfo* const found = versionOf(snapshot, slot, candidate);
  const QString name = found == nullptr ? QString() : QString::fromStdString(found->name);
  const QString text = QStringLiteral("%1 → %2").arg(versionLabel(stable), versionLabel(candidate));
  return name.isEmpty() ? text : text + QLatin1Char(' ') + name;
}

RolloutPage rolloutPage(const RolloutStatus& rollout, const Snapshot& snapshot) {
  RolloutPage page;
  page.candidate = rollout.candidate;
  page.stable = rollout.stable;
  page.title = takeoverText(snapshot, rollout.slot, rollout.stable, rollout.candidate);
  // A file that a gate refused never got a number.
  if (rollout.candidate == 0) page.title += QLatin1Char(' ') + QString::fromStdString(rollout.path).section(QLatin1Char('/'), -1);
  page.outcome = rollout.published_by_hand ? RolloutOutcome::kPromoted : rollout.outcome;  // The candidate answers everything.
  page.under_way = !rollout.outcome;
  page.paused = page.under_way && rollout.paused;
  page.steps = stepCells(rollout);
  for (const GuardReading& reading : rollout.guards) page.guards.push_back(guardRow(reading));
  std::ranges::stable_sort(page.guards, {}, rankOf);
  if (rollout.outcome) {
    page.headline = outcomeHeadline(rollout);
    page.needs = engineText(rollout.reason);
    if (page.outcome == RolloutOutcome::kPromoted) tellWhatCameAfter(rollout, snapshot, page);
    return page;
  }
  const std::size_t step = std::min(rollout.step, rollout.steps.empty() ? 0 : rollout.steps.size() - 1);
  const QString share = rollout.steps.empty() ? QString() : shareText(rollout.steps[step]);
  page.headline = tr("Step %1 of %2: %3").arg(step + 1).arg(rollout.steps.size()).arg(share);
  page.needs = page.paused ? tr("Paused: stays here until it is resumed") : needsText(rollout);
  return page;
}

QStringList shadowLines(const ShadowStatus& shadow) {
  QStringList lines{shadow.running
                        ? tr("Shadow %1 beside %2: under way").arg(versionLabel(shadow.candidate), versionLabel(shadow.stable))
                        : tr("Shadow %1 beside %2: ended").arg(versionLabel(shadow.candidate), versionLabel(shadow.stable))};
  lines << tr("Scored %1, dropped %2").arg(formatCount(shadow.scored), formatCount(shadow.dropped));
  lines << tr("Difference: mean %1, p99 %2, max %3")
               .arg(guardFigure(shadow.mean_difference), guardFigure(shadow.p99_difference), guardFigure(shadow.max_difference));
  lines << tr("Rank agreement %1, latency ratio %2")
               .arg(shadow.rank_agreement ? guardFigure(*shadow.rank_agreement) : QStringLiteral("–"),
                    shadow.latency_ratio ? guardFigure(*shadow.latency_ratio) : QStringLiteral("–"));
  if (const QString faults = countedFaults(shadow.errors, shadow.nonfinite); !faults.isEmpty()) lines << faults;
  return lines;
}

}  // namespace hotswap::ui

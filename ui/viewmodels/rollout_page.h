#ifndef HOTSWAP_UI_VIEWMODELS_ROLLOUT_PAGE_H_
#define HOTSWAP_UI_VIEWMODELS_ROLLOUT_PAGE_H_

#include <QString>
#include <QStringList>
#include <cstdint>
#include <optional>
#include <vector>

#include "core/api/snapshot.h"

namespace hotswap::ui {

enum class StepState {
  kDone,
  kPresent,
  kToCome,
  kEnded,       ///< The rollout ended in it, without a promotion.
  kNotReached,  ///< The rollout ended before it.
};

/// One step of a rollout as a person reads it.
struct StepCell {
  QString share;  ///< "5 %", "2 threads".
  StepState state = StepState::kToCome;
  double fraction = 0;  ///< Of the present step that is done: time or requests, whichever lacks more.
  QString tool_tip;     ///< "5 % of the users for 30 s and 1,000 requests at least: present".

  friend bool operator==(const StepCell&, const StepCell&) = default;
};

/// One guard that a rollout lists.
struct GuardRow {
  QString title;  ///< "p99 ratio".
  GuardVerdict verdict = GuardVerdict::kNeedsSamples;
  QString word;      ///< "passing", "needs samples", "broken".
  QString figure;    ///< "1.02, at most 1.5".
  QString sample;    ///< "120 of 200 requests" while it needs them; else empty.
  QString tool_tip;  ///< What it measures, and the whole clause.

  friend bool operator==(const GuardRow&, const GuardRow&) = default;
};

/// A rollout that is under way, or what was decided of the last one.
struct RolloutPage {
  std::uint32_t candidate = 0;  ///< 0: there was no rollout yet.
  std::uint32_t stable = 0;
  QString title;     ///< "v1 → v2 ScoreOperatorV2".
  QString headline;  ///< "Step 2 of 5: 5 % of the users", "Promoted after 12.0 s".
  QString needs;     ///< What the present step needs still, or why it ended as it did.
  bool under_way = false;
  bool paused = false;
  std::optional<RolloutOutcome> outcome;
  std::vector<StepCell> steps;
  std::vector<GuardRow> guards;

  friend bool operator==(const RolloutPage&, const RolloutPage&) = default;
};

RolloutPage rolloutPage(const RolloutStatus& rollout, const Snapshot& snapshot);

/// What a shadow found, a line each; empty for none.
QStringList shadowLines(const ShadowStatus& shadow);

/// "v1 → v2 ScoreOperatorV2", of the slot with this name.
QString takeoverText(const Snapshot& snapshot, const std::string& slot, std::uint32_t stable, std::uint32_t candidate);

/// "5 %", "2 threads".
QString stepLabel(const RolloutStep& step);

/// "5 % of the users", "2 threads".
QString shareText(const RolloutStep& step);

/// "for 30 s and 1,000 requests at least"; empty when it needs nothing.
QString leastText(const RolloutStep& step);

/// "0.4 s", "12 s", "3 min": a time that somebody waits for.
QString waitText(std::chrono::nanoseconds time);

}  // namespace hotswap::ui

#endif  // HOTSWAP_UI_VIEWMODELS_ROLLOUT_PAGE_H_

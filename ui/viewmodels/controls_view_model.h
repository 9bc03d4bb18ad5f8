#ifndef HOTSWAP_UI_VIEWMODELS_CONTROLS_VIEW_MODEL_H_
#define HOTSWAP_UI_VIEWMODELS_CONTROLS_VIEW_MODEL_H_

#include <QObject>
#include <QString>
#include <cstdint>
#include <string>
#include <vector>

#include "core/api/snapshot.h"
#include "ui/viewmodels/slot_line.h"
#include "ui/viewmodels/version_key.h"

namespace hotswap::ui {

/// What the buttons can do now, and why not: the selected target, roll back, the workers.
///
/// The target is the user's choice; until there is one it is the newest version that does not answer yet, so that one gesture
/// swaps to it.
class ControlsViewModel : public QObject {
  Q_OBJECT

 public:
  using QObject::QObject;

  void apply(const Snapshot& snapshot);

  /// What is shown is a recording, to which nothing can be done: that is why not, whatever is asked.
  void setRecording(bool recording) { recording_ = recording; }
  QString whyNoCommands() const;  ///< Empty while an engine runs.

  /// Chooses what Swap swaps to. The version may still be on its way into a later snapshot.
  void setTarget(VersionKey target);

  /// A library is being loaded: what it becomes is the target unless somebody chooses another one meanwhile.
  void expectLoaded() { chosen_meanwhile_ = false; }
  void proposeLoaded(VersionKey version);
  VersionKey target() const { return target_; }

  /// The slot that commands and pictures are about (an index into the snapshot's): that of the target.
  std::uint32_t slot() const { return slot_; }
  const std::vector<std::string>& slotNames() const { return slot_names_; }

  /// What is known of a slot while it is not the one in sight: "ctr · v2 5 %", or its name alone. As many as slotNames().
  const std::vector<SlotLine>& slotLines() const { return slot_lines_; }

  /// Turns to another slot, where a target is proposed.
  void chooseSlot(std::uint32_t slot);

  /// Name of the slot as commands spell it; empty for the first slot while none is known.
  std::string targetSlot() const;

  /// Why nothing can be swapped to this version; empty when it can.
  static QString whyNotSwapTo(const VersionInfo& version);
  /// As above, and the candidate of a rollout is swapped to by its promotion alone.
  static QString whyNotSwapTo(const Snapshot& snapshot, const VersionInfo& version);

  /// A rollout of the version was asked for by a command: until its outcome is known it is one that is under way. The version stays
  /// the target, whatever becomes of it.
  void expectRollout(VersionKey candidate, CommandId command);

  /// Why a swap must not give the version all requests now, since its rollout is under way; empty when none is.
  QString whyNotWiden(VersionKey version) const;

  QString whyNotSwap() const;  ///< Empty when the target can be swapped to.
  QString swapText() const;    ///< "Swap to v2".

  QString whyNotRollBack() const;  ///< Empty when there is an earlier version, or a candidate to take back.
  QString rollBackText() const;    ///< "Roll back to v1", "Take v2 back: v1 answers everything again".

  bool paused() const { return paused_; }

  /// The engine's settings, or the proposed ones while their command is under way.
  const WorkerSettings& workers() const { return workers_; }

  /// The user asked for these by a command: they are shown until its outcome is known, so that a control does not jump back.
  void proposeWorkers(const WorkerSettings& settings, CommandId command);

  bool scenarioRuns() const { return scenario_runs_; }

 Q_SIGNALS:
  void changed();
  void targetChanged();
  void slotChanged();

 private:
  bool proposalEnded(const Snapshot& snapshot) const;
  QString judgeTarget(const Snapshot& snapshot) const;

  QString judgeRollBack(const Snapshot& snapshot) const;
  void noteRollouts(const Snapshot& snapshot);
  bool keepsTarget(const Snapshot& snapshot, const VersionInfo* proposal) const;

  void proposeTarget(const Snapshot& snapshot);
  void changeTarget(VersionKey target);
  void changeSlot(std::uint32_t slot);

  bool recording_ = false;
  VersionKey target_;
  std::uint32_t slot_ = 0;
  bool target_chosen_ = false;
  bool chosen_meanwhile_ = false;  ///< Since a load was asked for last.
  QString why_not_swap_ = hotswap::ui::ControlsViewModel::tr("No operator is loaded yet");
  QString roll_back_text_;              ///< Empty: there is nothing to go back to.
  std::vector<VersionKey> candidates_;  ///< Of the rollouts that are under way.
  VersionKey awaited_;                  ///< The candidate of a rollout that was asked for and has not begun.
  CommandId rollout_ = 0;               ///< That asked for it; 0: none did.
  std::vector<std::string> slot_names_;
  std::vector<SlotLine> slot_lines_;
  bool paused_ = false;
  bool scenario_runs_ = false;
  WorkerSettings workers_;
  CommandId proposal_ = 0;  ///< 0: none is under way.
};

}  // namespace hotswap::ui

#endif  // HOTSWAP_UI_VIEWMODELS_CONTROLS_VIEW_MODEL_H_

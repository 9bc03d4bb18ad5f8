#include "ui/shell/window_models.h"

namespace hotswap::ui {

void feedModels(SnapshotPump& pump, CommandPort& port, WindowModels& models) {
  using SnapshotPtr = SnapshotPump::SnapshotPtr;
  QObject::connect(&pump, &SnapshotPump::frameDue, &models.timeline, [&port, &models](const SnapshotPtr& snapshot) {
    models.verdict.apply(*snapshot);
    port.apply(*snapshot);
    models.notices.apply(*snapshot);
    models.activity.apply(*snapshot);
    models.controls.apply(*snapshot);
    models.timeline.apply(snapshot);
  });
  QObject::connect(&pump, &SnapshotPump::totalsDue, &models.totals, [&models](const SnapshotPtr& snapshot) {
    models.totals.apply(snapshot);
    models.spreads.apply(snapshot);
    models.quality.apply(snapshot);
    models.status.apply(*snapshot);
    models.operators.apply(*snapshot);
  });
  QObject::connect(&pump, &SnapshotPump::totalsDue, &models.rollout, [&models](const SnapshotPtr& snapshot) {
    models.rollout.apply(*snapshot);
    models.canary.apply(snapshot);
  });
  QObject::connect(&models.controls, &ControlsViewModel::targetChanged, &models.canary,
                   [&models] { models.canary.setCandidate(models.controls.target()); });
  QObject::connect(&pump, &SnapshotPump::tablesDue, &models.threads, [&models](const SnapshotPtr& snapshot) {
    models.operators.apply(*snapshot);
    models.status.apply(*snapshot);
    models.events.apply(*snapshot);
    models.receipts.apply(*snapshot);
    models.parked.apply(*snapshot);
    models.versions.apply(*snapshot);
    models.journal.apply(*snapshot);
    models.values.refresh();
    if (!models.timeline.isFrozen()) models.threads.apply(*snapshot);
  });
  QObject::connect(&pump, &SnapshotPump::loadMeasured, &models.status, &StatusViewModel::setWindowLoad);
  QObject::connect(&port, &CommandPort::libraryLoaded, &models.controls, [&models](std::uint32_t slot, std::uint32_t version) {
    // What somebody reads, or sets the steps and guards of, stays what it is about.
    if (!models.verdict.isHeld() && !models.canary.isOpen()) models.controls.proposeLoaded({slot, version});
  });
}

void joinVerdicts(CommandPort& port, WindowModels& models) {
  VerdictViewModel& verdict = models.verdict;
  QObject::connect(&port, &CommandPort::judged, &verdict, &VerdictViewModel::judged);
  QObject::connect(&verdict, &VerdictViewModel::versionShown, &models.controls, &ControlsViewModel::setTarget);
  QObject::connect(&models.controls, &ControlsViewModel::targetChanged, &verdict,
                   [&models] { models.verdict.follow(models.controls.target()); });
  QObject::connect(&verdict, &VerdictViewModel::changed, &models.notices,
                   [&models] { models.notices.holdBack(models.verdict.messages()); });
  QObject::connect(&verdict, &VerdictViewModel::goLiveDenied, &models.status, &StatusViewModel::say);
  QObject::connect(&verdict, &VerdictViewModel::read, &models.notices, &NoticesViewModel::drop);
}

void joinSlots(WindowModels& models) {
  QObject::connect(&models.controls, &ControlsViewModel::slotChanged, &models.timeline, [&models] {
    const std::uint32_t slot = models.controls.slot();
    models.operators.setSlot(slot);
    models.rollout.setSlot(slot);
    models.versions.setSlot(slot);
    models.status.setSlot(slot);
    models.threads.setSlot(slot);
    models.totals.setSlot(slot);
    models.spreads.setSlot(slot);
    models.quality.setSlot(slot);
    models.timeline.setSlot(slot);
  });
}

void joinCharts(WindowModels& models) {
  QObject::connect(&models.timeline, &TimelineViewModel::windowChanged, &models.totals, [&models] {
    const bool stands = models.timeline.isFrozen();
    models.totals.setWindow(stands ? std::optional(models.timeline.window()) : std::nullopt);
  });
  QObject::connect(&models.timeline, &TimelineViewModel::cursorChanged, &models.totals,
                   [&models] { models.totals.setCursor(models.timeline.cursor()); });
}

void setFrozen(SnapshotPump& pump, WindowModels& models, bool frozen) {
  models.timeline.setFrozen(frozen);
  models.totals.setFrozen(frozen);
  models.spreads.setFrozen(frozen);
  models.quality.setFrozen(frozen);
  models.status.setFrozen(frozen);
  pump.setFrozen(frozen);
}

}  // namespace hotswap::ui

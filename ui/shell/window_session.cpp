#include "ui/shell/window_session.h"

#include <utility>

#include "ui/shell/export_actions.h"

namespace hotswap::ui {
namespace {

void joinGestures(Gestures& gestures, WindowModels& models) {
  QObject::connect(&gestures, &Gestures::swapAsked, &models.verdict, &VerdictViewModel::leave);
  QObject::connect(&gestures, &Gestures::denied, &models.status, &StatusViewModel::say);
  QObject::connect(&models.verdict, &VerdictViewModel::goLiveRequested, &gestures, &Gestures::swapTo);
}

/// Everything that offers a command says why it cannot, and what is empty is so for another reason.
void showRecording(WindowModels& models) {
  models.controls.setRecording(true);
  models.canary.setRecording(true);
  models.rollout.setRecording(true);
  models.verdict.setRecording(true);
  models.versions.setRecording(true);
  models.timeline.setRecording(true);
  models.spreads.setRecording(true);
}

void joinJournal(JournalLoader& loader, JournalViewModel& journal) {
  if (!loader.isAvailable()) return;
  QObject::connect(&journal, &JournalViewModel::wanted, &loader, &JournalLoader::request);
  QObject::connect(&loader, &JournalLoader::loaded, &journal,
                   [&journal](const std::shared_ptr<const Result<JournalPage>>& page) { journal.show(*page); });
}

void joinFirstSteps(Gestures& gestures, WindowModels& models) {
  FirstStepsViewModel& steps = models.first_steps;
  QObject::connect(&models.timeline, &TimelineViewModel::changed, &steps, [&models, &steps] {
    if (models.timeline.hasTraffic()) steps.finish(FirstStepsViewModel::kWatch);
  });
  QObject::connect(&gestures, &Gestures::swapAsked, &steps, [&steps] {
    steps.finish(FirstStepsViewModel::kPick);  // What is proposed is picked by swapping to it.
    steps.finish(FirstStepsViewModel::kSwap);
  });
}

void joinWriter(BackgroundWriter& writer, WindowModels& models) {
  QObject::connect(&writer, &BackgroundWriter::written, &models.status,
                   [&models](const QString& path) { models.status.say(ExportActions::tr("Saved %1").arg(path)); });
  QObject::connect(&writer, &BackgroundWriter::failed, &models.notices,
                   [&models](const QString&, const QString& text) { models.notices.post(text); });
}

}  // namespace

WindowSession::WindowSession(Engine& driven, const Clock& time, WindowOptions choices)
    : engine(driven),
      clock(time),
      options(std::move(choices)),
      port(engine),
      gestures(port, models.controls),
      pump(engine, clock),
      preview(options.preview),
      journal(options.journal) {
  feedModels(pump, port, models);
  joinVerdicts(port, models);
  joinCharts(models);
  joinSlots(models);
  joinGestures(gestures, models);
  joinJournal(journal, models.journal);
  joinFirstSteps(gestures, models);
  joinWriter(writer, models);
  if (options.recording != nullptr) showRecording(models);
  if (!options.notice.isEmpty()) models.notices.post(options.notice);
}

void WindowSession::announce() {
  models.verdict.retell();
  models.notices.retell();
  Q_EMIT models.timeline.changed();
  Q_EMIT models.timeline.windowChanged();
  Q_EMIT models.timeline.cursorChanged();
  Q_EMIT models.timeline.selectedThreadChanged(models.timeline.selectedThread());
  Q_EMIT models.totals.changed();
  Q_EMIT models.parked.changed();
  Q_EMIT models.status.changed();
  Q_EMIT models.activity.changed();
  Q_EMIT models.controls.changed();
  Q_EMIT models.controls.targetChanged();
  Q_EMIT models.rollout.changed();
  Q_EMIT models.canary.changed();
  Q_EMIT models.first_steps.changed();
}

}  // namespace hotswap::ui

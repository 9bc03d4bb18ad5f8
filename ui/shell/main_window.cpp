#include "ui/shell/main_window.h"

#include <QApplication>
#include <QCloseEvent>
#include <QFileInfo>
#include <QMenuBar>
#include <QScreen>
#include <utility>

#include "ui/panels/canary_sheet.h"
#include "ui/panels/events_panel.h"
#include "ui/panels/live_panel.h"
#include "ui/panels/notice_bar.h"
#include "ui/panels/operators_panel.h"
#include "ui/panels/progress_panel.h"
#include "ui/panels/receipts_panel.h"
#include "ui/panels/status_strip.h"
#include "ui/panels/threads_panel.h"
#include "ui/panels/verdict_panel.h"
#include "ui/panels/versions_panel.h"
#include "ui/shell/command_palette.h"
#include "ui/shell/control_bar.h"
#include "ui/shell/export_actions.h"
#include "ui/shell/library_dialog.h"
#include "ui/shell/library_drop.h"
#include "ui/shell/recent_files.h"
#include "ui/shell/return_clicks.h"
#include "ui/shell/swap_actions.h"
#include "ui/shell/table_memory.h"
#include "ui/shell/text_window.h"
#include "ui/shell/window_actions.h"
#include "ui/shell/window_menus.h"
#include "ui/shell/window_panels.h"
#include "ui/shell/window_session.h"

namespace hotswap::ui {
namespace {

constexpr QSize kDefaultSize{1366, 740};
constexpr QSize kFrame{16, 40};  ///< About what a window manager adds. It is not known before the window is shown.

}  // namespace

MainWindow::MainWindow(Engine& engine, const Clock& clock, WindowOptions options)
    : MainWindow(std::make_shared<WindowSession>(engine, clock, std::move(options))) {}

MainWindow::MainWindow(std::shared_ptr<WindowSession> session)
    : session_(std::move(session)),
      options_(session_->options),
      models_(session_->models),
      gestures_(session_->gestures),
      pump_(session_->pump),
      settings_(options_.settings_file),
      actions_(new WindowActions(models_, options_.reference_scenario.has_value(), this)) {
  applySavedTheme();
  setObjectName(QStringLiteral("mainWindow"));
  setWindowTitle(tr("Hotswap Monitor"));
  buildBars();
  panels_ = new WindowPanels(*this, models_, *actions_, chartClock(), session_->journal.isAvailable());
  if (options_.recording != nullptr) panels_->addScrubBar(*options_.recording, pump_);
  buildMenus(*menuBar(), *actions_, panels_->toggleActions());
  exports_ = new ExportActions(*session_, *actions_, this);
  for (const ChartSource& chart : panels_->chartSources()) exports_->addChart(chart);
  QMenu& file = *menuBar()->actions().first()->menu();
  exports_->addTo(file);
  recent_ = new RecentFiles(settings_, this);
  recent_->setEnabled(options_.recording == nullptr);
  file.insertMenu(actions_->reload_config, recent_);
  connectOperators();
  connectVerdicts();
  connectRollouts();
  connectSlots();
  connectView();
  connectWorkers();
  connectHelp();
  connectChoices();
  connectFirstSteps();
  new ReturnClicks(*this);
  restoreSettings();
  session_->announce();
}

// The panels refer to view-models of the session, and Qt would delete child widgets only after the members.
MainWindow::~MainWindow() {
  pump_.setRunning(false);
  if (QWidget* focus = focusWidget()) focus->clearFocus();  // Else a half deleted tool bar hears that typing ended.
  qDeleteAll(findChildren<QWidget*>(Qt::FindDirectChildrenOnly));
}

void MainWindow::buildBars() {
  controls_ = new ControlBar(*actions_, models_.operators, models_.controls, this);
  addToolBar(controls_);
  setContextMenuPolicy(Qt::NoContextMenu);  // Else a right click offers to hide the only tool bar.
  setStatusBar(new StatusStrip(models_.status, this));
}

// Charts of a recording end at the moment that is shown.
const Clock& MainWindow::chartClock() const { return options_.recording != nullptr ? *options_.recording : session_->clock; }

// Before any panel exists: a style that changes later resets what the widgets have set for themselves.
void MainWindow::applySavedTheme() {
  const Theme theme = options_.theme.value_or(settings_.theme());
  actions_->selectTheme(theme);
  actions_->selectLanguage(options_.language.value_or(settings_.language().value_or(options_.default_language)));
  applyTheme(*qApp, theme);
}

void MainWindow::restoreSettings() {
  for (QAction* action : actions_->spans->actions()) {
    if (action->data().toLongLong() != settings_.span().count()) continue;
    action->setChecked(true);
    if (settings_.span() != models_.timeline.span()) action->trigger();  // Else it would undo a zoom.
  }
  const QSize size = kDefaultSize.boundedTo(screen()->availableSize() - kFrame);
  resize(size);
  panels_->arrange();
  settings_.tellTrouble();
  const QStringList unfit = setTableTexts(*this, settings_.tables());
  if (!unfit.isEmpty()) settings_.tellUnfit(QStringLiteral("the columns of %1").arg(unfit.join(QStringLiteral(", "))));
  if (settings_.restore(*this)) return;
  resize(size);  // A layout that is refused may have brought its size along.
  panels_->arrange();
}

void MainWindow::connectOperators() {
  connect(actions_->load, &QAction::triggered, this, &MainWindow::openLibraryDialog);
  connect(recent_, &RecentFiles::chosen, this, [this](const QString& path) { loadLibraries({path}); });
  connect(actions_->swap, &QAction::triggered, &gestures_, &Gestures::swapToTarget);
  connect(actions_->roll_back, &QAction::triggered, &gestures_, &Gestures::rollBack);
  connect(controls_, &ControlBar::targetChosen, &gestures_, &Gestures::chooseTarget);
  connect(panels_->operators, &OperatorsPanel::targetChosen, &gestures_, &Gestures::chooseTarget);
  connect(panels_->operators, &OperatorsPanel::swapRequested, &gestures_, &Gestures::swapTo);
  connect(new LibraryDrop(*this), &LibraryDrop::dropped, this, &MainWindow::loadLibraries);
  connect(actions_->error_details, &QAction::triggered, panels_->notices, &NoticeBar::toggleDetails);
  connect(actions_->dismiss_error, &QAction::triggered, &models_.notices, &NoticesViewModel::dismiss);
}

void MainWindow::connectVerdicts() {
  connect(panels_->verdict, &VerdictPanel::goLiveRequested, &gestures_, &Gestures::swapTo);
  connect(panels_->operators, &OperatorsPanel::verdictRequested, &models_.verdict, &VerdictViewModel::show);
  connect(actions_->show_verdict, &QAction::triggered, this, [this] { models_.verdict.show(models_.controls.target()); });
  for (const QAction* action : {actions_->go_live, actions_->tell_why_not_live}) {
    connect(action, &QAction::triggered, &models_.verdict, &VerdictViewModel::goLive);
  }
  connect(panels_->events, &EventsPanel::activated, &models_.verdict, &VerdictViewModel::showTold);
  connect(actions_->close_verdict, &QAction::triggered, &models_.verdict, &VerdictViewModel::close);
}

void MainWindow::connectRollouts() {
  const RolloutActions& rollout = *actions_->rollout;
  // A low window has no room for two sheets, and the form is what was asked for last.
  connect(rollout.canary, &QAction::triggered, &models_.verdict, &VerdictViewModel::giveWay);
  connect(rollout.canary, &QAction::triggered, &models_.canary, &CanaryViewModel::open);
  connect(rollout.close, &QAction::triggered, &models_.canary, &CanaryViewModel::close);
  connect(&models_.canary, &CanaryViewModel::changed, panels_->verdict,
          [this] { panels_->verdict->setHasKeys(!models_.canary.isOpen()); });
  connect(rollout.start, &QAction::triggered, panels_->canary, &CanarySheet::start);
  connect(panels_->canary, &CanarySheet::startRequested, &gestures_, &Gestures::startRollout);
  connect(rollout.promote, &QAction::triggered, &gestures_, &Gestures::promote);
  connect(rollout.pause, &QAction::triggered, &gestures_, [this] { gestures_.pauseRollout(!models_.rollout.page().paused); });
  connect(panels_->versions, &VersionsPanel::rollBackRequested, &gestures_, &Gestures::rollBackTo);
  connect(rollout.abort, &QAction::triggered, &gestures_, &Gestures::abort);
}

void MainWindow::connectSlots() {
  connect(controls_, &ControlBar::slotChosen, &models_.controls, &ControlsViewModel::chooseSlot);
  const auto show_receipts = [this] {
    const bool several = models_.controls.slotNames().size() > 1;
    panels_->receipts->setSlot(several ? QString::fromStdString(models_.controls.targetSlot()) : QString());
  };
  connect(&models_.controls, &ControlsViewModel::slotChanged, panels_->receipts, show_receipts);
  connect(&models_.controls, &ControlsViewModel::changed, panels_->receipts, show_receipts);
}

void MainWindow::connectView() {
  connect(&pump_, &SnapshotPump::frameDue, panels_->live, &LivePanel::tick);
  connect(&pump_, &SnapshotPump::tablesDue, this, &MainWindow::updateTitles);
  connect(panels_->live, &LivePanel::markerActivated, panels_, &WindowPanels::openReceipt);
  connect(actions_->freeze, &QAction::toggled, this, [this](bool frozen) { setFrozen(pump_, models_, frozen); });
  actions_->freeze->setChecked(models_.timeline.isFrozen());
  connect(&models_.timeline, &TimelineViewModel::frozenChanged, actions_->freeze, &QAction::setChecked);
  connect(actions_->live, &QAction::triggered, actions_->freeze, [this] { actions_->freeze->setChecked(false); });
  connect(actions_->spans, &QActionGroup::triggered, this, [this](const QAction* action) {
    const std::chrono::seconds span{action->data().toLongLong()};
    models_.timeline.setSpan(span);
    models_.totals.setSpan(span);
    settings_.setSpan(span);
  });
  connect(panels_->threads, &ThreadsPanel::threadSelected, &models_.timeline, &TimelineViewModel::setSelectedThread);
  connect(&models_.timeline, &TimelineViewModel::selectedThreadChanged, panels_->threads, &ThreadsPanel::selectThread);
  connect(actions_->filter_table, &QAction::triggered, this, [this] {
    if (!panels_->filterTable()) models_.status.say(tr("No table is in sight: open a tab below the charts"));
  });
  connect(actions_->show_values, &QAction::triggered, panels_, &WindowPanels::showValues);
  connect(actions_->show_compared, &QAction::triggered, panels_, &WindowPanels::showCompared);
  connect(actions_->show_quality, &QAction::triggered, panels_, &WindowPanels::showQuality);
  connect(actions_->reset_layout, &QAction::triggered, this, [this] {
    settings_.forgetLayout();
    panels_->arrange();
    resetTables(*this);
  });
}

void MainWindow::connectChoices() {
  connect(actions_->themes, &QActionGroup::triggered, this, [this](const QAction* action) {
    const auto theme = static_cast<Theme>(action->data().toInt());
    settings_.setTheme(theme);
    applyTheme(*qApp, theme);
    setTheme(theme);
    Q_EMIT themeChosen(theme);
  });
  connect(actions_->languages, &QActionGroup::triggered, this, [this](const QAction* action) {
    const auto language = static_cast<Language>(action->data().toInt());
    settings_.setLanguage(language);
    Q_EMIT languageChosen(language);
  });
}

void MainWindow::setTheme(Theme theme) {
  options_.theme = theme;
  actions_->selectTheme(theme);
}

void MainWindow::connectWorkers() {
  connect(actions_->workers, &QAction::triggered, &gestures_, &Gestures::toggleWorkers);
  connect(controls_, &ControlBar::threadsChosen, &gestures_, &Gestures::setThreads);
  connect(controls_, &ControlBar::intervalChosen, &gestures_, &Gestures::setInterval);
  connect(controls_, &ControlBar::intervalNotUnderstood, this, [this](const QString& text) {
    models_.status.say(tr("“%1” is no interval: try 300 ms, 1.5 s, 250 us, or flat out").arg(text));
  });
  connect(actions_->run_scenario, &QAction::triggered, this, [this] { gestures_.runScenario(*options_.reference_scenario); });
  connect(actions_->reload_config, &QAction::triggered, &gestures_, &Gestures::reloadConfig);
  connect(actions_->stop_scenario, &QAction::triggered, &gestures_, &Gestures::stopScenario);
  connect(panels_->progress, &ProgressPanel::stopScenarioRequested, &gestures_, &Gestures::stopScenario);
}

void MainWindow::connectHelp() {
  connect(actions_->quit, &QAction::triggered, qApp, &QApplication::closeAllWindows);
  connect(actions_->close_window, &QAction::triggered, this, &QWidget::close);
  connect(actions_->new_window, &QAction::triggered, this, &MainWindow::anotherWanted);
  connect(actions_->shortcuts, &QAction::triggered, this, [this] { showBeside(*TextWindow::shortcuts(*menuBar(), this)); });
  auto* palette = new CommandPalette(
      *this, [this](QObject* parent) { return swapActions(models_.operators, models_.controls, gestures_, parent); });
  connect(actions_->command_palette, &QAction::triggered, palette, &CommandPalette::open);
  connect(actions_->about, &QAction::triggered, this, [this] { showBeside(*TextWindow::about(this)); });
}

// The keys that are about the whole program count there, too: what has its own frame is a window of its own to Qt.
void MainWindow::showBeside(TextWindow& page) {
  page.addActions({actions_->new_window, actions_->quit});
  page.show();
}

void MainWindow::connectFirstSteps() {
  FirstStepsViewModel& steps = models_.first_steps;
  connect(&steps, &FirstStepsViewModel::over, this, [this] { settings_.setFirstStepsOver(); });
  connect(panels_->operators, &OperatorsPanel::targetChosen, &steps, [&steps] { steps.finish(FirstStepsViewModel::kPick); });
  connect(controls_, &ControlBar::targetChosen, &steps, [&steps] { steps.finish(FirstStepsViewModel::kPick); });
  if (options_.first_steps && options_.recording == nullptr && !settings_.firstStepsOver()) steps.begin();
  options_.first_steps = false;  // They go on where they are when the widgets are made anew.
}

void MainWindow::showRollout() {
  if (isMinimized()) showNormal();
  show();
  raise();
  activateWindow();
  panels_->showRollout();
}

void MainWindow::openLibraryDialog() {
  const QString last = settings_.directory();
  auto* dialog = new LibraryDialog(last.isEmpty() ? options_.start_directory : last, session_->preview, this);
  connect(dialog, &QFileDialog::filesSelected, this, &MainWindow::loadLibraries);
  dialog->open();
}

void MainWindow::loadLibraries(const QStringList& paths) {
  if (!paths.isEmpty()) settings_.setDirectory(QFileInfo(paths.last()).absolutePath());
  recent_->add(paths);
  models_.first_steps.finish(FirstStepsViewModel::kPick);
  models_.verdict.expect(gestures_.load(paths), paths);
}

void MainWindow::updateTitles() {
  const QString active = models_.status.activeName();
  const QString program = options_.recording == nullptr
                              ? tr("Hotswap Monitor")
                              : tr("recording %1 — Hotswap Monitor").arg(QString::fromStdString(options_.recording->Name()));
  setWindowTitle(active.isEmpty() ? program : tr("%1 — %2", "version, program").arg(active, program));
  panels_->updateTitles();
}

void MainWindow::updatePump() { pump_.setRunning(isVisible() && !isMinimized()); }

// All painting of a window happens while it handles an update request, so that is what a frame costs.
bool MainWindow::event(QEvent* event) {
  if (event->type() != QEvent::UpdateRequest) return QMainWindow::event(event);
  const TimePoint before = session_->clock.Now();
  const bool handled = QMainWindow::event(event);
  pump_.addPainting(session_->clock.Now() - before);
  return handled;
}

void MainWindow::showEvent(QShowEvent* event) {
  QMainWindow::showEvent(event);
  updatePump();
}

void MainWindow::hideEvent(QHideEvent* event) {
  QMainWindow::hideEvent(event);
  updatePump();
}

void MainWindow::changeEvent(QEvent* event) {
  QMainWindow::changeEvent(event);
  if (event->type() == QEvent::WindowStateChange) updatePump();
}

void MainWindow::closeEvent(QCloseEvent* event) {
  closing_ = true;
  pump_.setRunning(false);
  remember();
  event->accept();
}

void MainWindow::remember() {
  settings_.save(*this);
  settings_.setTables(tableTexts(*this));
  settings_.write();
}

}  // namespace hotswap::ui

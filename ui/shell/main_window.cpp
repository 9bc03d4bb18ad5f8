#include "ui/shell/main_window.h"

#include <QApplication>
#include <QCloseEvent>
#include <QFileInfo>
#include <QMenuBar>
#include <QScreen>
#include <QTabBar>
#include <QVBoxLayout>
#include <utility>

#include "ui/panels/canary_sheet.h"
#include "ui/panels/events_panel.h"
#include "ui/panels/journal_panel.h"
#include "ui/panels/live_panel.h"
#include "ui/panels/notice_bar.h"
#include "ui/panels/operators_panel.h"
#include "ui/panels/progress_panel.h"
#include "ui/panels/receipts_panel.h"
#include "ui/panels/rollout_panel.h"
#include "ui/panels/status_strip.h"
#include "ui/panels/threads_panel.h"
#include "ui/panels/totals_panel.h"
#include "ui/panels/verdict_panel.h"
#include "ui/panels/versions_panel.h"
#include "ui/shell/control_bar.h"
#include "ui/shell/library_dialog.h"
#include "ui/shell/library_drop.h"
#include "ui/shell/panel_dock.h"
#include "ui/shell/return_clicks.h"
#include "ui/shell/text_window.h"
#include "ui/shell/window_actions.h"
#include "ui/shell/window_menus.h"
#include "ui/theme/number_format.h"

namespace hotswap::ui {
namespace {

constexpr QSize kDefaultSize{1366, 740};
constexpr QSize kFrame{16, 40};  ///< About what a window manager adds. It is not known before the window is shown.
constexpr int kSideWidth = 264;
constexpr int kBottomHeight = 232;
constexpr int kOperatorsShare = 300;  ///< Of the height, in proportion to the rollout's.
constexpr int kRolloutShare = 350;

}  // namespace

MainWindow::MainWindow(Engine& engine, const Clock& clock, WindowOptions options)
    : clock_(clock),
      options_(std::move(options)),
      settings_(options_.settings_file),
      port_(engine),
      gestures_(port_, models_.controls),
      pump_(engine, clock),
      preview_(options_.preview),
      journal_(options_.journal),
      actions_(new WindowActions(models_, options_.reference_scenario.has_value(), this)) {
  applySavedTheme();
  setObjectName(QStringLiteral("mainWindow"));
  setWindowTitle(tr("Hotswap Monitor"));
  buildBars();
  buildCentre();
  buildSidePanels();
  buildBottomPanels();
  QList<QAction*> panels;
  for (const PanelDock* dock : docks()) panels << dock->toggleViewAction();
  buildMenus(*menuBar(), *actions_, panels);
  feedModels(pump_, port_, models_);
  joinVerdicts(port_, models_);
  connectOperators();
  connectVerdicts();
  connectRollouts();
  connectSlots();
  connectView();
  connectWorkers();
  connectHelp();
  new ReturnClicks(*this);
  restoreSettings();
  if (!options_.notice.isEmpty()) models_.notices.post(options_.notice);
}

// The panels refer to view-models that are members here, and Qt would delete child widgets only after the members.
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

void MainWindow::buildCentre() {
  auto* centre = new QWidget;
  notices_ = new NoticeBar(models_.notices, centre);
  verdict_ = new VerdictPanel(models_.verdict, centre);
  canary_ = new CanarySheet(models_.canary, centre);
  live_ = new LivePanel(models_.timeline, clock_, centre);
  auto* column = new QVBoxLayout(centre);
  column->setContentsMargins(0, 0, 0, 0);
  column->setSpacing(0);
  column->addWidget(verdict_);  // On top: an error that comes must not move its buttons under the pointer.
  column->addWidget(notices_);
  column->addWidget(canary_);
  column->addWidget(live_, 1);
  setCentralWidget(centre);
}

void MainWindow::buildSidePanels() {
  auto* side = new QWidget;
  operators_ = new OperatorsPanel(models_.operators, models_.controls);
  progress_ = new ProgressPanel(models_.activity);
  auto* column = new QVBoxLayout(side);
  column->setContentsMargins(0, 0, 0, 0);
  column->setSpacing(0);
  column->addWidget(operators_, 1);
  column->addWidget(progress_);
  operators_dock_ = addPanel("operatorsDock", tr("Operators"), side);
  const RolloutActions& rollout = *actions_->rollout;
  rollout_dock_ = addPanel("rolloutDock", tr("Rollout"),
                           new RolloutPanel(models_.rollout, {rollout.canary, rollout.promote, rollout.pause, rollout.abort}));
}

void MainWindow::buildBottomPanels() {
  threads_ = new ThreadsPanel(models_.threads, models_.parked);
  events_ = new EventsPanel(models_.events);
  connect(events_, &EventsPanel::filterChanged, this, &MainWindow::updateTitles);
  receipts_ = new ReceiptsPanel(models_.receipts);
  versions_ = new VersionsPanel(models_.versions, actions_->rollout->promote);
  connect(events_, &EventsPanel::activated, &models_.verdict, &VerdictViewModel::showTold);
  totals_dock_ = addPanel("totalsDock", tr("Throughput · Latency · Share"), new TotalsPanel(models_.totals));
  threads_dock_ = addPanel("threadsDock", tr("Threads"), threads_);
  events_dock_ = addPanel("eventsDock", tr("Events"), events_);
  receipts_dock_ = addPanel("receiptsDock", tr("Swap receipts"), receipts_);
  versions_dock_ = addPanel("versionsDock", tr("Versions"), versions_);
  if (journal_.isAvailable()) {
    journal_dock_ = addPanel("journalDock", tr("Journal"), new JournalPanel(models_.journal));
    connect(&models_.journal, &JournalViewModel::wanted, &journal_, &JournalLoader::request);
    connect(&journal_, &JournalLoader::loaded, &models_.journal,
            [this](const std::shared_ptr<const Result<JournalPage>>& page) { models_.journal.show(*page); });
  }
  setCorner(Qt::BottomLeftCorner, Qt::LeftDockWidgetArea);
  setTabPosition(Qt::BottomDockWidgetArea, QTabWidget::North);
  setDockOptions(QMainWindow::AnimatedDocks | QMainWindow::AllowTabbedDocks | QMainWindow::AllowNestedDocks);
}

PanelDock* MainWindow::addPanel(const char* name, const QString& title, QWidget* content) {
  auto* dock = new PanelDock(name, title, content, this);
  connect(dock, &PanelDock::arrangementChanged, this, &MainWindow::updateTitleBars);
  return dock;
}

QList<PanelDock*> MainWindow::docks() const {
  QList<PanelDock*> all{operators_dock_, rollout_dock_,  totals_dock_,  threads_dock_,
                        events_dock_,    receipts_dock_, versions_dock_};
  if (journal_dock_ != nullptr) all << journal_dock_;
  return all;
}

void MainWindow::updateTitleBars() {
  for (PanelDock* dock : docks()) dock->updateTitleBar();
  // Else the window is never narrower than all tabs together, which is more than a small screen has.
  for (QTabBar* tabs : findChildren<QTabBar*>(Qt::FindDirectChildrenOnly)) tabs->setUsesScrollButtons(true);
}

void MainWindow::arrangePanels() {
  for (PanelDock* dock : docks()) dock->setFloating(false);
  addDockWidget(Qt::LeftDockWidgetArea, operators_dock_);
  addDockWidget(Qt::LeftDockWidgetArea, rollout_dock_);
  addDockWidget(Qt::BottomDockWidgetArea, totals_dock_);
  // Straight behind one another: side by side for a moment, they would widen the window, and it would stay so.
  QDockWidget* front = totals_dock_;
  for (PanelDock* dock : {threads_dock_, events_dock_, receipts_dock_, versions_dock_, journal_dock_}) {
    if (dock == nullptr) continue;
    tabifyDockWidget(front, dock);
    front = dock;
  }
  for (PanelDock* dock : docks()) dock->show();
  totals_dock_->raise();
  resizeDocks({operators_dock_}, {kSideWidth}, Qt::Horizontal);
  resizeDocks({totals_dock_}, {kBottomHeight}, Qt::Vertical);
  resizeDocks({operators_dock_, rollout_dock_}, {kOperatorsShare, kRolloutShare}, Qt::Vertical);
}

// Before any panel exists: a style that changes later resets what the widgets have set for themselves.
void MainWindow::applySavedTheme() {
  const Theme theme = options_.theme.value_or(settings_.theme());
  actions_->selectTheme(theme);
  applyTheme(*qApp, theme);
}

void MainWindow::restoreSettings() {
  for (QAction* action : actions_->spans->actions()) {
    if (action->data().toLongLong() == settings_.span().count()) action->trigger();
  }
  const QSize size = kDefaultSize.boundedTo(screen()->availableSize() - kFrame);
  resize(size);
  arrangePanels();
  if (settings_.restore(*this)) return;
  resize(size);  // A layout that is refused may have brought its size along.
  arrangePanels();
}

void MainWindow::connectOperators() {
  connect(actions_->load, &QAction::triggered, this, &MainWindow::openLibraryDialog);
  connect(actions_->swap, &QAction::triggered, &gestures_, &Gestures::swapToTarget);
  connect(actions_->roll_back, &QAction::triggered, &gestures_, &Gestures::rollBack);
  connect(controls_, &ControlBar::targetChosen, &gestures_, &Gestures::chooseTarget);
  connect(operators_, &OperatorsPanel::targetChosen, &gestures_, &Gestures::chooseTarget);
  connect(operators_, &OperatorsPanel::swapRequested, &gestures_, &Gestures::swapTo);
  connect(new LibraryDrop(*this), &LibraryDrop::dropped, this, &MainWindow::loadLibraries);
  connect(actions_->error_details, &QAction::triggered, notices_, &NoticeBar::toggleDetails);
  connect(actions_->dismiss_error, &QAction::triggered, &models_.notices, &NoticesViewModel::dismiss);
}

void MainWindow::connectVerdicts() {
  connect(&gestures_, &Gestures::swapAsked, &models_.verdict, &VerdictViewModel::leave);
  connect(verdict_, &VerdictPanel::goLiveRequested, &gestures_, &Gestures::swapTo);
  connect(operators_, &OperatorsPanel::verdictRequested, &models_.verdict, &VerdictViewModel::show);
  connect(actions_->show_verdict, &QAction::triggered, this, [this] { models_.verdict.show(models_.controls.target()); });
  for (const QAction* action : {actions_->go_live, actions_->tell_why_not_live}) {
    connect(action, &QAction::triggered, &models_.verdict, &VerdictViewModel::goLive);
  }
  connect(&models_.verdict, &VerdictViewModel::goLiveRequested, &gestures_, &Gestures::swapTo);
  connect(actions_->close_verdict, &QAction::triggered, &models_.verdict, &VerdictViewModel::close);
}

void MainWindow::connectRollouts() {
  if (!options_.strategies.empty()) models_.canary.setStrategies(options_.strategies, options_.guards);
  const RolloutActions& rollout = *actions_->rollout;
  connect(rollout.canary, &QAction::triggered, &models_.canary, &CanaryViewModel::open);
  connect(rollout.close, &QAction::triggered, &models_.canary, &CanaryViewModel::close);
  connect(rollout.start, &QAction::triggered, canary_, &CanarySheet::start);
  connect(canary_, &CanarySheet::startRequested, &gestures_, &Gestures::startRollout);
  connect(rollout.promote, &QAction::triggered, &gestures_, &Gestures::promote);
  connect(rollout.pause, &QAction::triggered, &gestures_, [this] { gestures_.pauseRollout(!models_.rollout.page().paused); });
  connect(versions_, &VersionsPanel::rollBackRequested, &gestures_, &Gestures::rollBackTo);
  connect(rollout.abort, &QAction::triggered, &gestures_, &Gestures::abort);
}

void MainWindow::connectSlots() {
  joinSlots(models_);
  connect(controls_, &ControlBar::slotChosen, &models_.controls, &ControlsViewModel::chooseSlot);
  const auto show_receipts = [this] {
    const bool several = models_.controls.slotNames().size() > 1;
    receipts_->setSlot(several ? QString::fromStdString(models_.controls.targetSlot()) : QString());
  };
  connect(&models_.controls, &ControlsViewModel::slotChanged, receipts_, show_receipts);
  connect(&models_.controls, &ControlsViewModel::changed, receipts_, show_receipts);
}

void MainWindow::connectView() {
  connect(&pump_, &SnapshotPump::frameDue, live_, &LivePanel::tick);
  connect(&pump_, &SnapshotPump::tablesDue, this, &MainWindow::updateTitles);
  connect(actions_->freeze, &QAction::toggled, this, [this](bool frozen) { setFrozen(pump_, models_, frozen); });
  connect(&models_.timeline, &TimelineViewModel::frozenChanged, actions_->freeze, &QAction::setChecked);
  connect(actions_->live, &QAction::triggered, actions_->freeze, [this] { actions_->freeze->setChecked(false); });
  connect(actions_->spans, &QActionGroup::triggered, this, [this](const QAction* action) {
    const std::chrono::seconds span{action->data().toLongLong()};
    models_.timeline.setSpan(span);
    models_.totals.setSpan(span);
    settings_.setSpan(span);
  });
  connect(threads_, &ThreadsPanel::threadSelected, &models_.timeline, &TimelineViewModel::setSelectedThread);
  connect(&models_.timeline, &TimelineViewModel::selectedThreadChanged, threads_, &ThreadsPanel::selectThread);
  connect(actions_->reset_layout, &QAction::triggered, this, [this] {
    settings_.forgetLayout();
    arrangePanels();
  });
  connect(actions_->themes, &QActionGroup::triggered, this, [this](const QAction* action) {
    const auto theme = static_cast<Theme>(action->data().toInt());
    settings_.setTheme(theme);
    applyTheme(*qApp, theme);
  });
}

void MainWindow::connectWorkers() {
  connect(actions_->workers, &QAction::triggered, &gestures_, &Gestures::toggleWorkers);
  connect(controls_, &ControlBar::threadsChosen, &gestures_, &Gestures::setThreads);
  connect(controls_, &ControlBar::intervalChosen, &gestures_, &Gestures::setInterval);
  connect(actions_->run_scenario, &QAction::triggered, this, [this] { gestures_.runScenario(*options_.reference_scenario); });
  connect(actions_->reload_config, &QAction::triggered, &gestures_, &Gestures::reloadConfig);
  connect(actions_->stop_scenario, &QAction::triggered, &gestures_, &Gestures::stopScenario);
  connect(progress_, &ProgressPanel::stopScenarioRequested, &gestures_, &Gestures::stopScenario);
}

void MainWindow::connectHelp() {
  connect(actions_->quit, &QAction::triggered, this, &QWidget::close);
  connect(actions_->shortcuts, &QAction::triggered, this, [this] { TextWindow::shortcuts(*actions_, this)->show(); });
  connect(actions_->about, &QAction::triggered, this, [this] { TextWindow::about(this)->show(); });
}

void MainWindow::openLibraryDialog() {
  const QString last = settings_.directory();
  auto* dialog = new LibraryDialog(last.isEmpty() ? options_.start_directory : last, preview_, this);
  connect(dialog, &QFileDialog::filesSelected, this, &MainWindow::loadLibraries);
  dialog->open();
}

void MainWindow::loadLibraries(const QStringList& paths) {
  if (!paths.isEmpty()) settings_.setDirectory(QFileInfo(paths.last()).absolutePath());
  models_.verdict.expect(gestures_.load(paths), paths);
}

void MainWindow::updateTitles() {
  const QString active = models_.status.activeName();
  setWindowTitle(active.isEmpty() ? tr("Hotswap Monitor") : tr("%1 — Hotswap Monitor").arg(active));
  const qsizetype stuck = models_.parked.lines().size();
  const int threads = models_.threads.rowCount();
  threads_dock_->setWindowTitle(stuck == 0 ? tr("Threads (%1)").arg(threads)
                                           : tr("Threads (%1, %2 stuck)").arg(threads).arg(stuck));
  const QString events = formatCount(static_cast<std::uint64_t>(models_.events.rowCount()));
  const QString shown = formatCount(static_cast<std::uint64_t>(events_->shownEvents()));
  events_dock_->setWindowTitle(shown == events ? tr("Events (%1)").arg(events) : tr("Events (%1 of %2)").arg(shown, events));
  receipts_dock_->setWindowTitle(tr("Swap receipts (%1)").arg(formatCount(static_cast<std::uint64_t>(receipts_->shownRows()))));
  versions_dock_->setWindowTitle(tr("Versions (%1)").arg(models_.versions.rowCount()));
}

void MainWindow::updatePump() { pump_.setRunning(isVisible() && !isMinimized()); }

// All painting of a window happens while it handles an update request, so that is what a frame costs.
bool MainWindow::event(QEvent* event) {
  if (event->type() != QEvent::UpdateRequest) return QMainWindow::event(event);
  const TimePoint before = clock_.Now();
  const bool handled = QMainWindow::event(event);
  pump_.addPainting(clock_.Now() - before);
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
  pump_.setRunning(false);
  settings_.save(*this);
  event->accept();
}

}  // namespace hotswap::ui

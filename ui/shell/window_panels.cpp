#include "ui/shell/window_panels.h"

#include <QTabBar>
#include <QVBoxLayout>
#include <algorithm>
#include <iterator>

#include "ui/panels/canary_sheet.h"
#include "ui/panels/compare_panel.h"
#include "ui/panels/events_panel.h"
#include "ui/panels/filter_line.h"
#include "ui/panels/first_steps_bar.h"
#include "ui/panels/journal_panel.h"
#include "ui/panels/live_panel.h"
#include "ui/panels/notice_bar.h"
#include "ui/panels/operators_panel.h"
#include "ui/panels/progress_panel.h"
#include "ui/panels/quality_panel.h"
#include "ui/panels/receipts_panel.h"
#include "ui/panels/rollout_panel.h"
#include "ui/panels/scrub_bar.h"
#include "ui/panels/threads_panel.h"
#include "ui/panels/totals_panel.h"
#include "ui/panels/values_panel.h"
#include "ui/panels/verdict_panel.h"
#include "ui/panels/versions_panel.h"
#include "ui/shell/panel_dock.h"
#include "ui/theme/number_format.h"

namespace hotswap::ui {
namespace {

constexpr int kSideWidth = 264;
constexpr int kBottomHeight = 232;
constexpr int kOperatorsShare = 300;  ///< Of the height, in proportion to the rollout's.
constexpr int kRolloutShare = 350;

void bringToFront(PanelDock& dock) {
  dock.show();
  dock.raise();
  dock.widget()->setEnabled(true);  // It will be, once Qt tells that it is in front; the keys do not wait.
}

}  // namespace

WindowPanels::WindowPanels(QMainWindow& window, WindowModels& models, const WindowActions& actions, const Clock& clock,
                           bool with_journal)
    : QObject(&window), window_(window), models_(models) {
  buildCentre(clock);
  buildSide(*actions.rollout);
  buildBottom(*actions.rollout, with_journal);
  window_.setCorner(Qt::BottomLeftCorner, Qt::LeftDockWidgetArea);
  window_.setTabPosition(Qt::BottomDockWidgetArea, QTabWidget::North);
  window_.setDockOptions(QMainWindow::AnimatedDocks | QMainWindow::AllowTabbedDocks | QMainWindow::AllowNestedDocks);
}

void WindowPanels::buildCentre(const Clock& clock) {
  auto* centre = new QWidget;
  notices = new NoticeBar(models_.notices, centre);
  verdict = new VerdictPanel(models_.verdict, centre);
  canary = new CanarySheet(models_.canary, centre);
  live = new LivePanel(models_.timeline, clock, centre);
  auto* column = new QVBoxLayout(centre);
  column->setContentsMargins(0, 0, 0, 0);
  column->setSpacing(0);
  column->addWidget(verdict);  // On top: an error that comes must not move its buttons under the pointer.
  column->addWidget(notices);
  column->addWidget(canary);
  column->addWidget(new FirstStepsBar(models_.first_steps, centre));
  column->addWidget(live, 1);
  window_.setCentralWidget(centre);
}

void WindowPanels::addScrubBar(Recording& recording, const SnapshotPump& pump) {
  auto* scrub = new ScrubBar(recording, window_.centralWidget());
  window_.centralWidget()->layout()->addWidget(scrub);
  scrub->setFocus();
  connect(&pump, &SnapshotPump::frameDue, scrub, &ScrubBar::follow);
}

std::vector<ChartSource> WindowPanels::chartSources() const {
  std::vector<ChartSource> sources = live->chartSources();
  std::ranges::move(totals->chartSources(), std::back_inserter(sources));
  std::ranges::move(compare->chartSources(), std::back_inserter(sources));
  std::ranges::move(quality->chartSources(), std::back_inserter(sources));
  sources.push_back(receipts->chartSource());
  return sources;
}

void WindowPanels::buildSide(const RolloutActions& rollout) {
  auto* side = new QWidget;
  operators = new OperatorsPanel(models_.operators, models_.controls);
  progress = new ProgressPanel(models_.activity);
  auto* column = new QVBoxLayout(side);
  column->setContentsMargins(0, 0, 0, 0);
  column->setSpacing(0);
  column->addWidget(operators, 1);
  column->addWidget(progress);
  operators_dock_ = addDock("operatorsDock", tr("Operators"), side);
  rollout_dock_ = addDock("rolloutDock", tr("Rollout"),
                          new RolloutPanel(models_.rollout, {rollout.canary, rollout.promote, rollout.pause, rollout.abort}));
}

void WindowPanels::buildBottom(const RolloutActions& rollout, bool with_journal) {
  threads = new ThreadsPanel(models_.threads, models_.parked);
  events = new EventsPanel(models_.events);
  totals = new TotalsPanel(models_.totals);
  receipts = new ReceiptsPanel(models_.receipts);
  totals->steer(models_.timeline);
  compare = new ComparePanel(models_.spreads);
  quality = new QualityPanel(models_.quality);
  quality->steer(models_.timeline);
  versions = new VersionsPanel(models_.versions, rollout.promote);
  connect(events, &EventsPanel::filterChanged, this, &WindowPanels::updateTitles);
  totals_dock_ = addDock("totalsDock", tr("Throughput · Latency · Share"), totals);
  compare_dock_ = addDock("compareDock", tr("Versions compared"), compare);
  threads_dock_ = addDock("threadsDock", tr("Threads"), threads);
  events_dock_ = addDock("eventsDock", tr("Events"), events);
  receipts_dock_ = addDock("receiptsDock", tr("Swap receipts"), receipts);
  versions_dock_ = addDock("versionsDock", tr("Versions"), versions);
  values_dock_ = addDock("valuesDock", tr("Values"), new ValuesPanel(models_.values));
  quality_dock_ = addDock("qualityDock", tr("AUC · Log loss"), quality);
  if (with_journal) addDock("journalDock", tr("Journal"), new JournalPanel(models_.journal));
}

PanelDock* WindowPanels::addDock(const char* name, const QString& title, QWidget* content) {
  auto* dock = new PanelDock(name, title, content, &window_);
  connect(dock, &PanelDock::arrangementChanged, this, &WindowPanels::updateTitleBars);
  docks_ << dock;
  return dock;
}

void WindowPanels::updateTitleBars() {
  for (PanelDock* dock : docks_) dock->updateTitleBar();
  for (QTabBar* tabs : window_.findChildren<QTabBar*>(Qt::FindDirectChildrenOnly)) {
    // Else the window is never narrower than all tabs together, which is more than a small screen has.
    tabs->setUsesScrollButtons(true);
    tabs->setElideMode(Qt::ElideNone);  // Else all are cut to a letter or two before one is scrolled.
  }
}

void WindowPanels::arrange() {
  for (PanelDock* dock : docks_) dock->setFloating(false);
  window_.addDockWidget(Qt::LeftDockWidgetArea, operators_dock_);
  window_.addDockWidget(Qt::LeftDockWidgetArea, rollout_dock_);
  window_.addDockWidget(Qt::BottomDockWidgetArea, totals_dock_);
  // Straight behind one another: side by side for a moment, they would widen the window, and it would stay so.
  QDockWidget* front = totals_dock_;
  for (PanelDock* dock : docks_.mid(docks_.indexOf(totals_dock_) + 1)) {
    window_.tabifyDockWidget(front, dock);
    front = dock;
  }
  for (PanelDock* dock : docks_) dock->show();
  totals_dock_->raise();
  window_.resizeDocks({operators_dock_}, {kSideWidth}, Qt::Horizontal);
  window_.resizeDocks({totals_dock_}, {kBottomHeight}, Qt::Vertical);
  window_.resizeDocks({operators_dock_, rollout_dock_}, {kOperatorsShare, kRolloutShare}, Qt::Vertical);
}

bool WindowPanels::filterTable() {
  QList<PanelDock*> docks = docks_;
  std::ranges::stable_partition(docks, [this](const PanelDock* dock) { return dock->isAncestorOf(window_.focusWidget()); });
  for (const PanelDock* dock : docks) {
    const bool in_sight = dock->isVisible() && dock->widget()->isEnabled();
    auto* line = in_sight ? dock->findChild<FilterLine*>() : nullptr;
    if (line == nullptr) continue;
    line->begin();
    return true;
  }
  return false;
}

void WindowPanels::showValues() {
  bringToFront(*values_dock_);
  values_dock_->widget()->setFocus(Qt::ShortcutFocusReason);
}

void WindowPanels::showCompared() {
  bringToFront(*compare_dock_);
  compare_dock_->widget()->setFocus(Qt::ShortcutFocusReason);
}

void WindowPanels::showQuality() {
  bringToFront(*quality_dock_);
  quality_dock_->widget()->setFocus(Qt::ShortcutFocusReason);
}

void WindowPanels::openReceipt(std::uint64_t number) {
  bringToFront(*receipts_dock_);
  receipts->showReceipt(number);
}

void WindowPanels::showRollout() { bringToFront(*rollout_dock_); }

QList<QAction*> WindowPanels::toggleActions() const {
  QList<QAction*> actions;
  for (const PanelDock* dock : docks_) actions << dock->toggleViewAction();
  return actions;
}

void WindowPanels::updateTitles() {
  const qsizetype stuck = models_.parked.lines().size();
  const int count = models_.threads.rowCount();
  threads_dock_->setWindowTitle(stuck == 0 ? tr("Threads (%1)").arg(count) : tr("Threads (%1, %2 stuck)").arg(count).arg(stuck));
  const QString all = formatCount(static_cast<std::uint64_t>(models_.events.rowCount()));
  const QString shown = formatCount(static_cast<std::uint64_t>(events->shownEvents()));
  events_dock_->setWindowTitle(shown == all ? tr("Events (%1)").arg(all) : tr("Events (%1 of %2)").arg(shown, all));
  receipts_dock_->setWindowTitle(tr("Swap receipts (%1)").arg(formatCount(static_cast<std::uint64_t>(receipts->shownRows()))));
  versions_dock_->setWindowTitle(tr("Versions (%1)").arg(models_.versions.rowCount()));
}

}  // namespace hotswap::ui

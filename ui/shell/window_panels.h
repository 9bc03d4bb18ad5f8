#ifndef HOTSWAP_UI_SHELL_WINDOW_PANELS_H_
#define HOTSWAP_UI_SHELL_WINDOW_PANELS_H_

#include <QAction>
#include <QList>
#include <QMainWindow>
#include <QObject>

#include "core/api/recording.h"
#include "core/base/clock.h"
#include "ui/panels/chart_source.h"
#include "ui/shell/window_actions.h"
#include "ui/shell/window_models.h"

namespace hotswap::ui {

class CanarySheet;
class ComparePanel;
class EventsPanel;
class LivePanel;
class NoticeBar;
class OperatorsPanel;
class PanelDock;
class ProgressPanel;
class QualityPanel;
class ReceiptsPanel;
class ThreadsPanel;
class TotalsPanel;
class VerdictPanel;
class VersionsPanel;

/// The panels of a window: makes them, puts them into its centre and its docks, arranges and titles the docks. What a panel's
/// signals mean is the window's.
///
/// Threads   Main thread only.
/// Lifetime  The widgets are the window's; window, models and clock must outlive this.
class WindowPanels : public QObject {
  Q_OBJECT

 public:
  /// `with_journal` says whether there is a journal to show.
  WindowPanels(QMainWindow& window, WindowModels& models, const WindowActions& actions, const Clock& clock, bool with_journal);

  /// Below the charts; has the focus, so that keys move the recording at once. With each frame it shows where the recording stands.
  void addScrubBar(Recording& recording, const SnapshotPump& pump);

  /// Every chart, in the order of the window.
  std::vector<ChartSource> chartSources() const;

  /// The layout of a first start.
  void arrange();

  /// Brings the titles of the docks in line with what is in them.
  void updateTitles();

  /// Takes the keys to the filter of the table that has them, else of one that is in sight; false when there is none.
  bool filterTable();

  /// Brings the table of the charts' values to the front, and the keys to it.
  void showValues();

  /// Brings the histograms of the versions to the front, and the keys to them.
  void showCompared();

  /// Brings AUC and log loss of the versions to the front, and the keys to them.
  void showQuality();

  /// Brings the rollout to the front.
  void showRollout();

  /// Goes to a receipt, by its number.
  void openReceipt(std::uint64_t number);

  /// Each shows and hides a dock.
  QList<QAction*> toggleActions() const;

  LivePanel* live = nullptr;
  NoticeBar* notices = nullptr;
  VerdictPanel* verdict = nullptr;
  CanarySheet* canary = nullptr;
  OperatorsPanel* operators = nullptr;
  ProgressPanel* progress = nullptr;
  ReceiptsPanel* receipts = nullptr;
  TotalsPanel* totals = nullptr;
  ComparePanel* compare = nullptr;
  QualityPanel* quality = nullptr;
  VersionsPanel* versions = nullptr;
  ThreadsPanel* threads = nullptr;
  EventsPanel* events = nullptr;

 private:
  void buildCentre(const Clock& clock);
  void buildSide(const RolloutActions& rollout);
  void buildBottom(const RolloutActions& rollout, bool with_journal);
  PanelDock* addDock(const char* name, const QString& title, QWidget* content);
  void updateTitleBars();

  QMainWindow& window_;
  WindowModels& models_;
  QList<PanelDock*> docks_;  ///< In the order of the menu.
  PanelDock* operators_dock_ = nullptr;
  PanelDock* rollout_dock_ = nullptr;
  PanelDock* totals_dock_ = nullptr;
  PanelDock* compare_dock_ = nullptr;
  PanelDock* threads_dock_ = nullptr;
  PanelDock* events_dock_ = nullptr;
  PanelDock* receipts_dock_ = nullptr;
  PanelDock* versions_dock_ = nullptr;
  PanelDock* values_dock_ = nullptr;
  PanelDock* quality_dock_ = nullptr;
};

}  // namespace hotswap::ui

#endif  // HOTSWAP_UI_SHELL_WINDOW_PANELS_H_

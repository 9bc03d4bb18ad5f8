#ifndef HOTSWAP_UI_SHELL_MAIN_WINDOW_H_
#define HOTSWAP_UI_SHELL_MAIN_WINDOW_H_

#include <QMainWindow>
#include <vector>

#include "core/api/engine.h"
#include "core/base/clock.h"
#include "ui/bridge/command_port.h"
#include "ui/bridge/file_preview.h"
#include "ui/bridge/journal_loader.h"
#include "ui/bridge/snapshot_pump.h"
#include "ui/shell/gestures.h"
#include "ui/shell/window_models.h"
#include "ui/shell/window_options.h"
#include "ui/shell/window_settings.h"

namespace hotswap::ui {

class ControlBar;
class ExportActions;
class RecentFiles;
class WindowActions;
class WindowPanels;

/// The window: joins panels, actions and gestures. It decides nothing and keeps no data.
///
/// Threads   Main thread only.
/// Lifetime  Engine and clock must outlive it. It may be closed at any moment: what the engine is doing goes on without it.
class MainWindow : public QMainWindow {
  Q_OBJECT

 public:
  MainWindow(Engine& engine, const Clock& clock, WindowOptions options);
  ~MainWindow() override;

  /// It was closed, and is deleted soon.
  bool isClosing() const { return closing_; }

  /// Comes to the front with its rollout.
  void showRollout();

 Q_SIGNALS:
  void anotherWanted();

 protected:
  bool event(QEvent* event) override;
  void closeEvent(QCloseEvent* event) override;
  void showEvent(QShowEvent* event) override;
  void hideEvent(QHideEvent* event) override;
  void changeEvent(QEvent* event) override;

 private:
  void applySavedTheme();
  void buildBars();
  void restoreSettings();

  void connectOperators();
  void connectVerdicts();
  void connectRollouts();
  void connectSlots();
  void connectJournal();
  void connectView();
  void connectWorkers();
  void connectHelp();
  void connectFirstSteps();

  void openLibraryDialog();
  void loadLibraries(const QStringList& paths);
  void updateTitles();
  void updatePump();
  const Clock& chartClock() const;

  // Fixed after construction.
  const Clock& clock_;
  const WindowOptions options_;
  WindowSettings settings_;
  WindowModels models_;
  CommandPort port_;
  Gestures gestures_;
  SnapshotPump pump_;
  FilePreview preview_;
  JournalLoader journal_;
  WindowActions* const actions_;

  // Widgets, owned by their Qt parents.
  ControlBar* controls_ = nullptr;
  WindowPanels* panels_ = nullptr;
  ExportActions* exports_ = nullptr;
  RecentFiles* recent_ = nullptr;
  bool closing_ = false;
};

}  // namespace hotswap::ui

#endif  // HOTSWAP_UI_SHELL_MAIN_WINDOW_H_

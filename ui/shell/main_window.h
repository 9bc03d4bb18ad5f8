#ifndef HOTSWAP_UI_SHELL_MAIN_WINDOW_H_
#define HOTSWAP_UI_SHELL_MAIN_WINDOW_H_

#include <QMainWindow>
#include <memory>

#include "core/api/engine.h"
#include "core/base/clock.h"
#include "ui/shell/window_language.h"
#include "ui/shell/window_options.h"
#include "ui/shell/window_settings.h"

namespace hotswap::ui {

class ControlBar;
class ExportActions;
class Gestures;
class RecentFiles;
class SnapshotPump;
class TextWindow;
class WindowActions;
class WindowPanels;
struct WindowModels;
struct WindowSession;

/// The window: joins panels, actions and gestures. It decides nothing and keeps no data.
///
/// Threads   Main thread only.
/// Lifetime  Engine and clock must outlive it. It may be closed at any moment: what the engine is doing goes on without it. Several
///           windows of one session may be there only while one takes the place of another (window_list.h).
class MainWindow : public QMainWindow {
  Q_OBJECT

 public:
  MainWindow(Engine& engine, const Clock& clock, WindowOptions options);
  explicit MainWindow(std::shared_ptr<WindowSession> session);
  ~MainWindow() override;

  /// It was closed, and is deleted soon.
  bool isClosing() const { return closing_; }

  /// Comes to the front with its rollout.
  void showRollout();

  /// What another window can go on with when this one goes.
  const std::shared_ptr<WindowSession>& session() const { return session_; }

  /// The theme of all windows is this from now on.
  void setTheme(Theme theme);

  /// Writes down where everything is, for the next window.
  void remember();

  /// Lets pictures come while somebody can see this window.
  void updatePump();

 Q_SIGNALS:
  void anotherWanted();
  void languageChosen(hotswap::ui::Language language);
  void themeChosen(hotswap::ui::Theme theme);

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
  void connectView();
  void connectWorkers();
  void connectHelp();
  void connectChoices();
  void connectFirstSteps();

  void showBeside(TextWindow& page);
  void openLibraryDialog();
  void loadLibraries(const QStringList& paths);
  void updateTitles();
  const Clock& chartClock() const;

  // Fixed after construction.
  const std::shared_ptr<WindowSession> session_;
  WindowOptions& options_;  ///< These are the session's.
  WindowModels& models_;
  Gestures& gestures_;
  SnapshotPump& pump_;
  WindowSettings settings_;
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

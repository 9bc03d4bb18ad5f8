#ifndef HOTSWAP_UI_SHELL_WINDOW_ACTIONS_H_
#define HOTSWAP_UI_SHELL_WINDOW_ACTIONS_H_

#include <QAction>
#include <QActionGroup>
#include <QList>
#include <QObject>

#include "ui/shell/rollout_actions.h"
#include "ui/shell/window_language.h"
#include "ui/shell/window_models.h"
#include "ui/shell/window_theme.h"

namespace hotswap::ui {

/// Every action of the window with its text, icon and shortcut, enabled as the controls allow. A disabled one says why.
///
/// Shortcuts: Ctrl+O load, Ctrl+Return or Ctrl+Enter swap, Ctrl+B roll back, Space freeze, Esc live, F5 start or stop the
/// workers (Ctrl+Space belongs to input methods), F9 reference scenario, Shift+F9 stop it, Ctrl+1 to Ctrl+4 time span,
/// Ctrl+S save session, Ctrl+I error details, Ctrl+D dismiss error, F7 verdict of the target, Ctrl+K palette, F1 shortcuts,
/// Ctrl+Shift+N another window, Ctrl+W close this one, Ctrl+Q quit;
/// rollouts: RolloutActions. While a
/// verdict is open Esc closes it, and Ctrl+Return swaps to what it shows.
///
/// Lifetime  The view-models must outlive it.
class WindowActions : public QObject {
  Q_OBJECT

 public:
  WindowActions(const WindowModels& models, bool has_scenario, QWidget* window);

  QAction* const load;
  QAction* const swap;
  QAction* const roll_back;
  QAction* const freeze;  ///< Checked while frozen.
  QAction* const live;
  QAction* const workers;
  QAction* const run_scenario;
  QAction* const stop_scenario;
  QAction* const error_details;
  QAction* const dismiss_error;
  QAction* const filter_table;
  QAction* const show_values;
  QAction* const show_compared;
  QAction* const show_quality;
  QAction* const go_live;            ///< What an open verdict shows.
  QAction* const tell_why_not_live;  ///< Has the keys of go_live while that cannot be.
  QAction* const show_verdict;
  QAction* const close_verdict;
  QAction* const reload_config;  ///< Its outcome is an event.
  QAction* const save_session;
  QAction* const export_report;
  QAction* const reset_layout;
  QAction* const new_window;
  QAction* const close_window;
  QAction* const quit;
  QAction* const command_palette;
  QAction* const shortcuts;
  QAction* const about;
  RolloutActions* const rollout;
  QActionGroup* const spans;      ///< data() is the span in seconds.
  QActionGroup* const themes;     ///< data() is the Theme.
  QActionGroup* const languages;  ///< data() is the Language.

  void selectTheme(Theme theme);
  void selectLanguage(Language language);

 private:
  void buildSpans();
  void buildThemes();
  void buildLanguages();
  void setIcons();
  void refresh();
  void refreshWorkers();
  void refreshVerdict();

  const ControlsViewModel& controls_;
  const NoticesViewModel& notices_;
  const VerdictViewModel& verdict_;
  const CanaryViewModel& canary_;
  const bool has_scenario_;
};

}  // namespace hotswap::ui

#endif  // HOTSWAP_UI_SHELL_WINDOW_ACTIONS_H_

#ifndef HOTSWAP_UI_SHELL_ROLLOUT_ACTIONS_H_
#define HOTSWAP_UI_SHELL_ROLLOUT_ACTIONS_H_

#include <QAction>
#include <QList>
#include <QObject>

#include "ui/viewmodels/canary_view_model.h"
#include "ui/viewmodels/rollout_view_model.h"

namespace hotswap::ui {

/// The actions of rollouts, enabled as the view-models allow. A disabled one says why.
///
/// Shortcuts: Ctrl+Shift+K canary, Ctrl+P promote, Ctrl+Shift+P pause or resume, Ctrl+Shift+A abort. While the form of a canary is open
/// Ctrl+Return starts it and Esc closes it.
///
/// Lifetime  The view-models must outlive it.
class RolloutActions : public QObject {
  Q_OBJECT

 public:
  RolloutActions(const RolloutViewModel& rollout, const CanaryViewModel& canary, QObject* parent);

  QAction* const canary;  ///< Opens the form.
  QAction* const start;   ///< What the open form says.
  QAction* const close;   ///< The form.
  QAction* const promote;
  QAction* const pause;
  QAction* const abort;

  /// Those of a menu, in order of use.
  QList<QAction*> all() const { return {canary, promote, pause, abort}; }

 private:
  void setIcons();
  void refresh();

  const RolloutViewModel& rollout_;
  const CanaryViewModel& form_;
};

}  // namespace hotswap::ui

#endif  // HOTSWAP_UI_SHELL_ROLLOUT_ACTIONS_H_

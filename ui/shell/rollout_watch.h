#ifndef HOTSWAP_UI_SHELL_ROLLOUT_WATCH_H_
#define HOTSWAP_UI_SHELL_ROLLOUT_WATCH_H_

#include <QObject>
#include <QTimer>

#include "core/api/engine.h"
#include "ui/shell/notifier.h"
#include "ui/shell/window_list.h"
#include "ui/viewmodels/rollout_decisions.h"

namespace hotswap::ui {

/// Tells a rollout's decision to a person who sees no window of the session. Windows that are hidden look at nothing, so it looks at the
/// engine itself, twice a second.
///
/// Lifetime  Engine, windows and notifier must outlive it.
class RolloutWatch : public QObject {
  Q_OBJECT

 public:
  RolloutWatch(Engine& engine, WindowList& windows, Notifier& notifier, QObject* parent = nullptr);

 private:
  void look();
  void showRollout();

  Engine& engine_;
  WindowList& windows_;
  Notifier& notifier_;
  RolloutDecisions decisions_;
  QTimer timer_;
};

}  // namespace hotswap::ui

#endif  // HOTSWAP_UI_SHELL_ROLLOUT_WATCH_H_

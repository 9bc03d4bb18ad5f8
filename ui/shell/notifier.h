#ifndef HOTSWAP_UI_SHELL_NOTIFIER_H_
#define HOTSWAP_UI_SHELL_NOTIFIER_H_

#include <QObject>

#include "ui/viewmodels/rollout_decisions.h"

namespace hotswap::ui {

/// Reaches a person who does not look at a window.
class Notifier : public QObject {
  Q_OBJECT

 public:
  using QObject::QObject;

  virtual void notify(const RolloutDecision& decision) = 0;

  /// A person looks at the window again.
  virtual void clear() = 0;

 Q_SIGNALS:
  void activated();  ///< A person followed the notification.
};

}  // namespace hotswap::ui

#endif  // HOTSWAP_UI_SHELL_NOTIFIER_H_

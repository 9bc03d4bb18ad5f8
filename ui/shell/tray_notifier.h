#ifndef HOTSWAP_UI_SHELL_TRAY_NOTIFIER_H_
#define HOTSWAP_UI_SHELL_TRAY_NOTIFIER_H_

#include <QSystemTrayIcon>

#include "ui/shell/notifier.h"

namespace hotswap::ui {

class WindowList;

/// A message of the desktop, and an icon with a badge in its tray until somebody looks. A desktop without a tray marks the window's entry
/// in the task bar instead.
///
/// Lifetime  The windows must outlive it.
class TrayNotifier : public Notifier {
  Q_OBJECT

 public:
  explicit TrayNotifier(const WindowList& windows, QObject* parent = nullptr);

  void notify(const RolloutDecision& decision) override;
  void clear() override;

 private:
  const WindowList& windows_;
  QSystemTrayIcon icon_;
};

}  // namespace hotswap::ui

#endif  // HOTSWAP_UI_SHELL_TRAY_NOTIFIER_H_

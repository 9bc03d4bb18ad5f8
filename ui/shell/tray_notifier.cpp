#include "ui/shell/tray_notifier.h"

#include <QApplication>
#include <QPainter>

#include "ui/shell/main_window.h"
#include "ui/shell/window_list.h"
#include "ui/theme/icons.h"

namespace hotswap::ui {
namespace {

constexpr int kSize = 64;  ///< Of the tray's icon, which the desktop scales down.

/// The program's sign with that of the outcome at its corner: shape and colour differ.
QIcon badged(bool promoted) {
  QPixmap picture = icon(Icon::kSwap, QPalette()).pixmap(kSize, kSize);
  QPainter painter(&picture);
  icon(promoted ? Icon::kPassed : Icon::kError, QPalette()).paint(&painter, kSize / 2, kSize / 2, kSize / 2, kSize / 2);
  return picture;
}

}  // namespace

TrayNotifier::TrayNotifier(const WindowList& windows, QObject* parent) : Notifier(parent), windows_(windows) {
  connect(&icon_, &QSystemTrayIcon::activated, this, &Notifier::activated);
  connect(&icon_, &QSystemTrayIcon::messageClicked, this, &Notifier::activated);
}

void TrayNotifier::notify(const RolloutDecision& decision) {
  if (!QSystemTrayIcon::isSystemTrayAvailable()) {
    for (MainWindow* window : windows_.windows()) QApplication::alert(window);
    return;
  }
  icon_.setIcon(badged(decision.promoted));
  icon_.setToolTip(decision.title);
  icon_.show();
  icon_.showMessage(decision.title, decision.text, decision.promoted ? QSystemTrayIcon::Information : QSystemTrayIcon::Warning);
}

void TrayNotifier::clear() { icon_.hide(); }

}  // namespace hotswap::ui

#include "ui/shell/shown_window.h"

#include <QApplication>
#include <utility>

#include "ui/shell/main_window.h"
#include "ui/shell/window_session.h"
#include "ui/shell/window_settings.h"

namespace hotswap::ui {
namespace {

void applyOrTell(Language language) {
  if (applyLanguage(*qApp, language)) return;
  qWarning("This build has no Chinese texts, so the window is in English; build it with Qt's lrelease installed to have them.");
}

}  // namespace

ShownWindow::ShownWindow(Engine& engine, const Clock& clock, WindowOptions options)
    : session_(std::make_shared<WindowSession>(engine, clock, std::move(options))) {
  const WindowSettings settings(session_->options.settings_file);
  applyOrTell(session_->options.language.value_or(settings.language()));
  makeWindow();
}

ShownWindow::~ShownWindow() = default;

void ShownWindow::show() { window_->show(); }

void ShownWindow::close() { window_->close(); }

// Queued: the action that chose the language belongs to the window that goes.
void ShownWindow::makeWindow() {
  window_ = std::make_unique<MainWindow>(session_);
  connect(window_.get(), &MainWindow::languageChosen, this, &ShownWindow::speak, Qt::QueuedConnection);
}

// The new window is in sight before the old one goes: else nothing would be for a moment, and Qt would end the program with its last
// window.
void ShownWindow::speak(Language language) {
  session_->options.language = language;
  const std::unique_ptr<MainWindow> before = std::move(window_);
  before->remember();
  const QString focused = before->focusWidget() != nullptr ? before->focusWidget()->objectName() : QString();
  applyOrTell(language);
  makeWindow();
  // What was written down counts the frame of the window manager in, and not every one places a new window by it.
  if (!before->isMaximized() && !before->isFullScreen()) window_->setGeometry(before->geometry());
  window_->show();
  if (auto* widget = focused.isEmpty() ? nullptr : window_->findChild<QWidget*>(focused)) widget->setFocus(Qt::OtherFocusReason);
  before->hide();
  window_->updatePump();
  Q_EMIT madeAnew();
}

}  // namespace hotswap::ui

#include "ui/shell/window_list.h"

#include <QApplication>
#include <QScreen>
#include <algorithm>
#include <utility>

#include "ui/shell/main_window.h"
#include "ui/shell/window_log.h"
#include "ui/shell/window_session.h"
#include "ui/shell/window_settings.h"
#include "ui/theme/metrics.h"

namespace hotswap::ui {
namespace {

constexpr int kOffset = 4 * kSpaceLarge;

/// Both can be seen, and nothing of it lies outside of the screen.
void placeBeside(MainWindow& window, const MainWindow& beside) {
  const QRect screen = beside.screen()->availableGeometry();
  const QPoint place = beside.pos() + QPoint(kOffset, kOffset);
  window.move(place);
  window.resize(window.size().boundedTo(QSize(screen.right() - place.x(), screen.bottom() - place.y() - kOffset)));
}

void applyOrTell(Language language) {
  if (applyLanguage(*qApp, language)) return;
  qCWarning(windowLog,
            "This build has no Chinese texts, so the window is in English; build it with Qt's lrelease installed to have them.");
}

}  // namespace

WindowList::WindowList(Engine& engine, const Clock& clock, WindowOptions options, QObject* parent)
    : QObject(parent), engine_(engine), clock_(clock), options_(std::move(options)) {
  applyOrTell(language());
}

// Those that were closed and still wait for their deletion, too: the engine may be gone by then.
WindowList::~WindowList() {
  for (const QPointer<MainWindow>& window : windows_) delete window.data();
}

MainWindow* WindowList::open(const MainWindow* beside) {
  const auto session = std::make_shared<WindowSession>(engine_, clock_, options_);
  connect(&session->pump, &SnapshotPump::tablesDue, this, [this](const SnapshotPump::SnapshotPtr& snapshot) {
    if (snapshot->config != nullptr) hear(*snapshot->config);
  });
  MainWindow* const window = make(session);
  options_.notice.clear();  // One window tells it; so the first steps.
  options_.first_steps = false;
  if (beside != nullptr) placeBeside(*window, *beside);
  windows_.removeIf([](const QPointer<MainWindow>& known) { return known.isNull(); });
  windows_ << window;
  window->show();
  return window;
}

// Queued: the action that chose the language belongs to a window that goes.
MainWindow* WindowList::make(std::shared_ptr<WindowSession> session) {
  auto* window = new MainWindow(std::move(session));
  window->setAttribute(Qt::WA_DeleteOnClose);
  connect(window, &MainWindow::anotherWanted, this, [this, window] { open(window); });
  connect(window, &MainWindow::themeChosen, this, &WindowList::wear);
  connect(window, &MainWindow::languageChosen, this, &WindowList::choose, Qt::QueuedConnection);
  return window;
}

void WindowList::wear(Theme theme) {
  options_.theme = theme;
  for (MainWindow* window : windows()) window->setTheme(theme);
}

void WindowList::choose(Language language) {
  options_.language = language;
  speak();
}

// Queued: who tells it belongs to a window that goes.
void WindowList::hear(const Config& config) {
  const Language wished = parseLanguage(QString::fromStdString(config.window.language)).value_or(Language::kSystem);
  if (wished == options_.default_language) return;
  const Language before = language();
  options_.default_language = wished;
  if (language() != before) QMetaObject::invokeMethod(this, &WindowList::speak, Qt::QueuedConnection);
}

Language WindowList::language() const {
  if (options_.language) return *options_.language;
  return WindowSettings(options_.settings_file).language().value_or(options_.default_language);
}

void WindowList::speak() {
  applyOrTell(language());
  for (QPointer<MainWindow>& window : windows_) {
    if (window && !window->isClosing()) window = makeAnew(*window);
  }
  Q_EMIT madeAnew();
}

// The new window is in sight before the old one goes: else nothing would be for a moment, and Qt would end the program with its last
// window.
MainWindow* WindowList::makeAnew(MainWindow& before) {
  before.remember();
  before.session()->options.language = options_.language;
  before.session()->options.default_language = options_.default_language;
  MainWindow* const window = make(before.session());
  // What was written down counts the frame of the window manager in, and not every one places a new window by it.
  if (!before.isMaximized() && !before.isFullScreen()) window->setGeometry(before.geometry());
  const QString focused = before.focusWidget() != nullptr ? before.focusWidget()->objectName() : QString();
  if (auto* widget = focused.isEmpty() ? nullptr : window->findChild<QWidget*>(focused)) widget->setFocus(Qt::OtherFocusReason);
  if (before.isMinimized()) {
    window->showMinimized();
  } else if (before.isVisible()) {
    window->show();
  }
  delete &before;
  window->updatePump();
  return window;
}

QList<MainWindow*> WindowList::windows() const {
  QList<MainWindow*> open;
  for (const auto& window : windows_) {
    if (window && !window->isClosing()) open << window;
  }
  return open;
}

bool WindowList::inSight() const {
  const QList<MainWindow*> open = windows();
  return std::any_of(open.begin(), open.end(), [](const MainWindow* window) {
    return window->isActiveWindow() && window->isVisible() && !window->isMinimized();
  });
}

void WindowList::closeAll() {
  for (MainWindow* window : windows()) window->close();
}

}  // namespace hotswap::ui

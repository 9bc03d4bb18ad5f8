#include "ui/shell/window_list.h"

#include <QScreen>
#include <algorithm>
#include <utility>

#include "ui/shell/main_window.h"
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

}  // namespace

WindowList::WindowList(Engine& engine, const Clock& clock, WindowOptions options, QObject* parent)
    : QObject(parent), engine_(engine), clock_(clock), options_(std::move(options)) {}

WindowList::~WindowList() {
  for (MainWindow* window : windows()) delete window;
}

MainWindow* WindowList::open(const MainWindow* beside) {
  auto* window = new MainWindow(engine_, clock_, options_);
  window->setAttribute(Qt::WA_DeleteOnClose);
  connect(window, &MainWindow::anotherWanted, this, [this, window] { open(window); });
  options_.notice.clear();  // One window tells it; so the first steps.
  options_.first_steps = false;
  if (beside != nullptr) placeBeside(*window, *beside);
  windows_.removeIf([](const QPointer<MainWindow>& known) { return known.isNull(); });
  windows_ << window;
  window->show();
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

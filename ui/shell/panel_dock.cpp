#include "ui/shell/panel_dock.h"

#include <QApplication>
#include <QMainWindow>

#include "ui/theme/metrics.h"

namespace hotswap::ui {
namespace {

constexpr int kStep = 2 * kSpaceLarge;

}  // namespace

PanelDock::PanelDock(const char* name, const QString& title, QWidget* content, QWidget* parent) : QDockWidget(title, parent) {
  setObjectName(QLatin1String(name));
  setAccessibleName(title);
  setWidget(content);
  // Queued: while Qt moves docks about, what is tabbed with what is not settled yet.
  connect(this, &QDockWidget::dockLocationChanged, this, &PanelDock::arrangementChanged, Qt::QueuedConnection);
  connect(this, &QDockWidget::topLevelChanged, this, &PanelDock::arrangementChanged, Qt::QueuedConnection);
  connect(this, &QDockWidget::visibilityChanged, this, &PanelDock::arrangementChanged, Qt::QueuedConnection);
  connect(this, &QDockWidget::topLevelChanged, this, &PanelDock::stepAside);
  // Behind a tab a dock is shown out of sight, so that Tab would lead into it. While the whole window is hidden, the focus stays.
  connect(this, &QDockWidget::visibilityChanged, content,
          [this, content](bool in_sight) { content->setEnabled(in_sight || !isVisible()); });
}

// By its button a dock comes off right where it was, over what takes its place, and looks as if nothing had happened. One that is dragged
// goes with the mouse.
void PanelDock::stepAside(bool floats) {
  if (floats && QApplication::mouseButtons() == Qt::NoButton) move(pos() + QPoint(kStep, kStep));
}

void PanelDock::updateTitleBar() {
  const auto* window = qobject_cast<const QMainWindow*>(parentWidget());
  const bool tabbed = !isFloating() && window != nullptr && !window->tabifiedDockWidgets(this).isEmpty();
  const bool hidden = titleBarWidget() != nullptr;
  if (tabbed == hidden) return;
  QWidget* const before = titleBarWidget();
  setTitleBarWidget(tabbed ? new QWidget(this) : nullptr);
  delete before;
}

}  // namespace hotswap::ui

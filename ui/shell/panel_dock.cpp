#include "ui/shell/panel_dock.h"

#include <QMainWindow>

namespace hotswap::ui {

PanelDock::PanelDock(const char* name, const QString& title, QWidget* content, QWidget* parent) : QDockWidget(title, parent) {
  setObjectName(QLatin1String(name));
  setAccessibleName(title);
  setWidget(content);
  // Queued: while Qt moves docks about, what is tabbed with what is not settled yet.
  connect(this, &QDockWidget::dockLocationChanged, this, &PanelDock::arrangementChanged, Qt::QueuedConnection);
  connect(this, &QDockWidget::topLevelChanged, this, &PanelDock::arrangementChanged, Qt::QueuedConnection);
  connect(this, &QDockWidget::visibilityChanged, this, &PanelDock::arrangementChanged, Qt::QueuedConnection);
  // Behind a tab a dock is shown out of sight, so that Tab would lead into it. While the whole window is hidden, the focus stays.
  connect(this, &QDockWidget::visibilityChanged, content,
          [this, content](bool in_sight) { content->setEnabled(in_sight || !isVisible()); });
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

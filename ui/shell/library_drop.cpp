#include "ui/shell/library_drop.h"

#include <QDropEvent>
#include <QMimeData>
#include <QUrl>
#include <QWidget>

namespace hotswap::ui {

LibraryDrop::LibraryDrop(QWidget& window) : QObject(&window) {
  window.setAcceptDrops(true);
  window.installEventFilter(this);
}

QStringList LibraryDrop::localFiles(const QMimeData& data) {
  QStringList paths;
  for (const QUrl& url : data.urls()) {
    if (!url.isLocalFile()) return {};  // A mixture is refused whole: half a drop would surprise.
    paths << url.toLocalFile();
  }
  return paths;
}

bool LibraryDrop::eventFilter(QObject* watched, QEvent* event) {
  // A move and a drop follow only where the entry was accepted, so they need no second look.
  if (event->type() == QEvent::DragEnter || event->type() == QEvent::Drop) {
    auto* drop = static_cast<QDropEvent*>(event);
    const QStringList paths = localFiles(*drop->mimeData());
    if (paths.isEmpty()) return false;
    drop->acceptProposedAction();
    if (event->type() == QEvent::Drop) Q_EMIT dropped(paths);
    return true;
  }
  return QObject::eventFilter(watched, event);
}

}  // namespace hotswap::ui

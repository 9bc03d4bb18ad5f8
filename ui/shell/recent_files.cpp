#include "ui/shell/recent_files.h"

#include <QAction>
#include <QDir>
#include <QFileInfo>

#include "ui/shell/explained_action.h"

namespace hotswap::ui {
namespace {

/// "score_op_v2.so — ~/operators": two builds of a name differ in their folders.
QString entryText(const QString& path) {
  const QFileInfo file(path);
  QString folder = file.path();
  const QString home = QDir::homePath();
  if (folder == home || folder.startsWith(home + QLatin1Char('/'))) folder.replace(0, home.size(), QStringLiteral("~"));
  QString text = RecentFiles::tr("%1 — %2", "file, folder").arg(file.fileName(), folder);
  return text.replace(QLatin1Char('&'), QStringLiteral("&&"));
}

}  // namespace

RecentFiles::RecentFiles(WindowSettings& settings, QWidget* parent) : QMenu(tr("Load Re&cent"), parent), settings_(settings) {
  setObjectName(QStringLiteral("recentMenu"));
  setToolTipsVisible(true);
  connect(this, &QMenu::aboutToShow, this, &RecentFiles::rebuild);
  rebuild();
}

void RecentFiles::add(const QStringList& paths) {
  QStringList files = settings_.recentFiles();
  for (const QString& path : paths) {
    files.removeAll(path);
    files.prepend(path);
  }
  settings_.setRecentFiles(files.mid(0, kMost));
  rebuild();
}

void RecentFiles::rebuild() {
  clear();
  const QStringList files = settings_.recentFiles();
  for (qsizetype i = 0; i < files.size(); ++i) {
    const QString& path = files[i];
    QAction* entry = makeExplained(this, "", entryText(path), tr("Load %1").arg(path), {});
    entry->setObjectName(QStringLiteral("recent%1").arg(i));
    allow(*entry, QFileInfo(path).isFile() ? QString() : tr("%1 is gone").arg(path));
    addAction(entry);
    connect(entry, &QAction::triggered, this, [this, path] { Q_EMIT chosen(path); });
  }
  addSeparator();
  QAction* forget = makeExplained(this, "forgetRecent", tr("&Forget These Files"), tr("Empty this list"), {});
  allow(*forget, files.isEmpty() ? tr("No file was loaded yet") : QString());
  addAction(forget);
  connect(forget, &QAction::triggered, this, [this] {
    settings_.setRecentFiles({});
    rebuild();
  });
}

}  // namespace hotswap::ui

#ifndef HOTSWAP_UI_SHELL_RECENT_FILES_H_
#define HOTSWAP_UI_SHELL_RECENT_FILES_H_

#include <QMenu>
#include <QStringList>

#include "ui/shell/window_settings.h"

namespace hotswap::ui {

/// The libraries that were loaded last, newest first, in this run and the ones before, as a menu: an entry loads its file again. A file
/// that is gone keeps its entry, disabled with the reason.
///
/// Lifetime  The settings must outlive it.
class RecentFiles : public QMenu {
  Q_OBJECT

 public:
  static constexpr int kMost = 10;

  explicit RecentFiles(WindowSettings& settings, QWidget* parent = nullptr);

  /// These were loaded now, the last one latest.
  void add(const QStringList& paths);

 Q_SIGNALS:
  void chosen(const QString& path);

 private:
  void rebuild();

  WindowSettings& settings_;
};

}  // namespace hotswap::ui

#endif  // HOTSWAP_UI_SHELL_RECENT_FILES_H_

#ifndef HOTSWAP_UI_SHELL_WINDOW_SETTINGS_H_
#define HOTSWAP_UI_SHELL_WINDOW_SETTINGS_H_

#include <QByteArray>
#include <QMap>
#include <QSettings>
#include <QString>
#include <QStringList>
#include <chrono>
#include <optional>

#include "ui/shell/window_language.h"
#include "ui/shell/window_theme.h"

class QMainWindow;

namespace hotswap::ui {

/// What the window remembers from run to run.
///
/// Failure   A value that is missing, broken or of another version is as if it had never been written. Where that changes what a
///           person had arranged, a line on standard error says so.
class WindowSettings {
 public:
  /// `file`: an INI file; empty: the user's configuration.
  explicit WindowSettings(const QString& file);

  /// Says what is wrong with the file as a whole, if something is.
  void tellTrouble() const;

  void save(const QMainWindow& window);

  /// Writes everything to the file now, or says why that cannot be.
  void write();

  /// Puts geometry and panels back; false when there is nothing that fits, and then the window is as it was.
  bool restore(QMainWindow& window) const;
  void forgetLayout();

  std::chrono::seconds span() const;
  void setSpan(std::chrono::seconds span);

  Theme theme() const;
  void setTheme(Theme theme);

  /// What somebody chose last in a window; nothing when nobody ever did.
  std::optional<Language> language() const;
  void setLanguage(Language language);

  /// Orders, columns and filters of the tables by name (table_memory.h); empty when they are of another version.
  QMap<QString, QString> tables() const;
  void setTables(const QMap<QString, QString>& texts);

  /// Says that what was written for `what` does not fit, and that it is as at first.
  void tellUnfit(const QString& what) const;

  /// Paths of the libraries that were loaded last, newest first.
  QStringList recentFiles() const;
  void setRecentFiles(const QStringList& paths);

  /// Whether the hint of the first minutes was closed or followed to its end.
  bool firstStepsOver() const;
  void setFirstStepsOver();

  QString directory() const;  ///< Where the last library was; empty when none was.
  void setDirectory(const QString& directory);

 private:
  QSettings settings_;
};

}  // namespace hotswap::ui

#endif  // HOTSWAP_UI_SHELL_WINDOW_SETTINGS_H_

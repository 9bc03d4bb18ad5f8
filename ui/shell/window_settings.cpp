#include "ui/shell/window_settings.h"

#include <QMainWindow>
#include <QRegularExpression>
#include <algorithm>

#include "ui/shell/window_log.h"
#include "ui/viewmodels/timeline_span.h"

namespace hotswap::ui {
namespace {

/// Grows when panels are added, removed or renamed: an older layout then no longer fits.
constexpr int kLayoutVersion = 5;

constexpr char kGeometry[] = "window/geometry";
constexpr char kState[] = "window/state";
/// Grows when the columns of a table come to mean something else.
constexpr int kTablesVersion = 1;

constexpr char kTables[] = "tables";
constexpr char kTablesVersionKey[] = "version";
constexpr char kSpan[] = "window/span_s";
constexpr char kTheme[] = "window/theme";
constexpr char kLanguage[] = "window/language";
constexpr char kDirectory[] = "files/directory";
constexpr char kRecent[] = "files/recent";
constexpr char kFirstSteps[] = "hints/first_steps_over";

QString fileName(const QString& file) {
  if (!file.isEmpty()) return file;
  return QSettings(QSettings::IniFormat, QSettings::UserScope, QStringLiteral("hotswap"), QStringLiteral("monitor")).fileName();
}

}  // namespace

WindowSettings::WindowSettings(const QString& file) : settings_(fileName(file), QSettings::IniFormat) {}

void WindowSettings::tellTrouble() const {
  if (settings_.status() == QSettings::FormatError) {
    qCWarning(windowLog, "%s is no settings file, so the window is as at first; closing it writes the file anew.",
              qUtf8Printable(settings_.fileName()));
  } else if (settings_.status() == QSettings::AccessError) {
    qCWarning(windowLog,
              "%s cannot be read, so the window is as at first; look at its permissions or name another with --settings.",
              qUtf8Printable(settings_.fileName()));
  }
}

void WindowSettings::write() {
  settings_.sync();
  if (settings_.status() != QSettings::AccessError) return;
  qCWarning(
      windowLog,
      "%s cannot be written, so the next window is not as this one was; look at its permissions and at the space on its disk, or "
      "name another with --settings.",
      qUtf8Printable(settings_.fileName()));
}

void WindowSettings::save(const QMainWindow& window) {
  settings_.setValue(kGeometry, window.saveGeometry());
  settings_.setValue(kState, window.saveState(kLayoutVersion));
}

bool WindowSettings::restore(QMainWindow& window) const {
  const QByteArray geometry = settings_.value(kGeometry).toByteArray();
  const QByteArray state = settings_.value(kState).toByteArray();
  if (geometry.isEmpty() || state.isEmpty()) return false;
  if (window.restoreGeometry(geometry) && window.restoreState(state, kLayoutVersion)) return true;
  tellUnfit(QStringLiteral("the layout of the panels"));
  return false;
}

QMap<QString, QString> WindowSettings::tables() const {
  QMap<QString, QString> texts;
  const QString group = QLatin1String(kTables) + QLatin1Char('/');
  const QStringList keys = settings_.allKeys().filter(QRegularExpression(QStringLiteral("\\A") + group));
  if (keys.isEmpty()) return {};
  if (settings_.value(group + QLatin1String(kTablesVersionKey)).toInt() != kTablesVersion) {
    tellUnfit(QStringLiteral("the tables"));
    return {};
  }
  for (const QString& key : keys) texts[key.mid(group.size())] = settings_.value(key).toString();
  texts.remove(QLatin1String(kTablesVersionKey));
  return texts;
}

void WindowSettings::setTables(const QMap<QString, QString>& texts) {
  settings_.remove(kTables);
  settings_.beginGroup(kTables);
  settings_.setValue(kTablesVersionKey, kTablesVersion);
  for (auto text = texts.begin(); text != texts.end(); ++text) settings_.setValue(text.key(), text.value());
  settings_.endGroup();
}

void WindowSettings::tellUnfit(const QString& what) const {
  qCWarning(windowLog,
            "%s: what it says of %s is broken or of another version, so they are as at first; closing the window writes it anew.",
            qUtf8Printable(settings_.fileName()), qUtf8Printable(what));
}

void WindowSettings::forgetLayout() {
  settings_.remove(kGeometry);
  settings_.remove(kState);
}

std::chrono::seconds WindowSettings::span() const {
  const std::chrono::seconds span{settings_.value(kSpan).toLongLong()};
  const bool known = std::find(kTimelineSpans.begin(), kTimelineSpans.end(), span) != kTimelineSpans.end();
  return known ? span : kDefaultTimelineSpan;
}

void WindowSettings::setSpan(std::chrono::seconds span) { settings_.setValue(kSpan, static_cast<qlonglong>(span.count())); }

Theme WindowSettings::theme() const { return parseTheme(settings_.value(kTheme).toString()).value_or(Theme::kSystem); }

void WindowSettings::setTheme(Theme theme) { settings_.setValue(kTheme, themeName(theme)); }

std::optional<Language> WindowSettings::language() const { return parseLanguage(settings_.value(kLanguage).toString()); }

void WindowSettings::setLanguage(Language language) { settings_.setValue(kLanguage, languageName(language)); }

QStringList WindowSettings::recentFiles() const { return settings_.value(kRecent).toStringList(); }

void WindowSettings::setRecentFiles(const QStringList& paths) { settings_.setValue(kRecent, paths); }

bool WindowSettings::firstStepsOver() const { return settings_.value(kFirstSteps).toBool(); }

void WindowSettings::setFirstStepsOver() { settings_.setValue(kFirstSteps, true); }

QString WindowSettings::directory() const { return settings_.value(kDirectory).toString(); }

void WindowSettings::setDirectory(const QString& directory) { settings_.setValue(kDirectory, directory); }

}  // namespace hotswap::ui

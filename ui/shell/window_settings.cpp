#include "ui/shell/window_settings.h"

#include <QMainWindow>
#include <algorithm>

#include "ui/viewmodels/timeline_span.h"

namespace hotswap::ui {
namespace {

/// Grows when panels are added, removed or renamed: an older layout then no longer fits.
constexpr int kLayoutVersion = 2;

constexpr char kGeometry[] = "window/geometry";
constexpr char kState[] = "window/state";
constexpr char kSpan[] = "window/span_s";
constexpr char kTheme[] = "window/theme";
constexpr char kDirectory[] = "files/directory";

QString fileName(const QString& file) {
  if (!file.isEmpty()) return file;
  return QSettings(QSettings::IniFormat, QSettings::UserScope, QStringLiteral("hotswap"), QStringLiteral("monitor")).fileName();
}

}  // namespace

WindowSettings::WindowSettings(const QString& file) : settings_(fileName(file), QSettings::IniFormat) {}

void WindowSettings::save(const QMainWindow& window) {
  settings_.setValue(kGeometry, window.saveGeometry());
  settings_.setValue(kState, window.saveState(kLayoutVersion));
}

bool WindowSettings::restore(QMainWindow& window) const {
  const QByteArray geometry = settings_.value(kGeometry).toByteArray();
  const QByteArray state = settings_.value(kState).toByteArray();
  if (geometry.isEmpty() || state.isEmpty()) return false;
  return window.restoreGeometry(geometry) && window.restoreState(state, kLayoutVersion);
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

QString WindowSettings::directory() const { return settings_.value(kDirectory).toString(); }

void WindowSettings::setDirectory(const QString& directory) { settings_.setValue(kDirectory, directory); }

}  // namespace hotswap::ui

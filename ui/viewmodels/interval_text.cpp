#include "ui/viewmodels/interval_text.h"

#include <QCoreApplication>
#include <QRegularExpression>
#include <array>
#include <cmath>

namespace hotswap::ui {
namespace {

using std::chrono::nanoseconds;

struct Unit {
  const char* name;
  double ns;
};
constexpr std::array kUnits{Unit{"s", 1e9}, Unit{"ms", 1e6}, Unit{"µs", 1e3}, Unit{"ns", 1}};

QString flatOut() { return QCoreApplication::translate("hotswap::ui", "flat out"); }

std::optional<double> unitInNanoseconds(const QString& name) {
  if (name.isEmpty()) return 1e6;
  if (name == QLatin1String("us")) return 1e3;
  for (const Unit& unit : kUnits) {
    if (name == QString::fromUtf8(unit.name)) return unit.ns;
  }
  return std::nullopt;
}

}  // namespace

std::optional<nanoseconds> parseInterval(const QString& text) {
  const QString trimmed = text.trimmed().toLower();
  if (trimmed == flatOut().toLower()) return nanoseconds{0};
  static const QRegularExpression pattern(QStringLiteral("^([0-9]+(?:\\.[0-9]*)?)\\s*([a-zµ]*)$"));
  const QRegularExpressionMatch match = pattern.match(trimmed);
  if (!match.hasMatch()) return std::nullopt;
  const std::optional<double> unit = unitInNanoseconds(match.captured(2));
  if (!unit) return std::nullopt;
  const double ns = match.captured(1).toDouble() * *unit;
  if (ns > 3600e9) return std::nullopt;
  return nanoseconds{std::llround(ns)};
}

QString intervalText(nanoseconds interval) {
  if (interval.count() == 0) return flatOut();
  const auto ns = static_cast<double>(interval.count());
  for (const Unit& unit : kUnits) {
    if (ns >= unit.ns) return QStringLiteral("%1 %2").arg(QString::number(ns / unit.ns, 'g', 12), QString::fromUtf8(unit.name));
  }
  return QStringLiteral("%1 ns").arg(interval.count());
}

}  // namespace hotswap::ui

#include "ui/theme/number_format.h"

#include <QCoreApplication>
#include <QLocale>
#include <array>
#include <cmath>

namespace hotswap::ui {
namespace {

/// The user's. The one named "C" is for programs: it would leave thousands unseparated, in a window whose texts are English.
QLocale locale() {
  const QLocale users;
  return users.language() == QLocale::C ? QLocale(QLocale::English, QLocale::UnitedStates) : users;
}

QString translated(const char* text) { return QCoreApplication::translate("hotswap::ui", text); }

/// Three significant digits, at most `decimals` of them after the point.
QString significant(double value, int decimals = 2) {
  const double magnitude = std::abs(value);
  const int wanted = magnitude >= 99.95 ? 0 : magnitude >= 9.995 ? 1 : 2;
  QString text = locale().toString(value, 'f', std::min(wanted, decimals));
  const QString point = locale().decimalPoint();
  if (!text.contains(point)) return text;
  while (text.endsWith(locale().zeroDigit())) text.chop(1);
  if (text.endsWith(point)) text.chop(point.size());
  return text;
}

struct Unit {
  double size;
  const char* text;
};

/// The largest unit that leaves at least 1 before the point after rounding.
QString inUnit(double value, const Unit* units, std::size_t count) {
  std::size_t pick = count - 1;
  for (std::size_t i = 0; i < count; ++i) {
    if (value >= units[i].size * 0.9995) {
      pick = i;
      break;
    }
  }
  return translated(units[pick].text).arg(significant(value / units[pick].size));
}

}  // namespace

QString formatRate(double per_s) {
  static constexpr std::array<Unit, 4> kUnits = {{{1e9, QT_TRANSLATE_NOOP("hotswap::ui", "%1 G/s")},
                                                  {1e6, QT_TRANSLATE_NOOP("hotswap::ui", "%1 M/s")},
                                                  {1e3, QT_TRANSLATE_NOOP("hotswap::ui", "%1 k/s")},
                                                  {1, QT_TRANSLATE_NOOP("hotswap::ui", "%1 /s")}}};
  return inUnit(std::max(per_s, 0.0), kUnits.data(), kUnits.size());
}

QString formatShortCount(std::uint64_t count) {
  static constexpr std::array<Unit, 4> kUnits = {{{1e9, QT_TRANSLATE_NOOP("hotswap::ui", "%1 G")},
                                                  {1e6, QT_TRANSLATE_NOOP("hotswap::ui", "%1 M")},
                                                  {1e3, QT_TRANSLATE_NOOP("hotswap::ui", "%1 k")},
                                                  {1, "%1"}}};
  return inUnit(static_cast<double>(count), kUnits.data(), kUnits.size());
}

QString formatDuration(double ns) {
  static constexpr std::array<Unit, 4> kUnits = {{{1e9, QT_TRANSLATE_NOOP("hotswap::ui", "%1 s")},
                                                  {1e6, QT_TRANSLATE_NOOP("hotswap::ui", "%1 ms")},
                                                  {1e3, QT_TRANSLATE_NOOP("hotswap::ui", "%1 µs")},
                                                  {1, QT_TRANSLATE_NOOP("hotswap::ui", "%1 ns")}}};
  if (!(ns > 0)) return QStringLiteral("–");
  if (ns >= 1 && ns < 99.5) ns = std::round(ns);  // A clock tells no fractions of them.
  return inUnit(ns, kUnits.data(), kUnits.size());
}

QString formatCount(std::uint64_t count) { return locale().toString(static_cast<qulonglong>(count)); }

QString formatScore(double score) {
  if (!std::isfinite(score)) return QStringLiteral("–");
  const double magnitude = std::abs(score);
  if (magnitude >= 1e6) return locale().toString(score, 'e', 3);
  if (magnitude > 0 && magnitude < 0.01) return locale().toString(score, 'g', 3);
  return locale().toString(score, 'f', 3);
}

QString formatPercent(double fraction) {
  double percent = std::round(fraction * 100);
  if (fraction > 0 && percent < 1) return translated(QT_TRANSLATE_NOOP("hotswap::ui", "<1 %"));
  if (fraction < 1 && percent > 99) percent = 99;
  return translated(QT_TRANSLATE_NOOP("hotswap::ui", "%1 %")).arg(locale().toString(percent, 'f', 0));
}

QString formatAge(double seconds, int decimals) {
  if (seconds < 0.5 * std::pow(10.0, -decimals)) return translated(QT_TRANSLATE_NOOP("hotswap::ui", "now"));
  if (seconds < 99.95)
    return translated(QT_TRANSLATE_NOOP("hotswap::ui", "−%1 s")).arg(locale().toString(seconds, 'f', decimals));
  if (decimals > 1) {
    const auto minutes = static_cast<int>(seconds / 60);
    const QString rest = locale().toString(seconds - 60 * minutes, 'f', decimals);
    return QStringLiteral("−%1:%2").arg(minutes).arg(rest, decimals + 3, QLatin1Char('0'));
  }
  const auto whole = static_cast<int>(std::lround(seconds));
  return QStringLiteral("−%1:%2").arg(whole / 60).arg(whole % 60, 2, 10, QLatin1Char('0'));
}

int ageDecimals(std::int64_t length_ns) {
  constexpr std::int64_t kSecond = 1'000'000'000;
  if (length_ns >= 10 * kSecond) return 1;
  return length_ns >= kSecond ? 2 : 3;
}

}  // namespace hotswap::ui

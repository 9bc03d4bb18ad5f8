#include "ui/charts/time_axis.h"

#include <QCoreApplication>
#include <QLocale>
#include <algorithm>
#include <array>

namespace hotswap::ui {
namespace {

using std::chrono::nanoseconds;
using std::chrono_literals::operator""ms;
using std::chrono_literals::operator""s;

constexpr std::array<nanoseconds, 16> kDistances = {10ms, 20ms, 50ms, 100ms, 200ms, 500ms, 1s,   2s,
                                                    5s,   10s,  20s,  30s,   60s,   120s,  300s, 600s};
constexpr nanoseconds kMinute = 60s;

/// Seconds that are written without minutes.
constexpr nanoseconds kManySeconds = 120s;

nanoseconds tickDistance(nanoseconds length, TickDensity density) {
  const int most = density == TickDensity::kWide ? 7 : 3;
  const auto found = std::ranges::find_if(kDistances, [&](nanoseconds distance) { return length <= distance * most; });
  return found == kDistances.end() ? kDistances.back() : *found;
}

/// As precise as moments that are `distance` apart need it.
QString tickLabel(nanoseconds before, nanoseconds distance) {
  const int decimals = distance >= 1s ? 0 : distance >= 100ms ? 1 : 2;
  const double seconds = std::chrono::duration<double>(before).count();
  if (before < distance / 2) return QCoreApplication::translate("hotswap::ui", "now");
  if (distance % kMinute == 0s) return QCoreApplication::translate("hotswap::ui", "−%1 min").arg(before / kMinute);
  if (before <= kManySeconds) {
    return QCoreApplication::translate("hotswap::ui", "−%1 s").arg(QLocale().toString(seconds, 'f', decimals));
  }
  const auto minutes = before / kMinute;
  const QString rest = QLocale().toString(seconds - 60.0 * static_cast<double>(minutes), 'f', decimals);
  return QStringLiteral("−%1:%2").arg(minutes).arg(rest, decimals == 0 ? 2 : decimals + 3, QLatin1Char('0'));
}

/// The edges themselves, in figures that tell them apart.
std::vector<TimeTick> edgeTicks(const TimeStretch& stretch, TickDensity density) {
  // A whole span of minutes is a distance of itself.
  const bool whole_minutes = stretch.to == 0s && stretch.length() > kMinute && stretch.length() % kMinute == 0s;
  const nanoseconds distance = whole_minutes ? stretch.length() : tickDistance(stretch.length(), TickDensity::kWide);
  std::vector<TimeTick> ticks;
  if (density == TickDensity::kEnds) ticks.push_back({-stretch.from, tickLabel(-stretch.from, distance)});
  ticks.push_back({-stretch.to, tickLabel(-stretch.to, distance)});
  return ticks;
}

double inSeconds(nanoseconds time) { return std::chrono::duration<double>(time).count(); }

}  // namespace

std::vector<TimeTick> timeTicks(const TimeStretch& stretch, TickDensity density) {
  if (density == TickDensity::kEnds || density == TickDensity::kEnd) return edgeTicks(stretch, density);
  const nanoseconds distance = tickDistance(stretch.length(), density);
  std::vector<TimeTick> ticks;
  for (nanoseconds before = -stretch.from - -stretch.from % distance; before >= -stretch.to; before -= distance) {
    ticks.push_back({before, tickLabel(before, distance)});
  }
  return ticks;
}

std::vector<TimeTick> timeTicks(std::chrono::seconds span, TickDensity density) { return timeTicks({-span, 0s}, density); }

void setTimeAxisStretch(QCategoryAxis& axis, const TimeStretch& stretch, TickDensity density) {
  for (const QString& label : axis.categoriesLabels()) axis.remove(label);
  axis.setLabelsPosition(QCategoryAxis::AxisLabelsPositionOnValue);
  // A label stands at the end of its category, so the first category has to begin outside of the axis.
  axis.setStartValue(inSeconds(stretch.from - stretch.length()));
  for (const TimeTick& tick : timeTicks(stretch, density)) axis.append(tick.label, -inSeconds(tick.before_now));
  axis.setRange(inSeconds(stretch.from), inSeconds(stretch.to));
}

}  // namespace hotswap::ui

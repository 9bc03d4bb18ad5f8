#include "ui/charts/time_axis.h"

#include <QCoreApplication>

namespace hotswap::ui {
namespace {

using std::chrono::seconds;

/// Round numbers for each of kTimelineSpans.
seconds tickDistance(seconds span, TickDensity density) {
  if (density == TickDensity::kEnds) return span;
  if (density == TickDensity::kNow) return 2 * span;
  const bool wide = density == TickDensity::kWide;
  if (span <= seconds(10)) return seconds(wide ? 2 : 5);
  if (span <= seconds(60)) return seconds(wide ? 10 : 20);
  if (span <= seconds(300)) return seconds(wide ? 60 : 120);
  return seconds(wide ? 300 : 600);
}

QString tickLabel(seconds before, seconds span) {
  if (before == seconds(0)) return QCoreApplication::translate("hotswap::ui", "now");
  if (span > seconds(60)) return QCoreApplication::translate("hotswap::ui", "−%1 min").arg(before.count() / 60);
  return QCoreApplication::translate("hotswap::ui", "−%1 s").arg(before.count());
}

}  // namespace

std::vector<TimeTick> timeTicks(seconds span, TickDensity density) {
  const seconds distance = tickDistance(span, density);
  std::vector<TimeTick> ticks;
  for (seconds before = span - span % distance; before >= seconds(0); before -= distance) {
    ticks.push_back({before, tickLabel(before, span)});
  }
  return ticks;
}

void setTimeAxisSpan(QCategoryAxis& axis, seconds span, TickDensity density) {
  for (const QString& label : axis.categoriesLabels()) axis.remove(label);
  axis.setLabelsPosition(QCategoryAxis::AxisLabelsPositionOnValue);
  // A label stands at the end of its category, so the first category has to begin outside of the axis.
  axis.setStartValue(static_cast<double>(-2 * span.count()));
  for (const TimeTick& tick : timeTicks(span, density)) axis.append(tick.label, static_cast<double>(-tick.before_now.count()));
  axis.setRange(static_cast<double>(-span.count()), 0);
}

}  // namespace hotswap::ui

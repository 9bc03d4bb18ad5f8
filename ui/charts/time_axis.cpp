#include "ui/charts/time_axis.h"

#include <QCoreApplication>

namespace hotswap::ui {
namespace {

using std::chrono::seconds;

/// Round numbers for each of kTimelineSpans, few enough that labels never touch.
seconds tickDistance(seconds span, TickDensity density) {
  const bool wide = density == TickDensity::kWide;
  if (span <= seconds(10)) return seconds(wide ? 2 : 5);
  if (span <= seconds(60)) return seconds(wide ? 10 : 20);
  if (span <= seconds(300)) return seconds(wide ? 60 : 100);
  return seconds(wide ? 300 : 600);
}

QString tickLabel(seconds before, seconds span, TickDensity density) {
  if (before == seconds(0)) return QCoreApplication::translate("hotswap::ui", "now");
  const bool in_minutes = span > seconds(60) && (density == TickDensity::kWide || before % seconds(60) == seconds(0));
  if (in_minutes) return QCoreApplication::translate("hotswap::ui", "−%1 min").arg(before.count() / 60);
  return QCoreApplication::translate("hotswap::ui", "−%1 s").arg(before.count());
}

}  // namespace

void setTimeAxisSpan(QCategoryAxis& axis, seconds span, TickDensity density) {
  for (const QString& label : axis.categoriesLabels()) axis.remove(label);
  const seconds distance = tickDistance(span, density);
  axis.setLabelsPosition(QCategoryAxis::AxisLabelsPositionOnValue);
  // A label stands at the end of its category, so the first category has to begin outside of the axis.
  axis.setStartValue(static_cast<double>(-(span + distance).count()));
  for (seconds before = span; before >= seconds(0); before -= distance) {
    axis.append(tickLabel(before, span, density), static_cast<double>(-before.count()));
  }
  axis.setRange(static_cast<double>(-span.count()), 0);
}

}  // namespace hotswap::ui

#include "ui/charts/totals_chart.h"

#include <QAbstractSeries>
#include <QChart>

#include "ui/charts/time_axis.h"
#include "ui/theme/metrics.h"

namespace hotswap::ui {

TotalsChart::TotalsChart(QWidget* parent)
    : ChartView(parent), time_axis_(new QCategoryAxis(this)), value_axis_(new QCategoryAxis(this)) {
  value_axis_->setLabelsPosition(QCategoryAxis::AxisLabelsPositionOnValue);
  chart()->setMargins({kSpaceSmall, kSpaceMedium, kPlotRightMargin, kSpaceTiny});
  chart()->addAxis(time_axis_, Qt::AlignBottom);
  chart()->addAxis(value_axis_, Qt::AlignLeft);
  showSpan(kDefaultTimelineSpan);
  setRenderHint(QPainter::Antialiasing);
}

void TotalsChart::showSpan(std::chrono::seconds span) {
  if (span == shown_span_) return;
  shown_span_ = span;
  setTimeAxisSpan(*time_axis_, span, TickDensity::kNarrow);
}

void TotalsChart::showValues(double min, double max, const Ticks& ticks) {
  if (ticks != shown_ticks_) {
    shown_ticks_ = ticks;
    for (const QString& label : value_axis_->categoriesLabels()) value_axis_->remove(label);
    // A label stands at the end of its category, so the first category has to begin outside of the axis.
    value_axis_->setStartValue(min - (max - min));
    for (const auto& [value, label] : ticks) value_axis_->append(label, value);
  }
  if (value_axis_->min() != min || value_axis_->max() != max) value_axis_->setRange(min, max);
}

void TotalsChart::addSeries(QAbstractSeries& series) {
  chart()->addSeries(&series);
  series.attachAxis(time_axis_);
  series.attachAxis(value_axis_);
}

}  // namespace hotswap::ui

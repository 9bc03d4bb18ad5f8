#include "ui/charts/latency_chart.h"

#include <cmath>

#include "ui/charts/legend_row.h"
#include "ui/theme/number_format.h"

namespace hotswap::ui {

LatencyChart::LatencyChart(QWidget* parent)
    : TotalsChart(parent), p50_(new QLineSeries(this)), p99_(new QLineSeries(this)), slowest_(new QLineSeries(this)) {
  setObjectName(QStringLiteral("latencyChart"));
  setAccessibleName(tr("Latency"));
  for (QLineSeries* series : {slowest_, p99_, p50_}) addSeries(*series);
  applyTheme();
}

void LatencyChart::refresh(const TotalsViewModel& model) {
  showSpan(model.span());
  Ticks ticks;
  for (int decade = model.latencyMinDecade(); decade <= model.latencyMaxDecade(); ++decade) {
    ticks.append({decade, formatDuration(std::pow(10.0, decade))});
  }
  showValues(model.latencyMinDecade(), model.latencyMaxDecade(), ticks);
  showCurve(*p50_, model.p50());
  showCurve(*p99_, model.p99());
  showCurve(*slowest_, model.slowest());
  setAccessibleDescription(model.latencySummary());
}

void LatencyChart::applyTheme() {
  TotalsChart::applyTheme();
  p50_->setPen(samplePen(LegendSample::kSolidLine, palette()));
  p99_->setPen(samplePen(LegendSample::kDashedLine, palette()));
  slowest_->setPen(samplePen(LegendSample::kDottedLine, palette()));
}

void LatencyChart::showCurve(QLineSeries& series, const QList<QPointF>& nanoseconds) {
  logarithms_.clear();
  for (const QPointF& point : nanoseconds) logarithms_.append({point.x(), std::log10(point.y())});
  series.replace(logarithms_);
}

}  // namespace hotswap::ui

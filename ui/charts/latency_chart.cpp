#include "ui/charts/latency_chart.h"

#include <cmath>

#include "ui/charts/legend_row.h"
#include "ui/theme/number_format.h"

namespace hotswap::ui {

LatencyChart::LatencyChart(QWidget* parent) : TotalsChart(parent) {
  setObjectName(QStringLiteral("latencyChart"));
  setAccessibleName(tr("Latency"));
  applyTheme();
}

void LatencyChart::refresh(const TotalsViewModel& model) {
  showWindow(model.window());
  Ticks ticks;
  for (int decade = model.latencyMinDecade(); decade <= model.latencyMaxDecade(); ++decade) {
    ticks.append({decade, formatDuration(std::pow(10.0, decade))});
  }
  showValues(model.latencyMinDecade(), model.latencyMaxDecade(), ticks);
  const double pause_s = model.longestPauseSeconds();
  showCurve(slowest_, model.slowest(), pause_s);  // The first is the lowest in the picture.
  showCurve(p99_, model.p99(), pause_s);
  showCurve(p50_, model.p50(), pause_s);
  setAccessibleDescription(model.latencySummary());
}

void LatencyChart::applyTheme() {
  TotalsChart::applyTheme();
  p50_.pen = samplePen(LegendSample::kSolidLine, palette());
  p99_.pen = samplePen(LegendSample::kDashedLine, palette());
  slowest_.pen = samplePen(LegendSample::kDottedLine, palette());
  for (const Curve* curve : {&slowest_, &p99_, &p50_}) {
    for (QLineSeries* series : curve->stretches) series->setPen(curve->pen);
  }
}

void LatencyChart::showCurve(Curve& curve, const QList<QPointF>& nanoseconds, double longest_pause_s) {
  std::size_t shown = 0;
  QList<QPointF> stretch;
  for (const QPointF& point : nanoseconds) {
    if (!stretch.isEmpty() && point.x() - stretch.last().x() > longest_pause_s) {
      showStretch(curve, shown++, stretch);
      stretch.clear();
    }
    stretch.append({point.x(), std::log10(point.y())});
  }
  showStretch(curve, shown++, stretch);
  for (; shown < curve.stretches.size(); ++shown) curve.stretches[shown]->clear();
}

void LatencyChart::showStretch(Curve& curve, std::size_t index, const QList<QPointF>& logarithms) {
  if (index == curve.stretches.size()) {
    curve.stretches.push_back(new QLineSeries(this));
    curve.stretches.back()->setPen(curve.pen);
    addSeries(*curve.stretches.back());
  }
  curve.stretches[index]->replace(logarithms);
}

}  // namespace hotswap::ui

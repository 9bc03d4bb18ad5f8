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
  showCurve(slowest_, model.slowest(), model.pauseEnds());  // The first is the lowest in the picture.
  showCurve(p99_, model.p99(), model.pauseEnds());
  showCurve(p50_, model.p50(), model.pauseEnds());
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

void LatencyChart::showCurve(Curve& curve, const QList<QPointF>& nanoseconds, const QList<double>& pause_ends) {
  std::size_t shown = 0;
  QList<QPointF> stretch;
  auto pause_end = pause_ends.begin();
  for (const QPointF& point : nanoseconds) {
    const auto before = pause_end;
    while (pause_end != pause_ends.end() && *pause_end <= point.x()) ++pause_end;
    if (pause_end != before) {
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

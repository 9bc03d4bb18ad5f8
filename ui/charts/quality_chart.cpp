#include "ui/charts/quality_chart.h"

#include <cmath>

#include "ui/charts/legend_row.h"
#include "ui/theme/number_format.h"

namespace hotswap::ui {

QualityChart::QualityChart(QualityFigure figure, const QString& object, const QString& name, QWidget* parent)
    : TimeChart(parent), figure_(figure) {
  setObjectName(object);
  setAccessibleName(name);
  applyTheme();
}

void QualityChart::refresh(const QualityViewModel& model) {
  showWindow(model.totals().window());
  const AxisRange axis = model.axis(figure_);
  Ticks ticks;
  for (double tick = std::ceil(axis.min / axis.step - 1e-9); tick * axis.step <= axis.max + axis.step * 1e-9; ++tick) {
    ticks.append({tick * axis.step, formatScore(tick * axis.step)});
  }
  showValues(axis.min, axis.max, ticks);
  std::size_t shown = 0;
  for (const QualityCurve& curve : model.curves()) {
    if (curve.hidden) continue;
    for (const QList<QPointF>& line : model.lines(curve, figure_)) showLine(shown++, curve.version, line);
  }
  for (; shown < lines_.size(); ++shown) lines_[shown].series->clear();
  setAccessibleDescription(model.summary(figure_));
}

void QualityChart::showLine(std::size_t index, std::uint32_t version, const QList<QPointF>& points) {
  if (index == lines_.size()) {
    lines_.push_back({.series = new QLineSeries(this)});
    addSeries(*lines_.back().series);
  }
  Line& line = lines_[index];
  if (line.version != version) line.series->setPen(versionPen(version, palette()));
  line.version = version;
  line.series->replace(points);
}

void QualityChart::applyTheme() {
  TimeChart::applyTheme();
  for (const Line& line : lines_) line.series->setPen(versionPen(line.version, palette()));
}

}  // namespace hotswap::ui

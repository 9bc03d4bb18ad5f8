#include "ui/charts/score_chart.h"

#include <QChart>
#include <QPainter>
#include <cmath>
#include <cstdlib>

#include "ui/charts/bar_painter.h"
#include "ui/charts/marker_labels.h"
#include "ui/theme/metrics.h"
#include "ui/theme/palette.h"

namespace hotswap::ui {
namespace {

constexpr BarPainter::Strength kEqual{0.26, 0.85, 2};
constexpr BarPainter::Strength kInBackground{0.13, 0.34, 2};
constexpr BarPainter::Strength kSelected{0.42, 1.0, 3};

constexpr int kReach = 12;  ///< How far from a mark, in device-independent pixels, a click still means its thread.

/// As many digits as neighbouring grid lines need to differ.
QString labelFormat(const AxisRange& axis) {
  const double magnitude = std::max(std::abs(axis.min), std::abs(axis.max));
  if (magnitude >= 1e4 || axis.step < 1e-3) return QStringLiteral("%.3g");
  const int digits = axis.step >= 1      ? (axis.step == std::floor(axis.step) ? 0 : 1)
                     : axis.step >= 0.1  ? 1
                     : axis.step >= 0.01 ? 2
                                         : 3;
  const bool quarter = std::abs(axis.step / std::pow(10.0, std::floor(std::log10(axis.step))) - 2.5) < 1e-6;
  return QStringLiteral("%.%1f").arg(digits + (quarter && axis.step < 1 ? 1 : 0));
}

}  // namespace

ScoreChart::ScoreChart(const TimelineViewModel& model, QWidget* parent)
    : TimelineChart(model, parent), score_axis_(new QValueAxis(this)) {
  setObjectName(QStringLiteral("scoreChart"));
  setAccessibleName(tr("Scores per thread"));
  setAccessibleDescription(
      tr("Scores that each worker thread got over the last seconds, coloured by the version that gave them. "
         "The table of threads has the latest values."));
  timeAxis().setLabelsVisible(false);
  score_axis_->setTickType(QValueAxis::TicksDynamic);
  chart()->addAxis(score_axis_, Qt::AlignLeft);
  updateAxes();
  applyTheme();
}

QMargins ScoreChart::plotMargins() const { return {leftMargin(), flagHeight(), kPlotRightMargin, kSpaceSmall}; }

QFont ScoreChart::flagFont() const {
  QFont small = font();
  small.setBold(true);
  small.setPointSizeF(std::max(small.pointSizeF() - 1, 7.0));
  return small;
}

int ScoreChart::flagHeight() const { return QFontMetrics(flagFont()).height() + 2 * kSpaceTiny; }

bool ScoreChart::updateAxes() {
  const bool time_changed = TimelineChart::updateAxes();
  const AxisRange axis = model().scoreAxis();
  if (axis == shown_axis_) return time_changed;
  shown_axis_ = axis;
  score_axis_->setRange(axis.min, axis.max);
  score_axis_->setTickInterval(axis.step);
  score_axis_->setLabelFormat(labelFormat(axis));
  return true;
}

void ScoreChart::paintChrome(QPainter&) {}

void ScoreChart::paintData(QPainter& painter, const TimelineScale& scale) {
  if (!model().hasTraffic()) return;
  painter.setClipRect(scale.plot);
  paintBars(painter, scale);
  painter.setClipping(false);
  paintMarkers(painter, scale);
}

void ScoreChart::paintBars(QPainter& painter, const TimelineScale& scale) {
  BarPainter bars(painter, scale, shown_axis_, palette().color(QPalette::Base), isDark(palette()));
  const int selected = model().selectedThread();
  const auto& others = selected < 0 ? kEqual : kInBackground;
  for (int thread = 0; thread < model().threadCount(); ++thread) {
    if (thread != selected) bars.paintBands(model().bars(thread), others);
  }
  for (int thread = 0; thread < model().threadCount(); ++thread) {
    if (thread != selected) bars.paintMarks(model().bars(thread), others);
  }
  if (selected < 0) return;
  bars.startLayer();
  bars.paintBands(model().bars(selected), kSelected);
  bars.paintMarks(model().bars(selected), kSelected);
}

void ScoreChart::paintMarkers(QPainter& painter, const TimelineScale& scale) {
  // Device pixels: the font has to grow with them.
  QFont flag = flagFont();
  flag.setPointSizeF(flag.pointSizeF() * devicePixelRatioF());
  const auto strip = static_cast<int>(flagHeight() * devicePixelRatioF());
  const auto placed = placeMarkers(model().markers(), scale, QFontMetrics(flag), strip);
  paintMarkerLines(painter, placed, scale.plot, palette());
  painter.setFont(flag);
  paintMarkerLabels(painter, placed, palette());
}

int ScoreChart::threadAt(QPoint point, const TimelineScale& scale) const {
  const double ratio = devicePixelRatioF();
  const auto reach_ns = static_cast<std::int64_t>(kReach / 2.0 * ratio * static_cast<double>(scale.span_ns) / scale.plot.width());
  QPainter nowhere;
  const BarPainter bars(nowhere, scale, shown_axis_, {}, false);
  int nearest = -1;
  int least = static_cast<int>(kReach * ratio) + 1;
  for (int thread = 0; thread < model().threadCount(); ++thread) {
    const Bucket* bar = model().barNear(thread, scale.timeAt(point.x()), reach_ns);
    if (!bar) continue;
    const int distance = std::abs(bars.y(bar->last) - point.y());
    if (distance >= least) continue;
    nearest = thread;
    least = distance;
  }
  return nearest;
}

TooltipText ScoreChart::tooltipAt(QPoint point, const TimelineScale& scale) const {
  const int selected = model().selectedThread();
  return describe(selected >= 0 ? selected : threadAt(point, scale), scale.timeAt(point.x()), scale);
}

}  // namespace hotswap::ui

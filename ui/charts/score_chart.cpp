#include "ui/charts/score_chart.h"

#include <QChart>
#include <QLocale>
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

/// With more threads than this the marks are drawn thinner, or they would fill the bands.
constexpr int kManyThreads = 8;
/// How many threads may have marks side by side in the same rows before they share a bar's width.
constexpr int kThreadsPerPart = 16;

BarPainter::Strength scaled(BarPainter::Strength strength, int threads, double ratio) {
  strength.unit = std::max(static_cast<int>(std::lround(ratio)), 1);
  if (threads > kManyThreads) strength.mark_height = std::max(strength.mark_height - 1, 1);
  strength.mark_height *= strength.unit;
  return strength;
}

constexpr int kReach = 12;  ///< How far from a mark, in device-independent pixels, a click still means its thread.

/// As many digits as neighbouring grid lines need to differ.
QString tickText(double value, const AxisRange& axis) {
  const double magnitude = std::max(std::abs(axis.min), std::abs(axis.max));
  if (magnitude >= 1e4 || axis.step < 1e-3) return QLocale().toString(value, 'g', 3);
  int digits = 0;
  for (double step = axis.step; std::abs(step - std::round(step)) > 1e-6; step *= 10) ++digits;
  return QLocale().toString(value, 'f', digits);
}

}  // namespace

ScoreChart::ScoreChart(const TimelineViewModel& model, QWidget* parent)
    : TimelineChart(model, parent), score_axis_(new QValueAxis(this)) {
  setObjectName(QStringLiteral("scoreChart"));
  setAccessibleName(tr("Scores per thread"));
  setAccessibleDescription(
      tr("Scores that each worker thread got over the last seconds, coloured by the version that gave them. "
         "The table of threads has the latest values."));
  score_axis_->setTickType(QValueAxis::TicksDynamic);
  score_axis_->setLabelsVisible(false);
  chart()->addAxis(score_axis_, Qt::AlignLeft);
  updateAxes();
  applyTheme();
}

QMargins ScoreChart::plotMargins() const { return {leftMargin(), flagHeight(), kPlotRightMargin, fontMetrics().height() / 2}; }

QFont ScoreChart::flagFont() const {
  QFont bold = smallFont();
  bold.setBold(true);
  return bold;
}

int ScoreChart::flagHeight() const { return QFontMetrics(flagFont()).height() + 2 * kSpaceTiny; }

bool ScoreChart::updateAxes() {
  const bool time_changed = TimelineChart::updateAxes();
  const AxisRange axis = model().scoreAxis();
  if (axis == shown_axis_) return time_changed;
  shown_axis_ = axis;
  score_axis_->setRange(axis.min, axis.max);
  score_axis_->setTickInterval(axis.step);
  return true;
}

// Qt Charts leaves out the lowest label when it would reach below the plot.
void ScoreChart::paintChrome(QPainter& painter) {
  painter.setFont(smallFont());
  painter.setPen(palette().color(QPalette::Text));
  const int height = painter.fontMetrics().height();
  const QRect plot = plotRect();
  const auto first = static_cast<int>(std::ceil(shown_axis_.min / shown_axis_.step - 1e-6));
  for (int i = first; i * shown_axis_.step <= shown_axis_.max + shown_axis_.step * 1e-6; ++i) {
    const double fraction = (i * shown_axis_.step - shown_axis_.min) / (shown_axis_.max - shown_axis_.min);
    const int y = plot.bottom() - qRound(fraction * (plot.height() - 1));
    painter.drawText(QRect(0, y - height / 2, plot.left() - kSpaceMedium + kSpaceTiny, height), Qt::AlignRight | Qt::AlignVCenter,
                     tickText(i * shown_axis_.step, shown_axis_));
  }
}

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
  const auto others = scaled(selected < 0 ? kEqual : kInBackground, model().threadCount(), devicePixelRatioF());
  const int parts = (model().threadCount() + kThreadsPerPart - 1) / kThreadsPerPart;
  for (int thread = 0; thread < model().threadCount(); ++thread) {
    if (thread != selected) bars.paintBands(model().bars(thread), others);
  }
  for (int thread = 0; thread < model().threadCount(); ++thread) {
    if (thread != selected) bars.paintMarks(model().bars(thread), others, thread % parts, parts);
  }
  if (selected < 0) return;
  bars.startLayer();
  const auto strong = scaled(kSelected, 1, devicePixelRatioF());
  bars.paintBands(model().bars(selected), strong);
  bars.paintMarks(model().bars(selected), strong);
}

void ScoreChart::paintMarkers(QPainter& painter, const TimelineScale& scale) {
  // Device pixels: the font has to grow with them.
  QFont flag = flagFont();
  flag.setPointSizeF(flag.pointSizeF() * devicePixelRatioF());
  const auto strip = static_cast<int>(flagHeight() * devicePixelRatioF());
  const auto placed = placeMarkers(model().markers(), scale, QFontMetrics(flag), strip);
  paintMarkerLines(painter, placed, scale.plot, palette(), devicePixelRatioF());
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

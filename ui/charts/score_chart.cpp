#include "ui/charts/score_chart.h"

#include <QPainter>
#include <cmath>
#include <cstdlib>

#include "ui/charts/bar_painter.h"
#include "ui/charts/marker_labels.h"
#include "ui/charts/score_ticks.h"
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

}  // namespace

ScoreChart::ScoreChart(const TimelineViewModel& model, QWidget* parent) : TimelineChart(model, parent) {
  setObjectName(QStringLiteral("scoreChart"));
  setAccessibleName(tr("Scores per thread"));
  setAccessibleDescription(
      tr("Scores that each worker thread got over the last seconds, coloured by the version that gave them. "
         "The table of threads has the latest values."));
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

// Not by an axis of Qt Charts: it takes range and step one after the other and makes an item for each line of both mixtures (from
// 0 to 1 by 0.25 to 0 to 1e15 that is 4e15), and it leaves out the lowest label when that would reach below the plot.
void ScoreChart::paintChrome(QPainter& painter) {
  painter.setFont(smallFont());
  painter.setPen(palette().color(QPalette::Text));
  const int height = painter.fontMetrics().height();
  const QRect plot = plotRect();
  const AxisRange& axis = shownScoreAxis();
  for (const ScoreTick& tick : scoreTicks(axis)) {
    const double fraction = (tick.value - axis.min) / (axis.max - axis.min);
    const int y = plot.bottom() - qRound(fraction * (plot.height() - 1));
    painter.fillRect(QRect(plot.left(), y, plot.width(), 1), gridColor());
    painter.drawText(QRect(0, y - height / 2, plot.left() - kSpaceMedium + kSpaceTiny, height), Qt::AlignRight | Qt::AlignVCenter,
                     tick.label);
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
  BarPainter bars(painter, scale, shownScoreAxis(), palette().color(QPalette::Base), isDark(palette()));
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
  const auto placed = placedMarkers(scale);
  paintMarkerLines(painter, placed, scale.plot, palette(), devicePixelRatioF());
  painter.setFont(flagFontInDevicePixels());
  paintMarkerLabels(painter, placed, palette());
}

QFont ScoreChart::flagFontInDevicePixels() const {
  QFont flag = flagFont();
  flag.setPointSizeF(flag.pointSizeF() * devicePixelRatioF());
  return flag;
}

std::vector<PlacedMarker> ScoreChart::placedMarkers(const TimelineScale& scale) const {
  const auto strip = static_cast<int>(flagHeight() * devicePixelRatioF());
  return placeMarkers(model().flags(), scale, QFontMetrics(flagFontInDevicePixels()), strip, devicePixelRatioF());
}

int ScoreChart::threadAt(QPoint point, const TimelineScale& scale) const {
  const double ratio = devicePixelRatioF();
  const auto reach_ns = static_cast<std::int64_t>(kReach / 2.0 * ratio * static_cast<double>(scale.span_ns) / scale.plot.width());
  QPainter nowhere;
  const BarPainter bars(nowhere, scale, shownScoreAxis(), {}, false);
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

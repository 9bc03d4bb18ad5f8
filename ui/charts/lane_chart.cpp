#include "ui/charts/lane_chart.h"

#include <QChart>
#include <QKeyEvent>
#include <QPainter>
#include <algorithm>
#include <array>

#include "ui/charts/marker_labels.h"
#include "ui/charts/time_axis.h"
#include "ui/theme/metrics.h"
#include "ui/theme/palette.h"

namespace hotswap::ui {
namespace {

constexpr int kComfortableLane = 18;
constexpr int kLaneForGap = 4;  ///< Device pixels from which a lane affords a gap below it.
constexpr double kUnselected = 0.45;
constexpr double kPlain = 0.85;
constexpr double kPaleLabel = 0.65;

/// Labels every 1, 2, 4, 5, 8 … threads: the first distance at which they do not touch.
int labelDistance(int threads, double lane_height, int text_height) {
  constexpr std::array<int, 6> kDistances = {1, 2, 4, 8, 16, 32};
  for (const int distance : kDistances) {
    if (distance * lane_height >= text_height) return distance;
  }
  return std::max(threads, 1);
}

}  // namespace

LaneChart::LaneChart(const TimelineViewModel& model, QWidget* parent) : TimelineChart(model, parent) {
  setObjectName(QStringLiteral("laneChart"));
  setAccessibleName(tr("Version lanes"));
  setAccessibleDescription(
      tr("Which version each worker thread ran over the last seconds, one row per thread. "
         "Up and down select a thread, Escape selects none."));
  updateAxes();
  applyTheme();
}

int LaneChart::comfortableHeight() const {
  const int threads = std::max(model().threadCount(), 1);
  return threads * kComfortableLane + plotMargins().top() + plotMargins().bottom();
}

QMargins LaneChart::plotMargins() const {
  return {leftMargin(), kSpaceSmall, kPlotRightMargin, fontMetrics().height() + kSpaceMedium};
}

bool LaneChart::updateAxes() {
  const bool time_changed = TimelineChart::updateAxes();
  const bool rows_changed = shown_threads_ != model().threadCount() || shown_selection_ != model().selectedThread();
  shown_threads_ = model().threadCount();
  shown_selection_ = model().selectedThread();
  return time_changed || rows_changed;
}

QRect LaneChart::laneRect(int thread, const QRect& plot) const {
  const int threads = std::max(model().threadCount(), 1);
  const int top = plot.top() + plot.height() * thread / threads;
  const int next = plot.top() + plot.height() * (thread + 1) / threads;
  const int gap = next - top >= kLaneForGap ? 1 : 0;
  return {plot.left(), top, plot.width(), std::max(next - top - gap, 1)};
}

void LaneChart::paintChrome(QPainter& painter) {
  paintTimeLabels(painter);
  if (model().threadCount() > 0) paintThreadLabels(painter);
}

// Qt Charts replaces axis labels by dots when a plot is as low as a few lanes are.
void LaneChart::paintTimeLabels(QPainter& painter) {
  painter.setFont(smallFont());
  painter.setPen(palette().color(QPalette::Text));
  const QRect plot = plotRect();
  const TimeStretch stretch = model().window().beforeNow();
  for (const TimeTick& tick : timeTicks(stretch, TickDensity::kWide)) {
    const auto before_end = static_cast<double>((tick.before_now + stretch.to).count());
    const double fraction = before_end / static_cast<double>(stretch.length().count());
    const int width = painter.fontMetrics().horizontalAdvance(tick.label);
    const int middle = plot.right() + 1 - qRound(fraction * plot.width());
    const int left = std::min(middle - width / 2, viewport()->width() - width);
    painter.drawText(QRect(left, plot.bottom() + kSpaceSmall, width, painter.fontMetrics().height()), Qt::AlignCenter,
                     tick.label);
  }
}

void LaneChart::paintThreadLabels(QPainter& painter) {
  const int threads = model().threadCount();
  QFont small = smallFont();
  const QRect plot = plotRect();
  const QColor text_color = palette().color(QPalette::Text);
  const QColor pale = blended(text_color, palette().color(QPalette::Base), kPaleLabel);
  const int text_height = QFontMetrics(small).ascent() + kSpaceTiny;
  const int distance = labelDistance(threads, static_cast<double>(plot.height()) / threads, text_height);
  const int selected = model().selectedThread();
  for (int thread = 0; thread < threads; ++thread) {
    const bool is_selected = thread == selected;
    const bool hidden_by_selected = selected >= 0 && !is_selected && std::abs(thread - selected) < distance;
    if (!is_selected && (thread % distance != 0 || hidden_by_selected)) continue;
    small.setBold(is_selected);
    painter.setFont(small);
    painter.setPen(is_selected || selected < 0 ? text_color : pale);
    const QRect lane = laneRect(thread, plot);
    QRect text(0, 0, leftMargin() - kSpaceMedium + kSpaceTiny, text_height);
    text.moveTop(std::max(lane.center().y() - text_height / 2, 0));
    painter.drawText(text, Qt::AlignRight | Qt::AlignVCenter, tr("T%1", "thread").arg(thread));
  }
}

void LaneChart::paintData(QPainter& painter, const TimelineScale& scale) {
  painter.setClipRect(scale.plot);
  for (int thread = 0; thread < model().threadCount(); ++thread) paintLane(painter, scale, thread);
  paintMarkerLines(painter, placedMarkers(scale), scale.plot, palette(), devicePixelRatioF());
  painter.setClipping(false);
}

std::vector<PlacedMarker> LaneChart::placedMarkers(const TimelineScale& scale) const {
  return placeMarkers(model().flags(), scale, QFontMetrics(font()), 0, devicePixelRatioF());
}

void LaneChart::paintLane(QPainter& painter, const TimelineScale& scale, int thread) {
  const QRect lane = laneRect(thread, scale.plot);
  const int selected = model().selectedThread();
  const double strength = selected < 0 ? kPlain : thread == selected ? 1.0 : kUnselected;
  for (const LaneRun& run : model().lanes(thread)) {
    const int left = std::max(scale.x(run.start_ns), lane.left());
    const int right = run.end_ns == kOpenEnd ? lane.right() + 1 : std::min(scale.x(run.end_ns), lane.right() + 1);
    if (right <= lane.left() || left > lane.right()) continue;
    paintRun(painter, QRect(left, lane.top(), std::max(right - left, 1), lane.height()), run, strength);
  }
}

// A canary's two versions lie one upon the other, the newer one below, each as high as its share; one row of pixels at least.
void LaneChart::paintRun(QPainter& painter, const QRect& rect, const LaneRun& run, double strength) {
  if (run.beside == 0 || rect.height() < 2) return paintVersion(painter, rect, run.version, strength);
  const int lower = std::clamp(qRound(run.share * rect.height()), 1, rect.height() - 1);
  paintVersion(painter, rect.adjusted(0, 0, 0, -lower), run.version, strength);
  paintVersion(painter, rect.adjusted(0, rect.height() - lower, 0, 0), run.beside, strength);
}

void LaneChart::paintVersion(QPainter& painter, const QRect& rect, std::uint32_t version, double strength) {
  if (!model().isHidden(version)) painter.fillRect(rect, versionBrush(version, palette(), strength));
}

int LaneChart::threadAt(QPoint point, const TimelineScale& scale) const {
  const int threads = model().threadCount();
  if (threads == 0 || point.y() < scale.plot.top() || point.y() > scale.plot.bottom()) return -1;
  for (int thread = threads - 1; thread > 0; --thread) {
    if (laneRect(thread, scale.plot).top() <= point.y()) return thread;
  }
  return 0;
}

TooltipText LaneChart::tooltipAt(QPoint point, const TimelineScale& scale) const {
  return describe(threadAt(point, scale), scale.timeAt(point.x()), scale);
}

void LaneChart::keyPressEvent(QKeyEvent* event) {
  const int selected = model().selectedThread();
  switch (event->key()) {
    case Qt::Key_Up: Q_EMIT threadPicked(std::max(selected - 1, 0)); return;
    case Qt::Key_Down: Q_EMIT threadPicked(std::min(selected + 1, model().threadCount() - 1)); return;
    case Qt::Key_Escape: Q_EMIT threadPicked(-1); return;
    default: event->ignore();
  }
}

}  // namespace hotswap::ui

#include "ui/charts/timeline_chart.h"

#include <QChart>
#include <QElapsedTimer>
#include <QGraphicsLayout>
#include <QLineSeries>
#include <QPainter>
#include <algorithm>
#include <cstdlib>
#include <utility>

#include "ui/charts/chart_overlay.h"
#include "ui/charts/marker_tooltip.h"
#include "ui/charts/score_ticks.h"
#include "ui/charts/time_axis.h"
#include "ui/theme/metrics.h"
#include "ui/theme/number_format.h"
#include "ui/theme/palette.h"
#include "ui/viewmodels/counted_text.h"

namespace hotswap::ui {
namespace {

/// How far from a mark, in device-independent pixels, the mouse still means it.
constexpr int kReach = 16;
constexpr int kMarkerReach = 3;     ///< Likewise of a flag's line.
constexpr int kCrosshairReach = 2;  ///< The crosshair is rounded to bars and pixels.

QRect inDevicePixels(const QRect& rect, double ratio) {
  return QRectF(rect.x() * ratio, rect.y() * ratio, rect.width() * ratio, rect.height() * ratio).toRect();
}

}  // namespace

TimelineChart::TimelineChart(const TimelineViewModel& model, QWidget* parent)
    : ChartView(parent),
      model_(model),
      time_axis_(new QCategoryAxis(this)),
      gestures_(new ChartGestures(*this, [this] { return timePlot(); })) {
  chart()->addAxis(time_axis_, Qt::AlignBottom);
  time_axis_->setLabelsVisible(false);
  setRenderHint(QPainter::Antialiasing, false);
  viewport()->setAttribute(Qt::WA_OpaquePaintEvent);
  connectGestures();
}

void TimelineChart::connectGestures() {
  connect(gestures_, &ChartGestures::hovered, this, &TimelineChart::hover);
  connect(gestures_, &ChartGestures::confirmed, this, &TimelineChart::activateAtCursor);
  connect(gestures_, &ChartGestures::bandChanged, viewport(), qOverload<>(&QWidget::update));
  connect(gestures_, &ChartGestures::clicked, this, &TimelineChart::pick);
}

void TimelineChart::hover(std::optional<QPoint> at) {
  pointer_ = at;
  const SwapMarker* marker = at ? markerNear(*at) : nullptr;
  setCursor(marker != nullptr && marker->receipt != 0 ? Qt::PointingHandCursor : Qt::ArrowCursor);
  viewport()->update();
}

/// The flag whose label or line is at a point in device-independent pixels.
const SwapMarker* TimelineChart::markerNear(QPoint at) const {
  if (!model_.hasTraffic() || at.x() < plotRect().left() || at.x() > plotRect().right()) return nullptr;
  const double ratio = devicePixelRatioF();
  const auto placed = placedMarkers(scale());
  const PlacedMarker* found = markerAt(placed, (QPointF(at) * ratio).toPoint(), qRound(kMarkerReach * ratio));
  return found != nullptr ? found->marker : nullptr;
}

void TimelineChart::activateAtCursor() {
  const std::optional<int> x = cursorX();
  const SwapMarker* marker = x ? markerNear({*x, plotRect().bottom()}) : nullptr;
  if (marker != nullptr && marker->receipt != 0) Q_EMIT markerActivated(marker->receipt);
}

void TimelineChart::pick(QPoint at) {
  if (const SwapMarker* marker = markerNear(at); marker != nullptr && marker->receipt != 0) {
    Q_EMIT markerActivated(marker->receipt);
    return;
  }
  const int thread = threadAt((QPointF(at) * devicePixelRatioF()).toPoint(), scale());
  // A second click on the same thread takes the selection back.
  Q_EMIT threadPicked(thread == model_.selectedThread() ? -1 : thread);
}

void TimelineChart::moveOn() {
  const TimelineScale now = scale();
  const std::int64_t end = now.column(now.now_ns);
  if (std::exchange(shown_end_, end) == end) return;
  const bool with_tooltip = pointer_ || (tellsOfCursor() && model_.cursor());
  viewport()->update(with_tooltip ? viewport()->rect() : plotRect().marginsAdded({0, plotMargins().top(), kPlotRightMargin, 0}));
}

void TimelineChart::refresh() {
  followCrosshair();
  if (updateAxes()) chrome_stale_ = true;
  viewport()->update();
}

void TimelineChart::refreshCursor() {
  followCrosshair();
  viewport()->update();
}

// Moved by a key, or carried along by another span: what is told is of the line again, and no longer of where the mouse rests.
void TimelineChart::followCrosshair() {
  const std::optional<int> x = cursorX();
  if (pointer_ && x && std::abs(*x - pointer_->x()) > kCrosshairReach) pointer_.reset();
}

std::optional<int> TimelineChart::cursorX() const {
  if (!model_.cursor()) return std::nullopt;
  const TimePlot plot = timePlot();
  return std::min(plot.xOf(plot.window.to_ns - model_.cursor()->count()), plot.area.right());
}

QRect TimelineChart::plotRect() const { return viewport()->rect().marginsRemoved(plotMargins()); }

int TimelineChart::leftMargin() const {
  int widest = fontMetrics().horizontalAdvance(QStringLiteral("−00.00"));
  const QFontMetrics small(smallFont());
  for (const ScoreTick& tick : scoreTicks(score_axis_)) widest = std::max(widest, small.horizontalAdvance(tick.label));
  return widest + kSpaceMedium;
}

QFont TimelineChart::smallFont() const {
  QFont small = font();
  small.setPointSizeF(std::max(small.pointSizeF() - 1, 7.0));
  return small;
}

bool TimelineChart::updateAxes() {
  const bool scores_changed = model_.scoreAxis() != score_axis_;
  score_axis_ = model_.scoreAxis();
  const TimeStretch stretch = model_.window().beforeNow();
  if (stretch == shown_stretch_) return scores_changed;
  shown_stretch_ = stretch;
  setTimeAxisStretch(*time_axis_, stretch, TickDensity::kWide);
  return true;
}

void TimelineChart::applyTheme() {
  ChartView::applyTheme();
  chrome_stale_ = true;
  viewport()->update();
}

TimelineScale TimelineChart::scale() const {
  const QRect plot = inDevicePixels(plotRect(), devicePixelRatioF());
  return {plot, model_.window().length(), model_.window().to_ns};
}

void TimelineChart::renderChrome() {
  // Axes that were laid out before move to a new plot area only when the layout is done anew. Doing it here, and not whenever the
  // scene says that it changed, matters: rendering a scene changes it, and the chrome would be rendered in every frame.
  chart()->setPlotArea(plotRect());
  chart()->layout()->invalidate();
  chart()->layout()->activate();
  const double ratio = devicePixelRatioF();
  chrome_ = QPixmap(viewport()->size() * ratio);
  chrome_.setDevicePixelRatio(ratio);
  chrome_.fill(palette().color(QPalette::Base));
  QPainter painter(&chrome_);
  painter.setFont(font());
  render(&painter, QRectF(viewport()->rect()), viewport()->rect());
  paintChrome(painter);
  chrome_stale_ = false;
}

void TimelineChart::paintEvent(QPaintEvent* event) {
  QElapsedTimer timer;
  timer.start();
  const double ratio = devicePixelRatioF();
  if (chrome_stale_ || chrome_.size() != viewport()->size() * ratio) renderChrome();
  const QRect dirty = event->rect();
  QPainter painter(viewport());
  painter.drawPixmap(dirty, chrome_, inDevicePixels(dirty, ratio));

  const TimelineScale now = scale();
  painter.save();
  if (ratio != 1) painter.scale(1 / ratio, 1 / ratio);
  paintData(painter, now);
  paintCursor(painter, now);
  painter.restore();
  paintBand(painter, *gestures_, palette());
  paintTooltip(painter, now);
  last_paint_time_ = std::chrono::nanoseconds(timer.nsecsElapsed());
}

void TimelineChart::paintCursor(QPainter& painter, const TimelineScale& scale) {
  const std::optional<int> cursor = cursorX();
  if (!cursor) return;
  const int x = qRound(*cursor * devicePixelRatioF());
  if (x < scale.plot.left() || x > scale.plot.right()) return;
  painter.fillRect(QRect(x, scale.plot.top(), std::max(qRound(devicePixelRatioF()), 1), scale.plot.height()),
                   cursorColor(palette()));
}

void TimelineChart::paintTooltip(QPainter& painter, const TimelineScale& scale) {
  if (!model_.hasTraffic()) return;
  const std::optional<int> cursor = tellsOfCursor() ? cursorX() : std::nullopt;
  if (!pointer_ && !cursor) return;
  const QPoint at = pointer_.value_or(QPoint(cursor.value_or(0), plotRect().top()));
  const SwapMarker* marker = markerNear(at);
  if (marker == nullptr && !plotRect().contains(at)) return;
  const QPoint in_device = (QPointF(at) * devicePixelRatioF()).toPoint();
  TooltipText text;
  if (marker != nullptr) {
    text = markerTooltip(model_, *marker, ageText(marker->at_ns, scale));
  } else {
    text = pointer_ ? tooltipAt(in_device, scale) : describeAll(scale.timeAt(in_device.x()), scale);
  }
  painter.setFont(font());
  paintChartTooltip(painter, text, at, viewport()->rect(), palette());
}

QString TimelineChart::ageText(std::int64_t at_ns, const TimelineScale& scale) const {
  return formatAge(static_cast<double>(model_.window().now_ns - at_ns) / 1e9, ageDecimals(scale.span_ns));
}

TooltipText TimelineChart::describeAll(std::int64_t at_ns, const TimelineScale& scale) const {
  if (model_.selectedThread() >= 0) return describe(model_.selectedThread(), at_ns, scale);
  TooltipText text{ageText(at_ns, scale), 0, {}};
  for (const auto& values : model_.valuesAt(at_ns)) {
    const QString version =
        tr("%1 on %2", "version, threads")
            .arg(model_.versionText(values.version), countedThreads(static_cast<std::size_t>(values.threads)));
    text.version = values.version;
    text.lines << (values.least > values.most
                       ? tr("%1: no score here", "version").arg(version)
                       : tr("%1: %2 to %3", "version, scores").arg(version, formatScore(values.least), formatScore(values.most)));
  }
  if (text.lines.isEmpty()) text.lines << tr("no traffic of a version that is shown");
  if (text.lines.size() > 1) text.version = 0;  // No colour is that of all.
  return text;
}

TooltipText TimelineChart::describe(int thread, std::int64_t at_ns, const TimelineScale& scale) const {
  const QString age = ageText(at_ns, scale);
  TooltipText text{age, 0, {}};
  if (thread < 0) return text;
  const LaneRun run = model_.runAt(thread, at_ns);
  text.version = run.version;
  text.title = tr("T%1 · %2", "thread, version").arg(thread).arg(model_.versionText(text.version));
  text.lines << age;
  if (run.beside != 0)
    text.lines << tr("beside %1, about %2 %").arg(model_.versionText(run.beside), QString::number(qRound(run.share * 100)));
  const double ns_per_column = static_cast<double>(scale.span_ns) / std::max(scale.plot.width(), 1);
  const auto reach_ns = static_cast<std::int64_t>(kReach * devicePixelRatioF() * ns_per_column);
  const Bucket* bar = model_.barNear(thread, at_ns, reach_ns);
  if (!bar) {
    text.lines << (model_.hasScores(text.version) ? tr("no score here") : tr("scores are not finite"));
    return text;
  }
  if (bar->min < bar->max) {
    text.lines << tr("scores %1 to %2").arg(formatScore(bar->min), formatScore(bar->max));
    text.lines << tr("last %1, %2", "score, requests").arg(formatScore(bar->last), countedRequests(bar->requests));
  } else {
    text.lines << tr("score %1").arg(formatScore(bar->last));
  }
  if (bar->errors > 0) text.lines << countedErrors(bar->errors);
  return text;
}

void TimelineChart::resizeEvent(QResizeEvent* event) {
  ChartView::resizeEvent(event);
  chrome_stale_ = true;
}

}  // namespace hotswap::ui

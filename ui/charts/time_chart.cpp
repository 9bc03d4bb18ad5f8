#include "ui/charts/time_chart.h"

#include <QAbstractSeries>
#include <QChart>
#include <QFontMetrics>
#include <QPainter>
#include <algorithm>

#include "ui/charts/chart_overlay.h"
#include "ui/theme/metrics.h"

namespace hotswap::ui {
namespace {

/// Space that Qt Charts keeps free above and below a label; it cuts a label to dots when what is left is too low.
constexpr int kLabelPadding = 4;

}  // namespace

TimeChart::TimeChart(QWidget* parent)
    : ChartView(parent),
      time_axis_(new QCategoryAxis(this)),
      value_axis_(new QCategoryAxis(this)),
      gestures_(new ChartGestures(*this, [this] { return timePlot(); })) {
  value_axis_->setLabelsPosition(QCategoryAxis::AxisLabelsPositionOnValue);
  chart()->setMargins({kSpaceSmall, kSpaceMedium, kPlotRightMargin, kSpaceTiny});
  chart()->addAxis(time_axis_, Qt::AlignBottom);
  chart()->addAxis(value_axis_, Qt::AlignLeft);
  updateTimeAxis();
  setRenderHint(QPainter::Antialiasing);
  connect(gestures_, &ChartGestures::bandChanged, viewport(), qOverload<>(&QWidget::update));
}

void TimeChart::showWindow(const TimeWindow& window) {
  window_ = window;
  wanted_stretch_ = window.beforeNow();
  updateTimeAxis();
  if (cursor_) viewport()->update();  // The scene repaints what changed in it, and the line may have been elsewhere.
}

TimePlot TimeChart::timePlot() const { return {chart()->plotArea().toRect(), window_}; }

std::optional<int> TimeChart::cursorX() const {
  if (!cursor_ || window_.length() == 0) return std::nullopt;
  return timePlot().xOf(window_.to_ns - cursor_->count());
}

void TimeChart::setCursor(std::optional<std::chrono::nanoseconds> before_end) {
  if (before_end == cursor_) return;
  updateColumn(cursorX());
  cursor_ = before_end;
  updateColumn(cursorX());
}

// The line alone: what a chart of antialiased curves costs to paint, it would cost at each move of the mouse.
void TimeChart::updateColumn(std::optional<int> x) {
  if (x) viewport()->update(QRect(*x - 1, 0, 3, viewport()->height()));
}

void TimeChart::paintEvent(QPaintEvent* event) {
  ChartView::paintEvent(event);
  QPainter painter(viewport());
  if (const std::optional<int> x = cursorX()) {
    const QRect area = chart()->plotArea().toRect();
    painter.fillRect(QRect(*x, area.top(), 1, area.height()), cursorColor(palette()));
  }
  paintBand(painter, *gestures_, palette());
}

void TimeChart::updateTimeAxis() {
  TickDensity density = TickDensity::kEnd;
  for (const TickDensity denser : {TickDensity::kEnds, TickDensity::kNarrow}) {
    if (fits(denser)) density = denser;
  }
  if (wanted_stretch_ == shown_stretch_ && density == shown_density_) return;
  shown_stretch_ = wanted_stretch_;
  shown_density_ = density;
  setTimeAxisStretch(*time_axis_, shown_stretch_, density);
}

// Qt Charts shares the width out evenly among the labels and the axis' start, and replaces a label that has less by dots.
bool TimeChart::fits(TickDensity density) const {
  const QFontMetrics metrics(time_axis_->labelsFont());
  const auto width = [&metrics](const QString& label) { return metrics.horizontalAdvance(label) + 2 * kLabelPadding; };
  int widest_value = 0;
  for (const auto& [value, label] : wanted_ticks_) widest_value = std::max(widest_value, width(label));
  const int plot = viewport()->width() - chart()->margins().left() - chart()->margins().right() - widest_value;
  const std::vector<TimeTick> ticks = timeTicks(wanted_stretch_, density);
  return std::all_of(ticks.begin(), ticks.end(),
                     [&](const TimeTick& tick) { return plot / static_cast<int>(ticks.size() + 1) >= width(tick.label); });
}

void TimeChart::showValues(double min, double max, const Ticks& ticks) {
  wanted_ticks_ = ticks;
  wanted_min_ = min;
  wanted_max_ = max;
  updateValueAxis();
}

void TimeChart::updateValueAxis() {
  const Ticks ticks = fittingTicks();
  const bool range_changed = value_axis_->min() != wanted_min_ || value_axis_->max() != wanted_max_;
  if (ticks != shown_ticks_ || range_changed) {
    shown_ticks_ = ticks;
    for (const QString& label : value_axis_->categoriesLabels()) value_axis_->remove(label);
    // A label stands at the end of its category, so the first category has to begin outside of the axis.
    value_axis_->setStartValue(wanted_min_ - (wanted_max_ - wanted_min_));
    for (const auto& [value, label] : ticks) value_axis_->append(label, value);
  }
  if (range_changed) value_axis_->setRange(wanted_min_, wanted_max_);
}

// Every second, third, … tick. Qt Charts shares the height out evenly among the labels and the axis' start.
TimeChart::Ticks TimeChart::fittingTicks() const {
  const int label_height = QFontMetrics(value_axis_->labelsFont()).height() + 2 * kLabelPadding;
  const QMargins margins = chart()->margins();
  const int height = viewport()->height() - margins.top() - margins.bottom() - label_height;
  const auto room = static_cast<qsizetype>(std::max(height / label_height - 1, 1));
  const qsizetype distance = std::max<qsizetype>((wanted_ticks_.size() + room - 1) / room, 1);
  Ticks fitting;
  for (qsizetype i = 0; i < wanted_ticks_.size(); i += distance) fitting.append(wanted_ticks_[i]);
  return fitting;
}

void TimeChart::resizeEvent(QResizeEvent* event) {
  ChartView::resizeEvent(event);
  updateTimeAxis();
  updateValueAxis();
}

void TimeChart::addSeries(QAbstractSeries& series) {
  chart()->addSeries(&series);
  series.attachAxis(time_axis_);
  series.attachAxis(value_axis_);
}

}  // namespace hotswap::ui

#include "ui/charts/histogram_chart.h"

#include <QGuiApplication>
#include <QHelpEvent>
#include <QPainter>
#include <QToolTip>
#include <algorithm>
#include <cmath>

#include "ui/theme/metrics.h"
#include "ui/theme/number_format.h"
#include "ui/theme/palette.h"

namespace hotswap::ui {
namespace {

constexpr int kLowestBars = 14;   ///< Lower ones tell no shape.
constexpr int kHighestBars = 90;  ///< Higher ones tell no more.

QColor muted() { return QGuiApplication::palette().color(QPalette::PlaceholderText); }

/// Powers of ten; between them their double and fivefold where there are few.
std::vector<ScoreTick> durationTicks(const AxisRange& axis) {
  std::vector<ScoreTick> ticks;
  const bool few = axis.max - axis.min < 2.5;
  for (double decade = std::floor(axis.min); decade <= axis.max; ++decade) {
    for (const double factor : {1.0, 2.0, 5.0}) {
      const double place = decade + std::log10(factor);
      if ((factor > 1 && !few) || place < axis.min || place > axis.max) continue;
      ticks.push_back({place, formatDuration(std::round(std::pow(10, decade) * factor))});
    }
  }
  return ticks;
}

}  // namespace

HistogramChart::HistogramChart(const QString& object, const QString& name, QWidget* parent) : QWidget(parent) {
  setObjectName(object);
  setAccessibleName(name);
  setAutoFillBackground(true);
  setBackgroundRole(QPalette::Base);
  setFocusPolicy(Qt::StrongFocus);
}

void HistogramChart::setPicture(const SpreadPicture& picture) {
  picture_ = picture;
  setAccessibleDescription(picture_.title + QLatin1Char('\n') + picture_.summary());
  update();
}

QSize HistogramChart::sizeHint() const { return {360, 180}; }

QSize HistogramChart::minimumSizeHint() const { return {160, 60}; }

QRect HistogramChart::plot() const {
  const int foot = fontMetrics().height() + kSpaceSmall;
  return rect().adjusted(kSpaceMedium, kSpaceTiny, -kPlotRightMargin, -foot);
}

int HistogramChart::rowsShown() const {
  const int room = plot().height() / (fontMetrics().height() + kLowestBars);
  return std::min(static_cast<int>(picture_.rows.size()), std::max(room, 1));
}

int HistogramChart::rowHeight() const {
  const int highest = fontMetrics().height() + kHighestBars;
  return std::min(plot().height() / std::max(rowsShown(), 1), highest);
}

QRect HistogramChart::rowRect(int row) const {
  return {plot().left(), plot().bottom() + 1 - (rowsShown() - row) * rowHeight(), plot().width(), rowHeight()};
}

int HistogramChart::x(double place) const {
  const AxisRange& axis = picture_.axis;
  return plot().left() + static_cast<int>(std::lround((place - axis.min) / (axis.max - axis.min) * plot().width()));
}

std::vector<ScoreTick> HistogramChart::ticks() const {
  return picture_.unit == SpreadPicture::Unit::kDuration ? durationTicks(picture_.axis) : scoreTicks(picture_.axis);
}

void HistogramChart::paintEvent(QPaintEvent*) {
  if (picture_.rows.empty()) return;
  QPainter painter(this);
  paintAxis(painter);
  for (int row = 0; row < rowsShown(); ++row) paintRow(painter, row);
  paintLeftOut(painter);
}

void HistogramChart::paintAxis(QPainter& painter) const {
  const QPalette theme = QGuiApplication::palette();
  const QFontMetrics metrics = fontMetrics();
  const QColor grid = blended(theme.color(QPalette::Text), theme.color(QPalette::Base), 0.12);
  const QRect area = plot();
  int free = 0;
  for (const ScoreTick& tick : ticks()) {
    const int at = x(tick.value);
    for (int row = 0; row < rowsShown(); ++row) {
      painter.fillRect(QRect(at, rowRect(row).top() + metrics.height(), 1, rowRect(row).height() - metrics.height()), grid);
    }
    const int wide = metrics.horizontalAdvance(tick.label);
    const int left = std::clamp(at - wide / 2, kSpaceSmall, std::max(width() - wide - kSpaceSmall, kSpaceSmall));
    if (left < free) continue;
    painter.setPen(muted());
    painter.drawText(QRect(left, area.bottom() + kSpaceTiny, wide + 1, metrics.height()), Qt::AlignLeft, tick.label);
    free = left + wide + kSpaceMedium;
  }
}

void HistogramChart::paintRow(QPainter& painter, int row) const {
  const SpreadRow& one = picture_.rows[static_cast<std::size_t>(row)];
  const QPalette theme = QGuiApplication::palette();
  const QRect area = rowRect(row);
  const QFontMetrics metrics = fontMetrics();
  const QRect swatch(area.left(), area.top() + (metrics.height() - kSwatchSize) / 2, kSwatchSize, kSwatchSize);
  painter.fillRect(swatch, versionBrush(one.version, theme));
  const QRect line(swatch.right() + kSpaceSmall, area.top(), area.right() - swatch.right() - kSpaceSmall, metrics.height());
  painter.setPen(theme.color(QPalette::Text));
  painter.drawText(line, Qt::AlignLeft | Qt::AlignVCenter,
                   metrics.elidedText(one.name + QStringLiteral("  ") + one.words, Qt::ElideRight, line.width()));
  const int room = area.height() - metrics.height() - kSpaceSmall;
  const QBrush brush = versionBrush(one.version, theme);
  for (std::size_t bar = 0; bar < one.histogram.counts.size(); ++bar) {
    if (one.histogram.counts[bar] == 0) continue;
    const int left = x(picture_.place(one.histogram.edges[bar]));
    const int wide = std::max(x(picture_.place(one.histogram.edges[bar + 1])) - left - 1, 1);
    // What is there is seen, however rare it is.
    const int high = std::max(static_cast<int>(std::lround(one.shareOf(one.histogram.counts[bar]) / picture_.highest * room)), 1);
    painter.fillRect(QRect(left, area.bottom() - high, wide, high), brush);
  }
  painter.fillRect(QRect(area.left(), area.bottom(), area.width(), 1), muted());
}

void HistogramChart::paintLeftOut(QPainter& painter) const {
  const int left_out = static_cast<int>(picture_.rows.size()) - rowsShown();
  if (left_out <= 0) return;
  const QString text = tr("+%1").arg(left_out);
  painter.setPen(muted());
  painter.drawText(rect().adjusted(0, 0, -kSpaceTiny, 0), Qt::AlignRight | Qt::AlignTop, text);
}

QString HistogramChart::toolTipAt(const QPoint& at) const {
  for (int row = 0; row < rowsShown(); ++row) {
    if (!rowRect(row).contains(at)) continue;
    const SpreadRow& one = picture_.rows[static_cast<std::size_t>(row)];
    for (std::size_t bar = 0; bar < one.histogram.counts.size(); ++bar) {
      const bool within =
          at.x() >= x(picture_.place(one.histogram.edges[bar])) && at.x() < x(picture_.place(one.histogram.edges[bar + 1]));
      if (within) return picture_.barText(one, bar);
    }
  }
  return picture_.summary();
}

bool HistogramChart::event(QEvent* event) {
  if (event->type() != QEvent::ToolTip) return QWidget::event(event);
  const auto* help = static_cast<QHelpEvent*>(event);
  QToolTip::showText(help->globalPos(), toolTipAt(help->pos()), this);
  return true;
}

}  // namespace hotswap::ui

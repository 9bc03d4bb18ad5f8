#include "ui/charts/receipt_chart.h"

#include <QGuiApplication>
#include <QPainter>
#include <algorithm>
#include <cmath>

#include "ui/theme/metrics.h"
#include "ui/theme/number_format.h"
#include "ui/theme/palette.h"
#include "ui/viewmodels/plain_tool_tip.h"

namespace hotswap::ui {
namespace {

constexpr double kShortestNs = 100;  ///< Where the logarithmic scale begins.
constexpr int kLargestRow = 14;
constexpr int kSmallestRow = 2;
constexpr int kMark = 3;
constexpr int kMostNamed = 8;  ///< Threads whose rows have to be high enough for their names.

QColor muted() { return QGuiApplication::palette().color(QPalette::PlaceholderText); }

/// The stretch of time that shows every change, the publication among them.
std::pair<double, double> reach(const std::vector<ThreadChange>& threads) {
  double low = 0;
  double high = 0;
  for (const ThreadChange& change : threads) {
    for (const auto& at : {change.last_on_old, change.first_on_new}) {
      if (!at) continue;
      low = std::min(low, static_cast<double>(*at));
      high = std::max(high, static_cast<double>(*at));
    }
  }
  return low < high ? std::pair(low, high) : std::pair(-kShortestNs, kShortestNs);
}

}  // namespace

ReceiptChart::ReceiptChart(QWidget* parent) : QWidget(parent) {
  setObjectName(QStringLiteral("receiptChart"));
  setAccessibleName(tr("Timeline of the swap"));
  setAutoFillBackground(true);
  setBackgroundRole(QPalette::Base);
}

void ReceiptChart::setTimeline(const ReceiptTimeline& timeline) {
  if (timeline == timeline_) return;
  timeline_ = timeline;
  setAccessibleDescription(timeline_.text);
  setToolTip(plainToolTip(timeline_.text));
  updateGeometry();
  update();
}

QSize ReceiptChart::sizeHint() const { return {360, 180}; }

QSize ReceiptChart::minimumSizeHint() const { return {220, std::max(contentHeight(), 60)}; }

/// In which no line lies above another: title, steps in two columns, their scale, threads below a line of their own, what became of
/// the old library.
int ReceiptChart::contentHeight() const {
  if (timeline_.steps.empty()) return 0;
  const int threads = static_cast<int>(timeline_.threads.size());
  const int lines = 3 + static_cast<int>(timeline_.steps.size() + 1) / 2 + (threads != 0 ? 1 : 0);
  const int plot = std::max(std::min(threads, kMostNamed) * kLargestRow, threads * kSmallestRow);
  return lines * fontMetrics().height() + plot + 5 * kSpaceSmall;
}

void ReceiptChart::paintEvent(QPaintEvent*) {
  QPainter painter(this);
  painter.setPen(QGuiApplication::palette().color(QPalette::Text));
  paintThreads(painter, paintSteps(painter, paintTitle(painter, kSpaceSmall)));
}

int ReceiptChart::paintTitle(QPainter& painter, int top) const {
  QFont bold = font();
  bold.setBold(true);
  painter.setFont(bold);
  const QRect line(kSpaceMedium, top, width() - 2 * kSpaceMedium, QFontMetrics(bold).height());
  painter.drawText(line, Qt::AlignLeft | Qt::AlignVCenter,
                   QFontMetrics(bold).elidedText(timeline_.title, Qt::ElideRight, line.width()));
  painter.setFont(font());
  return line.bottom() + kSpaceSmall;
}

// Two columns: eight steps have to fit beside a table.
int ReceiptChart::paintSteps(QPainter& painter, int top) const {
  const QPalette theme = QGuiApplication::palette();
  const QFontMetrics metrics = fontMetrics();
  const int row = metrics.height();
  const int names = metrics.horizontalAdvance(QStringLiteral("warm-up ")) + kSpaceSmall;
  const int figures = metrics.horizontalAdvance(QStringLiteral("99.9 ms")) + kSpaceSmall;
  const int half = (width() - 3 * kSpaceMedium) / 2;
  double longest = kShortestNs * 10;
  for (const SwapStep& step : timeline_.steps) longest = std::max(longest, static_cast<double>(step.ns));
  const std::size_t rows = (timeline_.steps.size() + 1) / 2;
  for (std::size_t i = 0; i < timeline_.steps.size(); ++i) {
    const SwapStep& step = timeline_.steps[i];
    const int left = kSpaceMedium + static_cast<int>(i / rows) * (half + kSpaceMedium);
    const int y = top + static_cast<int>(i % rows) * row;
    painter.drawText(QRect(left, y, names, row), Qt::AlignLeft | Qt::AlignVCenter, step.name);
    const double share = std::max(std::log(static_cast<double>(step.ns) / kShortestNs), 0.0) / std::log(longest / kShortestNs);
    const int room = std::max(half - names - figures, 0);
    const QRect bar(left + names, y + row / 4, std::max(static_cast<int>(room * share), kSpaceTiny), row / 2);
    painter.fillRect(bar, blended(theme.color(QPalette::Text), theme.color(QPalette::Base), 0.45));
    painter.drawText(QRect(left + half - figures, y, figures, row), Qt::AlignRight | Qt::AlignVCenter, step.text);
  }
  const QRect scale(kSpaceMedium, top + static_cast<int>(rows) * row, width() - 2 * kSpaceMedium, row);
  painter.setPen(muted());
  painter.drawText(scale, Qt::AlignLeft | Qt::AlignVCenter,
                   metrics.elidedText(tr("Lengths on a logarithmic scale from %1").arg(formatDuration(kShortestNs)),
                                      Qt::ElideRight, scale.width()));
  painter.setPen(theme.color(QPalette::Text));
  return scale.bottom() + kSpaceSmall;
}

void ReceiptChart::paintThreads(QPainter& painter, int top) const {
  const QPalette theme = QGuiApplication::palette();
  const QFontMetrics metrics = fontMetrics();
  const int foot = height() - metrics.height() - kSpaceTiny;
  painter.setPen(muted());
  const QRect last(kSpaceMedium, foot, width() - 2 * kSpaceMedium, metrics.height());
  painter.drawText(last, Qt::AlignLeft | Qt::AlignVCenter, timeline_.unload);
  if (timeline_.threads.empty()) return;
  const int count = static_cast<int>(timeline_.threads.size());
  const int rows_top = top + metrics.height();
  const int row = std::clamp((foot - rows_top - kSpaceSmall) / count, kSmallestRow, kLargestRow);
  const auto [low, high] = reach(timeline_.threads);
  const bool named = row >= metrics.height() * 3 / 4;
  const QString span = tr("Threads, %1 around the publication").arg(formatDuration(high - low));
  painter.drawText(QRect(kSpaceMedium, top, last.width(), metrics.height()), Qt::AlignLeft | Qt::AlignVCenter,
                   metrics.elidedText(span, Qt::ElideRight, last.width()));
  const int names = named ? metrics.horizontalAdvance(QStringLiteral("T%1").arg(count - 1)) + kSpaceSmall : 0;
  const QRect plot(kSpaceMedium + names, rows_top, last.width() - names, std::min(row * count, foot - rows_top - kSpaceTiny));
  const auto x = [&, low = low, high = high](double at) {
    return plot.left() + static_cast<int>((at - low) / (high - low) * (plot.width() - kMark));
  };
  for (int i = 0; named && i < count; ++i) {
    painter.drawText(QRect(kSpaceMedium, plot.top() + i * row, names, row), Qt::AlignLeft | Qt::AlignVCenter,
                     QStringLiteral("T%1").arg(i));
  }
  painter.setClipRect(plot);
  for (int i = 0; i < count; ++i) {
    const ThreadChange& change = timeline_.threads[static_cast<std::size_t>(i)];
    const int y = plot.top() + i * row;
    const int thick = std::max(row - kSpaceTiny, 1);
    if (change.last_on_old) {
      painter.fillRect(QRect(plot.left(), y, x(double(*change.last_on_old)) + kMark - plot.left(), thick),
                       versionBrush(timeline_.from, theme));
    }
    if (change.first_on_new) {
      const int from = x(double(*change.first_on_new));
      painter.fillRect(QRect(from, y, plot.right() + 1 - from, thick), versionBrush(timeline_.to, theme));
    }
  }
  painter.setPen(QPen(theme.color(QPalette::Text), 1, Qt::DashLine));
  painter.drawLine(x(0), plot.top(), x(0), plot.bottom());
}

}  // namespace hotswap::ui

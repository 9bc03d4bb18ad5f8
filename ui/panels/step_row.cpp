#include "ui/panels/step_row.h"

#include <QGuiApplication>
#include <QHelpEvent>
#include <QPainter>
#include <QToolTip>

#include "ui/theme/metrics.h"
#include "ui/theme/palette.h"
#include "ui/viewmodels/plain_tool_tip.h"

namespace hotswap::ui {
namespace {

constexpr double kDone = 0.24;
constexpr double kProgress = 0.3;
constexpr double kOutline = 0.3;
constexpr int kMargin = 6;  ///< Left and right of a share together.

QString withSign(const StepCell& cell) {
  if (cell.state == StepState::kDone) return QStringLiteral("✓ ") + cell.share;
  return cell.state == StepState::kEnded ? QStringLiteral("✕ ") + cell.share : cell.share;
}

QColor groundOf(const StepCell& cell, const QPalette& theme) {
  const QColor ground = theme.color(QPalette::Window);
  const bool dark = isDark(theme);
  if (cell.state == StepState::kDone) return blended(passedColor(dark), ground, kDone);
  return cell.state == StepState::kEnded ? blended(levelColor(EventLevel::kError, dark), ground, kDone) : ground;
}

}  // namespace

StepRow::StepRow(QWidget* parent) : QWidget(parent) {
  setObjectName(QStringLiteral("rolloutSteps"));
  setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

void StepRow::setSteps(const std::vector<StepCell>& steps) {
  if (steps == steps_) return;
  steps_ = steps;
  QStringList told;
  for (const StepCell& step : steps_) told << step.tool_tip;
  setAccessibleName(tr("Steps of the rollout"));
  setAccessibleDescription(told.join(QStringLiteral("; ")));
  updateGeometry();
  update();
}

QSize StepRow::sizeHint() const { return {160, fontMetrics().height() + 2 * kSpaceSmall}; }

QSize StepRow::minimumSizeHint() const { return {1, sizeHint().height()}; }

QRect StepRow::boxOf(std::size_t step) const {
  const int count = static_cast<int>(steps_.size());
  const int index = static_cast<int>(step);
  const int room = width() + kSpaceTiny;
  const int left = room * index / count;
  return {left, 0, room * (index + 1) / count - left - kSpaceTiny, height()};
}

void StepRow::paintBox(QPainter& painter, const StepCell& cell, const QRect& box) const {
  const QPalette theme = QGuiApplication::palette();
  const QColor ground = theme.color(QPalette::Window);
  const QColor text = theme.color(QPalette::WindowText);
  const QColor accent = theme.color(QPalette::Active, QPalette::Highlight);
  const bool later = cell.state == StepState::kToCome || cell.state == StepState::kNotReached;
  painter.fillRect(box, groundOf(cell, theme));
  if (cell.state == StepState::kPresent) {
    painter.fillRect(QRect(box.left(), box.top(), static_cast<int>(box.width() * cell.fraction), box.height()),
                     blended(accent, ground, kProgress));
  }
  QPen line(cell.state == StepState::kPresent ? accent : blended(text, ground, kOutline));
  if (later) line.setStyle(Qt::DotLine);
  painter.setPen(line);
  painter.drawRect(box.adjusted(0, 0, -1, -1));
  if (cell.state == StepState::kPresent) painter.drawRect(box.adjusted(1, 1, -2, -2));
  QFont font = this->font();
  font.setBold(cell.state == StepState::kPresent);
  font.setStrikeOut(cell.state == StepState::kNotReached);
  painter.setFont(font);
  painter.setPen(later ? theme.color(QPalette::Disabled, QPalette::WindowText) : text);
  const QFontMetrics metrics(font);
  // A narrow box tells it by its ground alone; the share says most.
  const QString signed_share = withSign(cell);
  const bool fits = metrics.horizontalAdvance(signed_share) <= box.width() - kMargin;
  painter.drawText(box, Qt::AlignCenter, metrics.elidedText(fits ? signed_share : cell.share, Qt::ElideRight, box.width() - 2));
}

void StepRow::paintEvent(QPaintEvent*) {
  QPainter painter(this);
  for (std::size_t step = 0; step < steps_.size(); ++step) paintBox(painter, steps_[step], boxOf(step));
}

bool StepRow::event(QEvent* event) {
  if (event->type() != QEvent::ToolTip) return QWidget::event(event);
  const auto* help = static_cast<QHelpEvent*>(event);
  for (std::size_t step = 0; step < steps_.size(); ++step) {
    if (!boxOf(step).contains(help->pos())) continue;
    QToolTip::showText(help->globalPos(), plainToolTip(steps_[step].tool_tip), this);
    return true;
  }
  QToolTip::hideText();
  return true;
}

}  // namespace hotswap::ui

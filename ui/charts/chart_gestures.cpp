#include "ui/charts/chart_gestures.h"

#include <QApplication>
#include <QGraphicsView>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QWheelEvent>
#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

#include "ui/viewmodels/timeline_view_model.h"

namespace hotswap::ui {
namespace {

constexpr double kZoomPerNotch = 0.8;
constexpr double kNotch = 120;     ///< Of a wheel, as Qt counts it.
constexpr int kPansPerWindow = 8;  ///< Steps of a key or a notch from one edge to the other.
constexpr std::int64_t kToTheEnd = std::numeric_limits<std::int64_t>::max() / 2;

bool pans(const QMouseEvent& event) {
  return event.button() == Qt::MiddleButton || (event.button() == Qt::LeftButton && event.modifiers() == Qt::ShiftModifier);
}

}  // namespace

std::int64_t TimePlot::timeAt(int x) const {
  const double share = (x - area.left()) / static_cast<double>(std::max(area.width(), 1));
  return window.from_ns + std::llround(share * static_cast<double>(window.length()));
}

int TimePlot::xOf(std::int64_t at_ns) const {
  const double share =
      static_cast<double>(at_ns - window.from_ns) / static_cast<double>(std::max<std::int64_t>(window.length(), 1));
  return area.left() + qRound(std::clamp(share, 0.0, 1.0) * area.width());
}

ChartGestures::ChartGestures(QGraphicsView& chart, std::function<TimePlot()> plot)
    : QObject(&chart), chart_(chart), plot_(std::move(plot)) {
  chart.setFocusPolicy(Qt::StrongFocus);
  chart.viewport()->setMouseTracking(true);
  chart.installEventFilter(this);
  chart.viewport()->installEventFilter(this);
}

void ChartGestures::steer(TimelineViewModel& model) const {
  connect(this, &ChartGestures::zoomed, &model, &TimelineViewModel::zoom);
  connect(this, &ChartGestures::keyZoomed, &model, &TimelineViewModel::zoomAtCursor);
  connect(this, &ChartGestures::panned, &model, &TimelineViewModel::pan);
  connect(this, &ChartGestures::chosen, &model, &TimelineViewModel::choose);
  connect(this, &ChartGestures::cursorMoved, &model, &TimelineViewModel::setCursor);
  connect(this, &ChartGestures::cursorStepped, &model, &TimelineViewModel::stepCursor);
}

std::optional<QRect> ChartGestures::band() const {
  if (drag_ != Drag::kBand) return std::nullopt;
  const TimePlot plot = plot_();
  const int one = plot.xOf(anchor_ns_);
  const int other = std::clamp(pointer_.x(), plot.area.left(), plot.area.right());
  return QRect(QPoint(std::min(one, other), plot.area.top()), QPoint(std::max(one, other), plot.area.bottom()));
}

bool ChartGestures::eventFilter(QObject* watched, QEvent* event) {
  if (watched == &chart_) return onKeys(*event);
  return watched == chart_.viewport() && onViewport(*event);
}

bool ChartGestures::onViewport(QEvent& event) {
  switch (event.type()) {
    case QEvent::MouseButtonPress: return press(static_cast<QMouseEvent&>(event));
    case QEvent::MouseMove: move(static_cast<QMouseEvent&>(event)); return true;
    case QEvent::MouseButtonRelease: return release(static_cast<QMouseEvent&>(event));
    case QEvent::MouseButtonDblClick: return true;  // Its first click has done all.
    case QEvent::Wheel: return wheel(static_cast<QWheelEvent&>(event));
    case QEvent::Leave:
      Q_EMIT hovered(std::nullopt);
      Q_EMIT cursorMoved(std::nullopt);
      return false;
    default: return false;
  }
}

bool ChartGestures::press(const QMouseEvent& event) {
  if (event.button() != Qt::LeftButton && event.button() != Qt::MiddleButton) return true;
  chart_.setFocus(Qt::MouseFocusReason);
  pressed_at_ = pointer_ = event.position().toPoint();
  anchor_ns_ = plot_().timeAt(pressed_at_.x());
  drag_ = pans(event) ? Drag::kPan : Drag::kPressed;
  if (drag_ == Drag::kPan) chart_.viewport()->setCursor(Qt::ClosedHandCursor);
  return true;
}

void ChartGestures::move(const QMouseEvent& event) {
  pointer_ = event.position().toPoint();
  if (drag_ == Drag::kPressed && std::abs(pointer_.x() - pressed_at_.x()) >= QApplication::startDragDistance()) {
    drag_ = Drag::kBand;
  }
  if (drag_ == Drag::kPan) Q_EMIT panned(anchor_ns_ - plot_().timeAt(pointer_.x()));
  if (drag_ == Drag::kBand) Q_EMIT bandChanged();
  hover(pointer_);
}

void ChartGestures::hover(QPoint at) {
  const TimePlot plot = plot_();
  Q_EMIT hovered(at);
  const bool inside = plot.area.contains(at);
  const auto before_end = std::chrono::nanoseconds(plot.window.to_ns - plot.timeAt(at.x()));
  Q_EMIT cursorMoved(inside ? std::optional(before_end) : std::nullopt);
}

bool ChartGestures::release(const QMouseEvent& event) {
  pointer_ = event.position().toPoint();
  const Drag before = drag_;
  const auto ends = band();
  endDrag();
  if (before == Drag::kPressed) Q_EMIT clicked(pointer_);
  if (before == Drag::kBand && ends) {
    const TimePlot plot = plot_();
    Q_EMIT chosen(plot.timeAt(ends->left()), plot.timeAt(ends->right()));
    hover(pointer_);
  }
  return true;
}

void ChartGestures::endDrag() {
  drag_ = Drag::kNone;
  chart_.viewport()->unsetCursor();
  Q_EMIT bandChanged();
}

bool ChartGestures::wheel(const QWheelEvent& event) {
  const TimePlot plot = plot_();
  const QPoint turned = event.angleDelta();
  if (std::abs(turned.x()) > std::abs(turned.y())) {
    Q_EMIT panned(-std::llround(static_cast<double>(plot.window.length()) * turned.x() / kNotch / kPansPerWindow));
  } else if (turned.y() != 0) {
    Q_EMIT zoomed(std::pow(kZoomPerNotch, turned.y() / kNotch), plot.timeAt(event.position().toPoint().x()));
  }
  hover(event.position().toPoint());  // What is under the pointer is another moment now.
  return true;
}

bool ChartGestures::onKeys(QEvent& event) {
  if (event.type() == QEvent::ShortcutOverride) {
    // Before the window's Esc: a rubber band is nearer than what the key means elsewhere.
    const bool gives_up = drag_ == Drag::kBand && static_cast<QKeyEvent&>(event).key() == Qt::Key_Escape;
    if (gives_up) event.accept();
    return gives_up;
  }
  if (event.type() != QEvent::KeyPress || !key(static_cast<QKeyEvent&>(event))) return false;
  event.accept();
  return true;
}

bool ChartGestures::key(const QKeyEvent& event) {
  const bool with_ctrl = event.modifiers().testFlag(Qt::ControlModifier);
  switch (event.key()) {
    case Qt::Key_Plus:
    case Qt::Key_Equal: Q_EMIT keyZoomed(kZoomPerNotch); return true;
    case Qt::Key_Minus: Q_EMIT keyZoomed(1 / kZoomPerNotch); return true;
    case Qt::Key_Left: step(with_ctrl, -1); return true;
    case Qt::Key_Right: step(with_ctrl, 1); return true;
    case Qt::Key_Home: Q_EMIT panned(-kToTheEnd); return true;
    case Qt::Key_End: Q_EMIT panned(kToTheEnd); return true;
    case Qt::Key_Return:
    case Qt::Key_Enter:
      if (with_ctrl) return false;
      Q_EMIT confirmed();
      return true;
    case Qt::Key_Escape:
      if (drag_ == Drag::kBand) {
        endDrag();
        return true;
      }
      Q_EMIT cursorMoved(std::nullopt);
      return false;
    default: return false;
  }
}

void ChartGestures::step(bool cursor, int direction) {
  if (cursor) {
    Q_EMIT cursorStepped(direction);
  } else {
    Q_EMIT panned(direction * (plot_().window.length() / kPansPerWindow));
  }
}

}  // namespace hotswap::ui

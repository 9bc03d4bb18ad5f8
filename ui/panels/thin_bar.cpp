#include "ui/panels/thin_bar.h"

#include <QPainter>
#include <QTimerEvent>

#include "ui/theme/palette.h"

namespace hotswap::ui {
namespace {

constexpr int kHeight = 6;
constexpr double kGroove = 0.16;  ///< Of the text's colour in the part that is not filled.
constexpr double kPiece = 0.3;    ///< Of the width, for the piece that wanders.
constexpr int kFrameMs = 50;
constexpr int kRoundMs = 1600;

}  // namespace

ThinBar::ThinBar(QWidget* parent) : QProgressBar(parent) {
  setTextVisible(false);
  setFixedHeight(kHeight);
  wandering_.start();
}

QRectF ThinBar::filledPart() const {
  const QRectF whole = rect();
  if (!isBusy()) {
    const double share = static_cast<double>(std::max(value(), minimum()) - minimum()) / (maximum() - minimum());
    return {whole.left(), whole.top(), whole.width() * share, whole.height()};
  }
  const double phase = static_cast<double>(wandering_.elapsed() % kRoundMs) / kRoundMs;
  const double piece = whole.width() * kPiece;
  return QRectF(whole.left() + phase * (whole.width() + piece) - piece, whole.top(), piece, whole.height()).intersected(whole);
}

void ThinBar::paintEvent(QPaintEvent*) {
  QPainter painter(this);
  const QColor ground = palette().color(QPalette::Window);
  painter.fillRect(rect(), blended(palette().color(QPalette::WindowText), ground, kGroove));
  painter.fillRect(filledPart(), palette().color(QPalette::Active, QPalette::Highlight));
  if (isBusy() && !frames_.isActive()) frames_.start(kFrameMs, this);
  if (!isBusy()) frames_.stop();
}

void ThinBar::timerEvent(QTimerEvent* event) {
  if (event->timerId() == frames_.timerId()) {
    update();
  } else {
    QProgressBar::timerEvent(event);
  }
}

void ThinBar::hideEvent(QHideEvent* event) {
  frames_.stop();
  QProgressBar::hideEvent(event);
}

}  // namespace hotswap::ui

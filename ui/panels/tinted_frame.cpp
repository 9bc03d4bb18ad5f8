#include "ui/panels/tinted_frame.h"

#include <QEvent>
#include <QGuiApplication>
#include <utility>

#include "ui/theme/palette.h"

namespace hotswap::ui {
namespace {

constexpr double kTint = 0.14;

}  // namespace

TintedFrame::TintedFrame(QWidget* parent) : QFrame(parent) { setAutoFillBackground(true); }

void TintedFrame::setTint(Tone tone) {
  tone_ = std::move(tone);
  applyTint();
}

void TintedFrame::changeEvent(QEvent* event) {
  QFrame::changeEvent(event);
  if (event->type() == QEvent::PaletteChange) applyTint();
}

// Only the ground is set, so that the rest is inherited and a change of theme arrives here.
void TintedFrame::applyTint() {
  if (!tone_) return;
  const QPalette theme = QGuiApplication::palette();
  const QColor ground = blended(tone_(theme), theme.color(QPalette::Base), kTint);
  if (palette().color(QPalette::Window) == ground) return;  // Setting it is a change of the palette again.
  QPalette tinted;
  tinted.setColor(QPalette::Window, ground);
  setPalette(tinted);
}

}  // namespace hotswap::ui

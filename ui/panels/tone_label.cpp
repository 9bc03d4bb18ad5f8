#include "ui/panels/tone_label.h"

#include <QEvent>
#include <QGuiApplication>
#include <utility>

namespace hotswap::ui {

Tone mutedTone() {
  return [](const QPalette& palette) { return palette.color(QPalette::Disabled, QPalette::WindowText); };
}

ToneLabel::ToneLabel(QWidget* parent) : QLabel(parent) { setTextFormat(Qt::PlainText); }

void ToneLabel::setTone(Tone tone) {
  tone_ = std::move(tone);
  applyTone();
}

void ToneLabel::changeEvent(QEvent* event) {
  QLabel::changeEvent(event);
  if (event->type() == QEvent::PaletteChange) applyTone();
}

// Only the text is set, so that the rest is inherited and a change of theme arrives here.
void ToneLabel::applyTone() {
  if (!tone_) return;
  const QColor wanted = tone_(QGuiApplication::palette());
  if (palette().color(QPalette::WindowText) == wanted) return;  // Setting it is a change of the palette again.
  QPalette toned;
  toned.setColor(QPalette::WindowText, wanted);
  toned.setColor(QPalette::Text, wanted);  // Of a label on a base ground.
  setPalette(toned);
}

}  // namespace hotswap::ui

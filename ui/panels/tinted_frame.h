#ifndef HOTSWAP_UI_PANELS_TINTED_FRAME_H_
#define HOTSWAP_UI_PANELS_TINTED_FRAME_H_

#include <QFrame>

#include "ui/panels/tone_label.h"

namespace hotswap::ui {

/// A frame whose ground has a trace of a tone: seen at once, and text on it stays readable.
class TintedFrame : public QFrame {
  Q_OBJECT

 public:
  explicit TintedFrame(QWidget* parent = nullptr);

  void setTint(Tone tone);

 protected:
  void changeEvent(QEvent* event) override;

 private:
  void applyTint();

  Tone tone_;
};

}  // namespace hotswap::ui

#endif  // HOTSWAP_UI_PANELS_TINTED_FRAME_H_

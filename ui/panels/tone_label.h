#ifndef HOTSWAP_UI_PANELS_TONE_LABEL_H_
#define HOTSWAP_UI_PANELS_TONE_LABEL_H_

#include <QLabel>
#include <functional>

namespace hotswap::ui {

/// A colour that means something, for a palette: each theme has its own shade of it.
using Tone = std::function<QColor(const QPalette&)>;

/// The tone of text that says less than its neighbours.
Tone mutedTone();

/// Plain text in a colour that means something, in every theme. The word says it, too: colour alone never does.
class ToneLabel : public QLabel {
  Q_OBJECT

 public:
  explicit ToneLabel(QWidget* parent = nullptr);

  void setTone(Tone tone);

 protected:
  void changeEvent(QEvent* event) override;

 private:
  void applyTone();

  Tone tone_;
};

}  // namespace hotswap::ui

#endif  // HOTSWAP_UI_PANELS_TONE_LABEL_H_

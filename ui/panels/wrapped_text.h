#ifndef HOTSWAP_UI_PANELS_WRAPPED_TEXT_H_
#define HOTSWAP_UI_PANELS_WRAPPED_TEXT_H_

#include <QPlainTextEdit>

namespace hotswap::ui {

/// A text to read and copy, as high as its lines are, or two of them where there is little room; the rest is scrolled. Unlike a label it breaks a word that is longer than a line, so a long path
/// never asks for a wider window.
class WrappedText : public QPlainTextEdit {
  Q_OBJECT

 public:
  explicit WrappedText(QWidget* parent = nullptr);

  void setText(const QString& text);

  QSize sizeHint() const override;
  QSize minimumSizeHint() const override;

 protected:
  void resizeEvent(QResizeEvent* event) override;

 private:
  void fitHeight();
  int heightOf(int lines) const;

  int lines_ = 1;
};

}  // namespace hotswap::ui

#endif  // HOTSWAP_UI_PANELS_WRAPPED_TEXT_H_

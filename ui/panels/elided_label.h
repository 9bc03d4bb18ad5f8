#ifndef HOTSWAP_UI_PANELS_ELIDED_LABEL_H_
#define HOTSWAP_UI_PANELS_ELIDED_LABEL_H_

#include <QLabel>

namespace hotswap::ui {

/// A line of plain text that gives up its middle where there is no room for all of it; text() stays whole.
class ElidedLabel : public QLabel {
  Q_OBJECT

 public:
  explicit ElidedLabel(QWidget* parent = nullptr);

  QString shownText() const;
  QSize minimumSizeHint() const override;

 protected:
  void paintEvent(QPaintEvent* event) override;
};

}  // namespace hotswap::ui

#endif  // HOTSWAP_UI_PANELS_ELIDED_LABEL_H_

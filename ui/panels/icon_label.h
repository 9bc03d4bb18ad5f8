#ifndef HOTSWAP_UI_PANELS_ICON_LABEL_H_
#define HOTSWAP_UI_PANELS_ICON_LABEL_H_

#include <QWidget>

#include "ui/theme/icons.h"

namespace hotswap::ui {

/// An icon in a layout, drawn when it is painted: a change of the theme reaches it by itself.
class IconLabel : public QWidget {
  Q_OBJECT

 public:
  explicit IconLabel(Icon which, QWidget* parent = nullptr);

  void setIcon(Icon which);
  QSize sizeHint() const override;

 protected:
  void paintEvent(QPaintEvent* event) override;

 private:
  QIcon icon_;
};

}  // namespace hotswap::ui

#endif  // HOTSWAP_UI_PANELS_ICON_LABEL_H_

#ifndef HOTSWAP_UI_SHELL_WINDOW_STYLE_H_
#define HOTSWAP_UI_SHELL_WINDOW_STYLE_H_

#include <QProxyStyle>

namespace hotswap::ui {

/// Fusion with quiet bars (it draws a bright line around each, which glares in a dark theme), an arrow that is seen where a tool
/// bar has no room for all, and tables whose columns keep a distance.
class WindowStyle : public QProxyStyle {
  Q_OBJECT

 public:
  WindowStyle();

  void drawControl(ControlElement element, const QStyleOption* option, QPainter* painter, const QWidget* widget) const override;
  QIcon standardIcon(StandardPixmap which, const QStyleOption* option, const QWidget* widget) const override;
  int pixelMetric(PixelMetric metric, const QStyleOption* option, const QWidget* widget) const override;
};

}  // namespace hotswap::ui

#endif  // HOTSWAP_UI_SHELL_WINDOW_STYLE_H_

#ifndef HOTSWAP_UI_SHELL_CHART_PICTURE_H_
#define HOTSWAP_UI_SHELL_CHART_PICTURE_H_

#include <QByteArray>
#include <QString>
#include <QWidget>

namespace hotswap::ui {

/// What a chart shows, with the resolution of the screen.
QByteArray pngOf(QWidget& chart);

/// What a chart shows, in lines and letters that can be scaled; the axes of the live charts are a picture in it.
QByteArray svgOf(QWidget& chart, const QString& title);

}  // namespace hotswap::ui

#endif  // HOTSWAP_UI_SHELL_CHART_PICTURE_H_

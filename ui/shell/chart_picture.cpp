#include "ui/shell/chart_picture.h"

#include <QBuffer>
#include <QPainter>
#include <QPixmap>
#include <QSvgGenerator>

namespace hotswap::ui {

QByteArray pngOf(QWidget& chart) {
  QByteArray bytes;
  QBuffer buffer(&bytes);
  buffer.open(QIODevice::WriteOnly);
  chart.grab().save(&buffer, "PNG");
  return bytes;
}

QByteArray svgOf(QWidget& chart, const QString& title) {
  QByteArray bytes;
  QBuffer buffer(&bytes);
  buffer.open(QIODevice::WriteOnly);
  QSvgGenerator svg;
  svg.setOutputDevice(&buffer);
  svg.setSize(chart.size());
  svg.setViewBox(chart.rect());
  svg.setResolution(chart.logicalDpiX());  // Else letters are as large as the default of 72 dots an inch makes them.
  svg.setTitle(title);
  QPainter painter(&svg);
  chart.render(&painter);
  painter.end();
  return bytes;
}

}  // namespace hotswap::ui

#include "ui/shell/window_style.h"

#include <QGuiApplication>
#include <QPainter>
#include <QStyleOption>
#include <QTableView>

#include "ui/theme/icons.h"
#include "ui/theme/palette.h"

namespace hotswap::ui {
namespace {

constexpr double kLineOpacity = 0.16;

/// Left and right of a text in a table: a column of figures and one of words that follows must not touch.
constexpr int kColumnMargin = 6;

/// The label of a column with more room left and right. Not by PM_HeaderMargin: that is the margin above and below as well, and
/// the rows' least height.
QStyleOptionHeaderV2 insetLabel(const QStyleOptionHeader& header, int by) {
  QStyleOptionHeaderV2 inset;
  if (const auto* newer = qstyleoption_cast<const QStyleOptionHeaderV2*>(&header)) {
    inset = *newer;
  } else {
    inset.QStyleOptionHeader::operator=(header);
  }
  inset.rect.adjust(by, 0, -by, 0);
  return inset;
}

}  // namespace

WindowStyle::WindowStyle() : QProxyStyle(QStringLiteral("Fusion")) {}

void WindowStyle::drawControl(ControlElement element, const QStyleOption* option, QPainter* painter,
                              const QWidget* widget) const {
  const auto* header = element == CE_HeaderLabel ? qstyleoption_cast<const QStyleOptionHeader*>(option) : nullptr;
  if (header != nullptr && header->orientation == Qt::Horizontal) {
    const QStyleOptionHeaderV2 inset = insetLabel(*header, kColumnMargin - pixelMetric(PM_HeaderMargin, option, widget));
    QProxyStyle::drawControl(element, &inset, painter, widget);
    return;
  }
  if (element != CE_ToolBar && element != CE_MenuBarEmptyArea) {
    QProxyStyle::drawControl(element, option, painter, widget);
    return;
  }
  const QColor ground = option->palette.color(QPalette::Window);
  painter->fillRect(option->rect, ground);
  if (element == CE_MenuBarEmptyArea) return;
  const QRect line(option->rect.left(), option->rect.bottom(), option->rect.width(), 1);
  painter->fillRect(line, blended(option->palette.color(QPalette::WindowText), ground, kLineOpacity));
}

// Fusion's own arrow is nearly black in every theme.
QIcon WindowStyle::standardIcon(StandardPixmap which, const QStyleOption* option, const QWidget* widget) const {
  if (which == SP_ToolBarHorizontalExtensionButton) return icon(Icon::kMore, QGuiApplication::palette());
  return QProxyStyle::standardIcon(which, option, widget);
}

int WindowStyle::pixelMetric(PixelMetric metric, const QStyleOption* option, const QWidget* widget) const {
  const bool cell = metric == PM_FocusFrameHMargin && qobject_cast<const QTableView*>(widget) != nullptr;
  return cell ? kColumnMargin - 1 : QProxyStyle::pixelMetric(metric, option, widget);  // Qt adds a pixel to it.
}

}  // namespace hotswap::ui

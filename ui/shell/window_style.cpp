#include "ui/shell/window_style.h"

#include <QPainter>
#include <QStyleOption>

#include "ui/theme/palette.h"

namespace hotswap::ui {
namespace {

constexpr double kLineOpacity = 0.16;

}  // namespace

WindowStyle::WindowStyle() : QProxyStyle(QStringLiteral("Fusion")) {}

void WindowStyle::drawControl(ControlElement element, const QStyleOption* option, QPainter* painter,
                              const QWidget* widget) const {
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

}  // namespace hotswap::ui

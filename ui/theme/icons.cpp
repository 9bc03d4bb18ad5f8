#include "ui/theme/icons.h"

#include <QGuiApplication>
#include <QIconEngine>
#include <QPainter>
#include <optional>

#include "ui/theme/icon_shapes.h"
#include "ui/theme/palette.h"

namespace hotswap::ui {
namespace {

constexpr double kGrid = 16;
constexpr double kPenWidth = 1.6;

/// Of an icon that has a meaning of its own; the others take the text's.
std::optional<QColor> ownColor(Icon which, bool dark) {
  switch (which) {
    case Icon::kError: return levelColor(EventLevel::kError, dark);
    case Icon::kWarning: return levelColor(EventLevel::kWarning, dark);
    case Icon::kInfo: return levelColor(EventLevel::kInfo, dark);
    case Icon::kPassed: return passedColor(dark);
    default: return std::nullopt;
  }
}

/// Paints into any rectangle. QIcon keeps no pixmaps of an engine like this, so each paint sees the present palette.
class PaintedIconEngine : public QIconEngine {
 public:
  QPixmap pixmap(const QSize& size, QIcon::Mode mode, QIcon::State state) override {
    QPixmap pixmap(size);
    pixmap.fill(Qt::transparent);
    QPainter painter(&pixmap);
    paint(&painter, QRect(QPoint(0, 0), size), mode, state);
    return pixmap;
  }
};

class ShapeIconEngine final : public PaintedIconEngine {
 public:
  ShapeIconEngine(Icon which, std::optional<QPalette> own_palette)
      : which_(which), shape_(iconShape(which)), own_palette_(std::move(own_palette)) {}

  QIconEngine* clone() const override { return new ShapeIconEngine(which_, own_palette_); }

  void paint(QPainter* painter, const QRect& rect, QIcon::Mode mode, QIcon::State) override {
    const QPalette palette = own_palette_.value_or(QGuiApplication::palette());
    const QColor color = colorFor(palette, mode);
    const double scale = std::min(rect.width(), rect.height()) / kGrid;
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->translate(QRectF(rect).center() - QPointF(kGrid, kGrid) * scale / 2);
    painter->scale(scale, scale);
    painter->fillPath(shape_.filled, color);
    painter->strokePath(shape_.stroked, QPen(color, kPenWidth, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    painter->strokePath(shape_.cut, QPen(palette.color(QPalette::Base), kPenWidth, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    painter->restore();
  }

 private:
  QColor colorFor(const QPalette& palette, QIcon::Mode mode) const {
    if (mode == QIcon::Disabled) return palette.color(QPalette::Disabled, QPalette::ButtonText);
    if (const auto own = ownColor(which_, isDark(palette))) return *own;
    if (which_ == Icon::kNotReached) return palette.color(QPalette::Disabled, QPalette::Text);
    if (mode == QIcon::Selected) return palette.color(QPalette::HighlightedText);
    return palette.color(QPalette::Active, QPalette::ButtonText);
  }

  const Icon which_;
  const IconShape shape_;
  const std::optional<QPalette> own_palette_;
};

class VersionIconEngine final : public PaintedIconEngine {
 public:
  explicit VersionIconEngine(std::uint32_t version) : version_(version) {}

  QIconEngine* clone() const override { return new VersionIconEngine(version_); }

  void paint(QPainter* painter, const QRect& rect, QIcon::Mode, QIcon::State) override {
    const QPalette palette = QGuiApplication::palette();
    const int side = std::min(rect.width(), rect.height()) * 5 / 8;
    QRect square(0, 0, side, side);
    square.moveCenter(rect.center());
    painter->fillRect(square, versionBrush(version_, palette));
  }

 private:
  const std::uint32_t version_;
};

}  // namespace

QIcon icon(Icon which, const QPalette& palette) {
  const bool follows = palette == QGuiApplication::palette();
  return QIcon(new ShapeIconEngine(which, follows ? std::nullopt : std::optional<QPalette>(palette)));
}

QIcon versionIcon(std::uint32_t version) { return QIcon(new VersionIconEngine(version)); }

}  // namespace hotswap::ui

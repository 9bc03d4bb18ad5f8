#include "ui/theme/palette.h"

#include <QCoreApplication>
#include <QPainter>
#include <QPixmap>
#include <array>
#include <cmath>

namespace hotswap::ui {
namespace {

// Okabe-Ito with the yellow and black replaced where they vanish, and the pink darker on light ground: contrast to white at least 3.2,
// to every second row of a table 3.0, to #1E1E1E 4.3.
constexpr std::array<QRgb, 6> kLight = {0xff0072b2, 0xffd55e00, 0xff009e73, 0xffc872a2, 0xff000000, 0xff7a3e00};
constexpr std::array<QRgb, 6> kDark = {0xff56b4e9, 0xffd55e00, 0xff009e73, 0xffcc79a7, 0xfff0e442, 0xffffffff};

constexpr std::array<Qt::BrushStyle, 5> kPatterns = {Qt::SolidPattern, Qt::BDiagPattern, Qt::FDiagPattern, Qt::DiagCrossPattern,
                                                     Qt::HorPattern};
constexpr std::array<Qt::PenStyle, 5> kDashes = {Qt::SolidLine, Qt::DashLine, Qt::DotLine, Qt::DashDotLine, Qt::DashDotDotLine};

constexpr double kEqualContrast = 0.179;  ///< The luminance at which black and white read equally well.

double linear(double channel) { return channel <= 0.04045 ? channel / 12.92 : std::pow((channel + 0.055) / 1.055, 2.4); }

int mixed(int over, int under, double opacity) { return qRound(over * opacity + under * (1 - opacity)); }

}  // namespace

bool isDark(const QPalette& palette) {
  return palette.color(QPalette::Text).lightness() > palette.color(QPalette::Base).lightness();
}

QColor versionColor(std::uint32_t version, bool dark) {
  if (version == 0) return QColor::fromRgb(dark ? 0xff9a9a9a : 0xff767676);
  const auto& colors = dark ? kDark : kLight;
  return QColor::fromRgb(colors[(version - 1) % colors.size()]);
}

Qt::BrushStyle versionPattern(std::uint32_t version) {
  if (version == 0) return Qt::SolidPattern;
  return kPatterns[(version - 1) / kLight.size() % kPatterns.size()];
}

QBrush versionBrush(std::uint32_t version, const QPalette& palette, double strength) {
  const QColor base = palette.color(QPalette::Base);
  const QColor color = blended(versionColor(version, isDark(palette)), base, strength);
  if (versionPattern(version) == Qt::SolidPattern) return color;
  // Qt's patterns are 8 pixels wide and high; painted into a tile they get a colour of their own under them.
  QPixmap tile(8, 8);
  tile.fill(color);
  QPainter painter(&tile);
  painter.fillRect(tile.rect(), QBrush(base, versionPattern(version)));
  return tile;
}

Qt::PenStyle versionDash(std::uint32_t version) {
  if (version == 0) return Qt::SolidLine;
  return kDashes[(version - 1) % kDashes.size()];
}

QString versionLabel(std::uint32_t version) {
  if (version == 0) return QStringLiteral("–");
  return QCoreApplication::translate("hotswap::ui", "v%1", "a version's number").arg(version);
}

QColor levelColor(EventLevel level, bool dark) {
  switch (level) {
    case EventLevel::kInfo: return QColor::fromRgb(dark ? 0xff7cc4ff : 0xff005a9c);
    case EventLevel::kWarning: return QColor::fromRgb(dark ? 0xffffc857 : 0xff7d5200);
    case EventLevel::kError: return QColor::fromRgb(dark ? 0xffff8a80 : 0xffb3261e);
  }
  return {};
}

QColor passedColor(bool dark) { return QColor::fromRgb(dark ? 0xff7fd69a : 0xff186636); }

QColor textOn(const QColor& ground) {
  const double luminance = 0.2126 * linear(ground.redF()) + 0.7152 * linear(ground.greenF()) + 0.0722 * linear(ground.blueF());
  return luminance > kEqualContrast ? QColor(Qt::black) : QColor(Qt::white);
}

QColor blended(const QColor& over, const QColor& under, double opacity) {
  return QColor(mixed(over.red(), under.red(), opacity), mixed(over.green(), under.green(), opacity),
                mixed(over.blue(), under.blue(), opacity));
}

}  // namespace hotswap::ui

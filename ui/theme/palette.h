#ifndef HOTSWAP_UI_THEME_PALETTE_H_
#define HOTSWAP_UI_THEME_PALETTE_H_

#include <QBrush>
#include <QColor>
#include <QPalette>
#include <QPen>
#include <QString>
#include <cstdint>

#include "core/api/event.h"

namespace hotswap::ui {

/// Whether text is lighter than what it stands on.
bool isDark(const QPalette& palette);

/// The colour that means this version everywhere in the window; grey for 0, which is none.
/// Six colours that stay apart under protanopia, deuteranopia and tritanopia, then the same again.
QColor versionColor(std::uint32_t version, bool dark);

/// What tells versions of the same colour apart: solid for the first six, then a hatch per round.
Qt::BrushStyle versionPattern(std::uint32_t version);

/// Fills areas of a version: its colour, `strength` (0 to 1) of it over the base colour, with its hatch.
QBrush versionBrush(std::uint32_t version, const QPalette& palette, double strength = 1);

/// A line style that differs between neighbouring versions, for those who see no colours.
Qt::PenStyle versionDash(std::uint32_t version);

/// "v2"; a dash for 0.
QString versionLabel(std::uint32_t version);

/// Text and icon colour of an event's level; contrast to every ground of a window, selected rows
/// and its own tint included, at least 4.5.
QColor levelColor(EventLevel level, bool dark);

/// Text and icon colour of what a gate let pass; as readable as a level's.
QColor passedColor(bool dark);

/// Black or white, whichever has the higher contrast to the ground (relative luminance as WCAG 2.1 defines it): at least 4.5.
QColor textOn(const QColor& ground);

/// `over` laid on `under` with an opacity of 0 to 1, as an opaque colour: painting it needs no blending.
QColor blended(const QColor& over, const QColor& under, double opacity);

}  // namespace hotswap::ui

#endif  // HOTSWAP_UI_THEME_PALETTE_H_

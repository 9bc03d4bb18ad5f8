#ifndef HOTSWAP_UI_THEME_ICONS_H_
#define HOTSWAP_UI_THEME_ICONS_H_

#include <QIcon>
#include <QPalette>
#include <cstdint>

namespace hotswap::ui {

enum class Icon {
  kLoad,
  kSwap,
  kRollBack,
  kFreeze,
  kResume,
  kStart,
  kStop,
  kQuit,
  kError,
  kWarning,
  kInfo,
  kClose,
  kMore,
  kScenario,
  kPassed,      ///< A gate said yes.
  kNotReached,  ///< Nothing was asked of a gate.
  kVerdict,
  kProbation,
  kPrevious,
  kNext,
  kCanary,
  kPromote,
  kPause,
  kReload,
};

/// A drawn icon, sharp at every size, that takes its colours from the palette when it is painted: it follows a change of the
/// application's palette by itself. A palette that differs from the application's at the time of the call stays as it is.
QIcon icon(Icon which, const QPalette& palette);

/// A coloured square for a version in lists and tables, hatched like its lane. Follows the application's palette.
QIcon versionIcon(std::uint32_t version);

}  // namespace hotswap::ui

#endif  // HOTSWAP_UI_THEME_ICONS_H_

#ifndef HOTSWAP_UI_VIEWMODELS_GUARD_TEXT_H_
#define HOTSWAP_UI_VIEWMODELS_GUARD_TEXT_H_

#include <QString>
#include <span>
#include <string_view>

namespace hotswap::ui {

/// How the window speaks of a guard.
struct GuardText {
  std::string_view name;  ///< As plans spell it.
  const char* title;      ///< In a word or two; to be translated.
  const char* measures;   ///< What its figure is; to be translated.
  double proposed;        ///< The limit that a form proposes.
  double step;            ///< By which a person changes it.
  int decimals;           ///< That make sense in a limit.
  bool at_least;          ///< The figure has to be the limit or more; else the limit or less.
};

/// All guards, in the order in which they are shown.
std::span<const GuardText> guardTexts();

/// "p99 ratio" for "max_p99_ratio"; the name itself where there are no words for it.
QString guardTitle(std::string_view name);

/// What its figure is; empty for a name that is none.
QString guardMeasures(std::string_view name);

/// "at most 1.5", "at least −0.02".
QString guardLimit(std::string_view name, double limit);

/// A figure as a guard shows it: four significant digits.
QString guardFigure(double figure);

}  // namespace hotswap::ui

#endif  // HOTSWAP_UI_VIEWMODELS_GUARD_TEXT_H_

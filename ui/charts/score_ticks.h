#ifndef HOTSWAP_UI_CHARTS_SCORE_TICKS_H_
#define HOTSWAP_UI_CHARTS_SCORE_TICKS_H_

#include <QString>
#include <vector>

#include "ui/viewmodels/score_range.h"

namespace hotswap::ui {

/// More grid lines than this no axis has, whatever its range and step are.
inline constexpr int kMaxScoreTicks = 12;

/// A labelled grid line of the score axis.
struct ScoreTick {
  double value = 0;
  QString label;  ///< "0.25", "1,250", "2.5e+14": as many digits as neighbours need to differ.
};

/// The multiples of the axis' step within it, ascending; none when they would be more than kMaxScoreTicks.
std::vector<ScoreTick> scoreTicks(const AxisRange& axis);

}  // namespace hotswap::ui

#endif  // HOTSWAP_UI_CHARTS_SCORE_TICKS_H_

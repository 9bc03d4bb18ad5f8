#ifndef HOTSWAP_UI_CHARTS_TIME_AXIS_H_
#define HOTSWAP_UI_CHARTS_TIME_AXIS_H_

#include <QCategoryAxis>
#include <QString>
#include <chrono>
#include <vector>

#include "ui/viewmodels/time_window.h"

namespace hotswap::ui {

enum class TickDensity {
  kWide,
  kNarrow,
  kEnds,  ///< Only the beginning and the end.
  kEnd,   ///< Only the end.
};

/// A labelled moment of the time axis.
struct TimeTick {
  std::chrono::nanoseconds before_now{0};
  QString label;  ///< "−50 s", "−4 min", "−2:05.4", "now".
};

/// Round moments within the stretch, oldest first, few enough that their labels do not touch.
std::vector<TimeTick> timeTicks(const TimeStretch& stretch, TickDensity density);

/// Those of the last `span`.
std::vector<TimeTick> timeTicks(std::chrono::seconds span, TickDensity density);

/// Makes `axis` run over the stretch, in seconds from now (negative), with a labelled grid line at each of timeTicks().
void setTimeAxisStretch(QCategoryAxis& axis, const TimeStretch& stretch, TickDensity density);

}  // namespace hotswap::ui

#endif  // HOTSWAP_UI_CHARTS_TIME_AXIS_H_

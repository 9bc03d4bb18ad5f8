#ifndef HOTSWAP_UI_CHARTS_TIME_AXIS_H_
#define HOTSWAP_UI_CHARTS_TIME_AXIS_H_

#include <QCategoryAxis>
#include <QString>
#include <chrono>
#include <vector>

namespace hotswap::ui {

enum class TickDensity {
  kWide,
  kNarrow,
  kEnds,  ///< Only the beginning and now.
  kNow,   ///< Only now.
};

/// A labelled moment of the time axis.
struct TimeTick {
  std::chrono::seconds before_now{0};
  QString label;  ///< "−50 s", "−4 min", "now".
};

/// Round moments within the span, oldest first, few enough that their labels do not touch.
std::vector<TimeTick> timeTicks(std::chrono::seconds span, TickDensity density);

/// Makes `axis` run from -span to 0 seconds with a labelled grid line at each of timeTicks().
void setTimeAxisSpan(QCategoryAxis& axis, std::chrono::seconds span, TickDensity density);

}  // namespace hotswap::ui

#endif  // HOTSWAP_UI_CHARTS_TIME_AXIS_H_

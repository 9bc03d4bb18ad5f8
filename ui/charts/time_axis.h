#ifndef HOTSWAP_UI_CHARTS_TIME_AXIS_H_
#define HOTSWAP_UI_CHARTS_TIME_AXIS_H_

#include <QCategoryAxis>
#include <chrono>

namespace hotswap::ui {

enum class TickDensity { kWide, kNarrow };

/// Makes `axis` run from -span to 0 seconds, with labels from "−50 s" to "now" on round values.
void setTimeAxisSpan(QCategoryAxis& axis, std::chrono::seconds span, TickDensity density);

}  // namespace hotswap::ui

#endif  // HOTSWAP_UI_CHARTS_TIME_AXIS_H_

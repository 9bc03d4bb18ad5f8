#ifndef HOTSWAP_UI_VIEWMODELS_LATEST_TIMED_H_
#define HOTSWAP_UI_VIEWMODELS_LATEST_TIMED_H_

#include <QCoreApplication>
#include <QString>
#include <chrono>
#include <span>

#include "core/api/history.h"
#include "ui/theme/number_format.h"
#include "ui/viewmodels/longest_pause.h"

namespace hotswap::ui {

/// The newest of a level's stretches in which calls were timed, unless it is older than the longest pause of service; else null. At
/// human rates most stretches have no call in them, and their neighbours' figures are what is true of now.
inline const TotalsPoint* latestTimed(const WorkerSettings& workers, const HistoryLevel& level,
                                      std::span<const TotalsPoint> points, std::chrono::nanoseconds now) {
  for (auto point = points.rbegin(); point != points.rend(); ++point) {
    if (now.count() - point->end_ns > longestPause(workers, level, *point)) return nullptr;
    if (point->p50_ns > 0) return &*point;
  }
  return nullptr;
}

/// What such figures are of: "over the newest 250 ms in which calls were timed (−0.8 s)".
inline QString timedStretchText(const HistoryLevel& level, const TotalsPoint* timed, std::chrono::nanoseconds now) {
  if (timed == nullptr) return QCoreApplication::translate("hotswap::ui", "no call was timed lately");
  const double age_s = std::chrono::duration<double>(now - std::chrono::nanoseconds(timed->end_ns)).count();
  return QCoreApplication::translate("hotswap::ui", "over the newest %1 in which calls were timed (%2)")
      .arg(formatDuration(static_cast<double>(WidthNs(level, *timed))), formatAge(age_s));
}

}  // namespace hotswap::ui

#endif  // HOTSWAP_UI_VIEWMODELS_LATEST_TIMED_H_

#ifndef HOTSWAP_CORE_TELEMETRY_TOTALS_HISTORY_H_
#define HOTSWAP_CORE_TELEMETRY_TOTALS_HISTORY_H_

#include <array>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <optional>
#include <vector>

#include "core/api/history.h"
#include "core/telemetry/latency_histogram.h"
#include "core/telemetry/rate_meter.h"

namespace hotswap {

/// Width of a stretch of the finest totals; 300 of them are 75 s. The coarser levels are 5 and 30 times as wide.
inline constexpr std::chrono::milliseconds kTotalsWidth{250};

/// All counters of the engine at one moment; they only grow.
struct CumulativeTotals {
  std::int64_t at_ns = 0;
  std::uint64_t requests = 0;
  std::uint64_t errors = 0;
  std::optional<double> requests_per_s{};  ///< As it was measured from more readings than these; shown by the finest level.
  LatencyCounts latency;
  std::vector<TotalsPoint::Share> shares;  ///< Requests of each version since the start.
};

/// Latency and shares between two moments, and the plain rates.
TotalsPoint PointBetween(const CumulativeTotals& from, const CumulativeTotals& to);

/// Rates, latency quantiles and shares over time at three widths, from readings of the cumulative counters. Rates are a
/// RateMeter's, so that human ones are steady.
///
/// Threads  One thread at a time.
class TotalsHistory {
 public:
  /// Takes a reading; closes the stretches that end with it. True when one closed.
  bool Add(const CumulativeTotals& now);

  void CopyTo(std::size_t level, HistoryLevel& out) const;

  /// The newest closed stretch of the finest level; empty before the first.
  TotalsPoint Latest() const { return levels_[0].points.empty() ? TotalsPoint{} : levels_[0].points.back(); }

 private:
  struct Level {
    CumulativeTotals last;
    RateMeter requests;
    RateMeter errors;
    std::deque<TotalsPoint> points;
  };
  std::array<Level, 3> levels_;
};

}  // namespace hotswap

#endif  // HOTSWAP_CORE_TELEMETRY_TOTALS_HISTORY_H_

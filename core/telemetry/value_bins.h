#ifndef HOTSWAP_CORE_TELEMETRY_VALUE_BINS_H_
#define HOTSWAP_CORE_TELEMETRY_VALUE_BINS_H_

#include <optional>
#include <span>
#include <vector>

#include "core/api/spread.h"
#include "core/telemetry/latency_histogram.h"

namespace hotswap {

/// Where values lie, outliers apart.
struct ValueRange {
  double low = 0;
  double high = 0;
};

/// Ascending finite values: the one below which a share `q` (0 to 1) of them lies. They are not empty.
double QuantileOf(std::span<const double> sorted, double q);

/// Of ascending finite values all but half a percent at each end; nothing without any.
std::optional<ValueRange> RangeWithoutOutliers(std::span<const double> sorted);

/// Counts finite values between edges that lie at multiples of 1, 2 or 5 times a power of ten: 16 to 42 bins over the range, which
/// stay where they are while the range moves a little.
Histogram Binned(std::span<const double> values, const ValueRange& range);

/// Four bins for each power of two, from the shortest call to the longest one.
Histogram BinnedLatency(const LatencyCounts& counts);

}  // namespace hotswap

#endif  // HOTSWAP_CORE_TELEMETRY_VALUE_BINS_H_

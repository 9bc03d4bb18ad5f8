#ifndef HOTSWAP_CORE_CONTROL_RUN_REPORT_H_
#define HOTSWAP_CORE_CONTROL_RUN_REPORT_H_

#include <chrono>
#include <iosfwd>
#include <vector>

#include "core/api/snapshot.h"
#include "core/control/receipt_log.h"

namespace hotswap {

/// What a report of a finished run is made from.
struct RunReport {
  const Snapshot& snapshot;  ///< The last one.
  const ReceiptLog& receipts;
  const std::vector<RolloutStatus>& rollouts;
  const std::vector<ShadowStatus>& shadows;
  std::chrono::nanoseconds wall;  ///< From the workers' start to their end, or to the last answer of a run that ended by itself.
  LatencySummary latency;         ///< Of the whole run.
  ResourceUse start;
  ResourceUse end;
  bool of_a_moment = false;  ///< What only a finished run knows, latency and start, is null.
};

/// Writes the report as one JSON object, with the swaps streamed one per line.
void WriteRunReport(std::ostream& out, const RunReport& report);

/// Writes what a snapshot knows with the same keys: the receipts that it shows, the time since the engine's start; null where it does
/// not know.
void WriteMomentReport(std::ostream& out, const Snapshot& snapshot);

}  // namespace hotswap

#endif  // HOTSWAP_CORE_CONTROL_RUN_REPORT_H_

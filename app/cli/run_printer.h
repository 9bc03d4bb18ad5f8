#ifndef HOTSWAP_APP_CLI_RUN_PRINTER_H_
#define HOTSWAP_APP_CLI_RUN_PRINTER_H_

#include <chrono>
#include <cstdint>
#include <string>

#include "core/api/snapshot.h"
#include "core/base/clock.h"

namespace hotswap {

/// Prints a run for people: a line per request at human rates, a line per second above, swaps, and the statistics at the end.
///
/// Threads  Show() and Conclude() on the main thread; Tell() and Trace() on any: each prints one whole line.
class RunPrinter {
 public:
  struct Options {
    bool quiet = false;    ///< Errors only.
    bool verbose = false;  ///< Events of every level.
  };

  explicit RunPrinter(Options options) : options_(options) {}

  /// Prints what is new in the snapshot.
  void Show(const Snapshot& snapshot);

  /// Warnings and errors go to standard error.
  void Tell(const Event& event) const;
  void Trace(const std::string& line) const;

  /// Prints the last lines and the statistics of a finished run.
  void Conclude(const Snapshot& snapshot, std::chrono::nanoseconds ran, const LatencySummary& latency);

 private:
  void ShowSwaps(const Snapshot& snapshot);
  void ShowRequests(const Snapshot& snapshot);
  void ShowSecond(const Snapshot& snapshot);

  const Options options_;
  std::uint64_t last_sample_ = 0;
  std::uint64_t last_receipt_ = 0;
  std::chrono::nanoseconds next_second_{std::chrono::seconds{1}};
};

}  // namespace hotswap

#endif  // HOTSWAP_APP_CLI_RUN_PRINTER_H_

#ifndef HOTSWAP_APP_CLI_RUN_PRINTER_H_
#define HOTSWAP_APP_CLI_RUN_PRINTER_H_

#include <chrono>
#include <cstdint>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "app/cli/progress_lines.h"
#include "core/api/event.h"
#include "core/api/snapshot.h"
#include "core/base/clock.h"
#include "core/base/mutex.h"

namespace hotswap {

/// Prints a run for people: a line per request at human rates, a line per second above, swaps, and the statistics at the end.
///
/// Threads  Started(), Show() and Conclude() on the main thread; Tell() and Trace() on any: each prints one whole line.
class RunPrinter {
 public:
  struct Options {
    bool quiet = false;    ///< Errors only.
    bool verbose = false;  ///< Events of every level.
    bool slots = false;    ///< There are several: each line names its own.
  };

  explicit RunPrinter(Options options) : options_(options) {}

  /// To be called when the run has started: tells the errors that came until now. Before that none is told: a refusal ends the
  /// run, and the caller says why.
  void Started() EXCLUDES(mutex_);

  /// Prints what is new in the snapshot. Stops printing for good when standard output does not take it.
  void Show(const Snapshot& snapshot);

  /// Warnings and errors go to standard error.
  void Tell(const Event& event) EXCLUDES(mutex_);
  void Trace(const std::string& line) const;

  /// Prints the last lines and the statistics of a finished run.
  void Conclude(const Snapshot& snapshot, std::chrono::nanoseconds ran, const LatencySummary& latency);

  /// The errno of standard output; 0 while it takes everything.
  int output_error() const { return output_error_; }

 private:
  /// `before`, the slot's name and `after`; nothing when there is only one slot.
  std::string OfSlot(const char* before, const std::string& slot, const char* after) const;
  std::string OfSlot(const char* before, const Snapshot& snapshot, std::uint32_t slot, const char* after) const;
  void ShowUntil(const Snapshot& snapshot, std::chrono::nanoseconds limit);
  void ShowRequest(const Snapshot& snapshot, const RequestSample& sample);
  void Flush();
  void ShowSecond(const Snapshot& snapshot);
  void ShowParked(const Snapshot& snapshot, const ParkedThread& parked) const;
  std::string SharesSinceLastSecond(const Snapshot& snapshot);

  void Print(const Event& event) const;

  const Options options_;

  // Shared.
  Mutex mutex_;
  bool starting_ GUARDED_BY(mutex_) = true;
  std::vector<Event> held_ GUARDED_BY(mutex_);  // errors of the start

  // Only on the main thread.
  int output_error_ = 0;
  std::uint64_t last_snapshot_ = 0;
  std::chrono::nanoseconds last_at_{0};
  std::uint64_t last_sample_ = 0;
  std::uint64_t last_receipt_ = 0;
  ProgressLines progress_;
  std::map<std::pair<std::uint32_t, std::uint32_t>, std::uint64_t> counted_;  // requests by slot and version, at the last line
  std::chrono::nanoseconds next_second_{std::chrono::seconds{1}};
};

}  // namespace hotswap

#endif  // HOTSWAP_APP_CLI_RUN_PRINTER_H_

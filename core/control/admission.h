#ifndef HOTSWAP_CORE_CONTROL_ADMISSION_H_
#define HOTSWAP_CORE_CONTROL_ADMISSION_H_

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>

#include "core/base/result.h"
#include "core/control/version_catalogue.h"
#include "core/loading/operator_loader.h"
#include "core/loading/operator_store.h"

namespace hotswap {

/// How long each gate took; 0 for one that was not passed.
struct GateTimes {
  std::chrono::nanoseconds copy{0};     ///< G0
  std::chrono::nanoseconds inspect{0};  ///< G2
  std::chrono::nanoseconds load{0};     ///< G4
};

/// Which gate said no, and why.
struct Refusal {
  const char* gate = "";
  Error error;
};

/// Takes a library through the gates, in their order, up to an instance that can be published.
///
/// Threads  Control thread only.
class Admission {
 public:
  /// Told before each gate: what is under way and the gate's name.
  using Progress = std::function<void(const std::string& text, const char* gate)>;

  /// Told each step with its particulars, for a verbose log; may be empty.
  using Trace = std::function<void(const std::string& line)>;

  Admission(VersionCatalogue& catalogue, OperatorStore& store, OperatorLoader& loader, Progress progress, Trace trace)
      : catalogue_(catalogue), store_(store), loader_(loader), progress_(std::move(progress)), trace_(std::move(trace)) {}

  /// G0 and G2: makes the file a version of the slot, and sets `version`.
  std::optional<Refusal> Admit(std::uint32_t slot, const std::filesystem::path& file, GateTimes& times, Version*& version);

  /// G0 (the stored bytes are still those that were judged) and G4: gives the version an instance that was not published yet,
  /// unless it has one. `threads`: workers that need cells.
  std::optional<Refusal> EnsureFresh(Version& version, unsigned threads, GateTimes& times);

 private:
  VersionCatalogue& catalogue_;
  OperatorStore& store_;
  OperatorLoader& loader_;
  void TraceLoaded(const LoadedOperator& loaded) const;
  void TraceLine(const std::string& line) const {
    if (trace_) trace_(line);
  }

  const Progress progress_;
  const Trace trace_;
};

}  // namespace hotswap

#endif  // HOTSWAP_CORE_CONTROL_ADMISSION_H_

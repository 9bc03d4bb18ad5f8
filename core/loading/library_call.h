#ifndef HOTSWAP_CORE_LOADING_LIBRARY_CALL_H_
#define HOTSWAP_CORE_LOADING_LIBRARY_CALL_H_

#include <atomic>
#include <filesystem>
#include <string>

#include "core/base/clock.h"

namespace hotswap {

/// Which code of a library is running.
enum class LibraryStep {
  kConstructors,  ///< In dlopen.
  kExtensions,    ///< In hotswap_get_extension.
  kCreate,
  kName,
  kScores,
  kConfigure,  ///< So for each function of an extension.
  kWarmUp,
  kSaveState,
  kRestoreState,
  kDestroy,
  kDestructors,  ///< In dlclose.
};

/// What a person calls it: "create_operator", "its static constructors (dlopen)".
const char* LibraryStepName(LibraryStep step);

/// One visit to the code of a library, followed from outside.
///
/// Threads   The thread that makes the visit sets `step` and, when it is back, `over`; any may read them.
struct LibraryCall {
  LibraryCall(std::string its_sha256, std::filesystem::path its_file, LibraryStep first)
      : sha256(std::move(its_sha256)), file(std::move(its_file)), step(first) {}

  /// The dynamic loader runs these under its lock: while they last no thread can load, unload or look anything up.
  bool HoldsTheLoader() const { return step == LibraryStep::kConstructors || step == LibraryStep::kDestructors; }

  const std::string sha256;
  const std::filesystem::path file;  ///< As the user gave it.
  const TimePoint since = SteadyClock().Now();
  std::atomic<LibraryStep> step;
  std::atomic<bool> over{false};
};

}  // namespace hotswap

#endif  // HOTSWAP_CORE_LOADING_LIBRARY_CALL_H_

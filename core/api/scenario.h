#ifndef HOTSWAP_CORE_API_SCENARIO_H_
#define HOTSWAP_CORE_API_SCENARIO_H_

#include <chrono>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "core/api/worker_settings.h"

namespace hotswap {

/// Where requests come from, as a person names it.
struct SourceSpec {
  std::string kind = "synthetic";  ///< "synthetic", "csv" or "movielens".
  std::filesystem::path file;      ///< For "csv".
  bool loop = false;               ///< Start again at the end of the file.
};

/// A sequence of swaps with its traffic, all times from its own start.
struct Scenario {
  std::string name;                                  ///< For people; the file's stem.
  std::optional<std::chrono::nanoseconds> duration;  ///< Nothing: until the rounds are done.
  WorkerSettings workers;
  SourceSpec source;

  struct Slot {
    std::string name;
    std::filesystem::path library;  ///< Resolved: absolute, or as given when no candidate exists.
  };
  std::vector<Slot> slots;

  struct Swap {
    std::chrono::nanoseconds at{0};
    std::string slot;
    std::filesystem::path library;
  };
  std::vector<Swap> swaps;  ///< In order of time.
};

}  // namespace hotswap

#endif  // HOTSWAP_CORE_API_SCENARIO_H_

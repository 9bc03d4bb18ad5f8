#ifndef HOTSWAP_CORE_API_SCENARIO_H_
#define HOTSWAP_CORE_API_SCENARIO_H_

#include <chrono>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "core/api/moment.h"
#include "core/api/rollout.h"
#include "core/api/worker_settings.h"

namespace hotswap {

/// Where requests come from, as a person names it.
struct SourceSpec {
  std::string kind = "synthetic";  ///< "synthetic", "csv" or "movielens".
  std::filesystem::path file;      ///< For "csv".
  bool loop = false;               ///< Start again at the end of the file.
};

/// A sequence of swaps, rollouts and shadows with its traffic, all times from its own start.
struct Scenario {
  std::string name;                                  ///< For people; the file's stem.
  std::optional<std::chrono::nanoseconds> duration;  ///< Nothing: until the rounds are done.
  WorkerSettings workers;
  SourceSpec source;

  struct Slot {
    std::string name;
    std::filesystem::path library;  ///< Resolved: absolute, or as given when no candidate exists.
    std::string configure{};        ///< JSON text for hotswap.configure/1; empty: none.
  };
  std::vector<Slot> slots;

  struct Swap {
    std::chrono::nanoseconds at{0};
    std::string slot;
    std::filesystem::path library;
    Moment moment{};          ///< Of the takeover, once the library is ready. Its time counts from the scenario's start, too.
    std::string configure{};  ///< JSON text for hotswap.configure/1; empty: none.
  };
  std::vector<Swap> swaps;  ///< In order of time.

  struct Rollout {
    std::chrono::nanoseconds at{0};
    RolloutPlan plan;  ///< Its form is checked by who read it, its meaning (shares that grow, limits) by who starts it.
  };
  std::vector<Rollout> rollouts;  ///< In order of time.

  struct Shadow {
    std::chrono::nanoseconds at{0};
    ShadowPlan plan;
  };
  std::vector<Shadow> shadows;  ///< In order of time.
};

}  // namespace hotswap

#endif  // HOTSWAP_CORE_API_SCENARIO_H_

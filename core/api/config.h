#ifndef HOTSWAP_CORE_API_CONFIG_H_
#define HOTSWAP_CORE_API_CONFIG_H_

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "core/api/moment.h"
#include "core/api/rollout.h"
#include "core/api/scenario.h"
#include "core/api/worker_settings.h"

namespace hotswap {

inline constexpr unsigned kMaxResident = 1000;

/// What becomes of a library that appears where a slot watches, once the gates have passed it.
enum class WatchPolicy {
  kOffer,    ///< It is loaded and ready; a person decides.
  kSwap,     ///< It takes over at the slot's moment.
  kRollout,  ///< It takes over by the slot's rollout strategy.
};

/// How an operator's instances meet the workers.
enum class InstanceSharing {
  kShared,     ///< One, called concurrently.
  kPerWorker,  ///< One for each worker: for operators that are not thread-safe.
};

/// As files spell them: "offer", "swap", "rollout"; "shared", "per_worker".
const char* WatchPolicyName(WatchPolicy policy);
const char* InstanceSharingName(InstanceSharing sharing);

/// Everything that a configuration file can say, with the built-in defaults. resources/config.toml explains every key.
struct Config {
  WorkerSettings workers;
  SourceSpec source;

  struct Slot {
    std::string name;
    std::filesystem::path library;  ///< Resolved: absolute, or as given when no candidate exists.
    std::filesystem::path watch;    ///< A file or directory, absolute; empty: nothing is watched.
    WatchPolicy policy = WatchPolicy::kOffer;
    std::string rollout = "standard";  ///< The strategy for WatchPolicy::kRollout: the name of one of `rollouts`.
    InstanceSharing instances = InstanceSharing::kShared;
    std::string configure;  ///< JSON text for hotswap.configure/1; empty: none.
    Moment moment;          ///< Never kAtRequest or kAtTime, which are about one swap.
  };
  std::vector<Slot> slots;  ///< Empty: one, "score", with the shipped operators.

  struct Store {
    std::filesystem::path directory;  ///< Empty: the user's.
    unsigned resident = 2;            ///< Previous versions of a slot that stay loaded.
  } store;

  struct Gates {
    bool strict = false;                                          ///< Refuse what the default only warns of.
    bool vetting = true;                                          ///< Try operators in a process of their own (G3, G5).
    bool use_verdicts = true;                                     ///< Bytes that were vetted before are not vetted again.
    std::chrono::nanoseconds vet_limit{std::chrono::seconds(2)};  ///< An operator that is vetted hangs after it; positive.
    std::chrono::nanoseconds latency_budget{std::chrono::microseconds(100)};  ///< Of the median call while vetted; positive.
    std::chrono::nanoseconds call_limit{std::chrono::seconds(1)};  ///< A call that lasts longer may be stuck; positive.
  } gates;

  struct Probation {
    std::chrono::nanoseconds duration{std::chrono::seconds(60)};            ///< 0: none.
    std::chrono::nanoseconds latency_budget{std::chrono::milliseconds(1)};  ///< Of the median live call; 0: not judged.
  } probation;

  /// When a version that passed no rollout and that nobody confirmed is permanent.
  struct Trial {
    std::chrono::nanoseconds duration{std::chrono::seconds(60)};  ///< Without a fault; 0: only a person confirms.
  } trial;

  /// A way to roll a candidate out, for slots and commands to name.
  struct Strategy {
    std::string name;
    std::vector<RolloutStep> steps;
    std::vector<GuardLimit> guards;  ///< Without guards of its own: those of `Config::guards`.

    friend bool operator==(const Strategy&, const Strategy&) = default;
  };
  std::vector<GuardLimit> guards = DefaultGuards();      ///< Of strategies that say nothing about guards; in order of name.
  std::vector<Strategy> rollouts = {DefaultStrategy()};  ///< In order of name. The default one is there unless it is redefined.

  static std::vector<GuardLimit> DefaultGuards();
  static Strategy DefaultStrategy();

  struct Journal {
    bool enabled = true;
    std::filesystem::path file;                                     ///< Empty: the user's, or the store's when that is named.
    std::chrono::nanoseconds max_age{std::chrono::hours(24 * 90)};  ///< Positive.
    std::uint64_t max_size = std::uint64_t{64} << 20;               ///< In bytes; positive.
  } journal;

  struct Window {
    std::string theme = "remembered";                                 ///< "remembered", "system", "light" or "dark".
    std::string language = "system";                                  ///< "system", "en" or "zh_CN", while nobody chose another.
    std::chrono::nanoseconds refresh{std::chrono::milliseconds(33)};  ///< Between two pictures; positive.
  } window;
};

}  // namespace hotswap

#endif  // HOTSWAP_CORE_API_CONFIG_H_

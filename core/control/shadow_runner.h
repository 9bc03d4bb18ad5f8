#ifndef HOTSWAP_CORE_CONTROL_SHADOW_RUNNER_H_
#define HOTSWAP_CORE_CONTROL_SHADOW_RUNNER_H_

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "core/api/command.h"
#include "core/api/rollout.h"
#include "core/control/chronicle.h"
#include "core/control/event_log.h"
#include "core/control/retirement.h"
#include "core/control/swapper.h"
#include "core/control/traffic.h"
#include "core/control/version_catalogue.h"
#include "core/engine/shadow_pool.h"

namespace hotswap {

/// Has candidates score copies of the requests of slots: one shadow a slot, beside its one answering version.
///
/// Threads  Control thread only. All times count from the engine's start.
class ShadowRunner {
 public:
  static constexpr std::chrono::milliseconds kLookPeriod{200};
  /// How long the end of a shadow waits for its candidate's last call.
  static constexpr std::chrono::milliseconds kLastCall{100};
  static constexpr std::size_t kMostEnded = 1000;

  struct Parts {
    TimePoint origin;
    VersionCatalogue* catalogue;
    Retirement* retirement;
    Swapper* swapper;
    EventLog* events;
    Chronicle* chronicle;
    bool recorded = false;  ///< See ShadowPool.
    /// Whether the slot has a rollout under way.
    std::function<bool(std::uint32_t slot)> rollout_under_way;
  };

  explicit ShadowRunner(Parts parts) : parts_(std::move(parts)) {}

  /// Takes the candidate through the gates and starts it; see StartShadow.
  SwapResult Start(const ShadowPlan& plan);

  /// By a person. The failure says that the slot has none.
  Status Stop(std::uint32_t slot);

  /// Another version is published, by a route without the shadow: it would compare with a version that answers no more.
  void SlotTaken(std::uint32_t slot, const Version& version);
  /// Ends the slot's shadow, if it has one.
  void End(std::uint32_t slot, const std::string& why);
  void EndAll(const std::string& why);

  void Tend();
  std::optional<std::chrono::nanoseconds> Next() const;

  /// The running or the last one of each slot, by slot.
  std::vector<ShadowStatus> Latest() const;

  /// Every shadow that ended, in order of their ends (the last kMostEnded), then those that run.
  std::vector<ShadowStatus> All() const;

 private:
  struct Running {
    Version* version;
    Instance* instance;
    std::chrono::nanoseconds ends{0};  ///< 0: when it is stopped.
    std::uint32_t stride = 1;
    std::uint64_t requests = 0;  ///< Of the slot at the last look.
    std::chrono::nanoseconds looked{0};
    std::unique_ptr<ShadowPool> pool;
  };
  struct Ending {
    std::uint32_t slot;
    std::string why;
    Running running;
  };

  Status Check(const ShadowPlan& plan, std::uint32_t slot) const;
  SwapResult Begin(std::uint32_t slot, const ShadowPlan& plan, const Swapper::Attempt& attempt, std::uint32_t stride);
  void Look(std::uint32_t slot, Running& running);
  void Publish(std::uint32_t slot, const Running& running);
  void StartEnding(std::uint32_t slot, const std::string& why);
  void Conclude(Ending& ending);
  SwapResult Reject(Error error);
  void Tell(std::uint32_t slot, const Version& version, EventLevel level, std::string text);
  std::chrono::nanoseconds Now() const { return SteadyClock().Now() - parts_.origin; }

  const Parts parts_;
  std::map<std::uint32_t, Running> running_;
  std::vector<Ending> ending_;
  std::map<std::uint32_t, ShadowStatus> status_;  // as of the last look
  std::deque<ShadowStatus> ended_;
};

}  // namespace hotswap

#endif  // HOTSWAP_CORE_CONTROL_SHADOW_RUNNER_H_

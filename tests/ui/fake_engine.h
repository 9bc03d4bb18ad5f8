#ifndef HOTSWAP_TESTS_UI_FAKE_ENGINE_H_
#define HOTSWAP_TESTS_UI_FAKE_ENGINE_H_

#include <chrono>
#include <cstdint>
#include <deque>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "core/api/engine.h"
#include "core/base/clock.h"
#include "tests/ui/fake_traffic.h"

namespace hotswap::ui {

/// A clock that stands still until a test moves it.
class ManualClock final : public Clock {
 public:
  TimePoint Now() const override { return now_; }
  void Advance(std::chrono::nanoseconds span) { now_ += span; }

 private:
  TimePoint now_ = TimePoint{} + std::chrono::hours{1};
};

/// An engine without threads or libraries: everything follows from the commands and the clock.
///
/// A load takes 300 ms and ends with the FakeVerdict() of its file; one whose name contains "gone" fails without any. A swap is
/// published at once.
///
/// Threads   One thread only: both calls first catch up with the clock.
/// Lifetime  The clock must outlive it.
class FakeEngine final : public Engine {
 public:
  /// `age`: how long ago the engine started, so that a demonstration can begin with a past.
  explicit FakeEngine(const Clock& clock, const WorkerSettings& workers = {}, std::chrono::nanoseconds age = {});

  CommandId Submit(Command command) override;
  std::shared_ptr<const Snapshot> Latest() const override;

  /// Every command so far, for tests to judge.
  const std::vector<Command>& submitted() const { return submitted_; }

  /// Lives through the time up to `at` since the engine's start; for building a past.
  void LiveUntil(std::chrono::nanoseconds at);

  /// Adds an event, as a worker or a later feature would.
  void Report(EventLevel level, std::string text);

  /// The version's state changes by what happens to it, outside of any command.
  VersionInfo& version(std::uint32_t number) { return versions_[number - 1]; }

  /// What later snapshots say of rollouts, whatever was commanded.
  std::vector<RolloutStatus>& rollouts() { return rollouts_; }

  /// What the configuration says of the first slot.
  SlotInfo& slot() { return slot_; }

  /// Counts from the next snapshot on.
  void setConfig(std::shared_ptr<const Config> config) { config_ = std::move(config); }

  /// Another slot, whose only version answers. No command is about it.
  void AddSlot(const std::string& name, const std::string& operator_name);

  /// A worker is stuck in the version from the time reached so far: it stays as a zombie that the thread holds.
  void Park(unsigned worker, std::uint32_t version);

  /// Probation ends badly: the version before takes over, with this reason in event and receipt.
  void TakeBack(const std::string& reason);

 private:
  struct Queued {
    CommandId id = 0;  ///< 0 for a scenario's own swaps.
    Command command;
  };
  struct Loading {
    Queued queued;
    std::filesystem::path path;
    std::chrono::nanoseconds start{0};
    bool then_swap = false;
  };

  void CatchUp() const;
  void StartNext();
  void Carry(const Queued& queued);
  void StartLoading(const Queued& queued, const std::filesystem::path& path, bool then_swap);
  void FinishLoading();
  void Refuse(const Loading& loading, std::shared_ptr<const Verdict> verdict);
  std::uint32_t VersionOf(const std::filesystem::path& path);
  void Publish(CommandId id, std::uint32_t version, SwapOutcome outcome);
  void Finish(CommandId id, bool ok, std::uint32_t version, std::string text, std::shared_ptr<const Verdict> verdict = nullptr);
  void StartScenario(const Scenario& scenario);
  void StepScenario();
  void AddReceipt(SwapReceipt receipt);

  const Clock& clock_;
  TimePoint origin_;
  std::vector<Command> submitted_;
  std::deque<Queued> queue_;
  std::optional<Loading> loading_;
  FakeTraffic traffic_;
  CommandId last_id_ = 0;
  std::vector<VersionInfo> versions_;
  std::vector<ParkedThread> parked_;
  std::vector<RolloutStatus> rollouts_;
  std::shared_ptr<const Config> config_;
  SlotInfo slot_{.name = "score"};
  std::vector<SlotInfo> more_slots_;
  std::vector<VersionInfo> more_versions_;  ///< Of those slots.
  std::vector<std::uint32_t> earlier_;      ///< Versions that answered before the present one, latest last.
  std::vector<CommandOutcome> outcomes_;
  std::shared_ptr<std::vector<Event>> events_ = std::make_shared<std::vector<Event>>();
  std::shared_ptr<std::vector<SwapReceipt>> receipts_ = std::make_shared<std::vector<SwapReceipt>>();
  std::optional<Scenario> scenario_;
  std::optional<ScenarioProgress> progress_;
  std::chrono::nanoseconds scenario_start_{0};
  std::size_t next_swap_ = 0;
  WorkerSettings before_scenario_;
  std::uint64_t swaps_ = 0;
  mutable std::uint64_t sequence_ = 0;
};

}  // namespace hotswap::ui

#endif  // HOTSWAP_TESTS_UI_FAKE_ENGINE_H_

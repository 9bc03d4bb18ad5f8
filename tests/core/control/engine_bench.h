#ifndef HOTSWAP_TESTS_CORE_CONTROL_ENGINE_BENCH_H_
#define HOTSWAP_TESTS_CORE_CONTROL_ENGINE_BENCH_H_

#include <gtest/gtest.h>

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <nlohmann/json.hpp>
#include <sstream>
#include <string>
#include <thread>
#include <utility>

#include "core/control/local_engine.h"
#include "tests/core/loading/scratch_directory.h"
#include "tests/fixtures/operators/fixture_path.h"

namespace hotswap::testing {

/// An engine with a store of its own and ways to wait for what its snapshots tell.
class EngineBench : public ::testing::Test {
 protected:
  EngineBench() {
    options_.store = scratch_ / "store";
    options_.sample_period = std::chrono::milliseconds(2);
    options_.plan.workers = WorkerSettings{.threads = 2, .interval = std::chrono::milliseconds(1), .rounds = 0};
  }

  /// Starts it with options_; what the plan came to.
  Status Start() {
    engine_ = LocalEngine::Make(std::move(options_)).value();
    Status started = engine_->WaitUntilStarted();
    // The first snapshot tells of no slot, and tests look at the first one.
    if (started.ok()) static_cast<void>(Await([](const Snapshot& s) { return !s.slots.empty(); }));
    return started;
  }

  /// Waits for a snapshot for which `condition` holds; null after a minute without one.
  std::shared_ptr<const Snapshot> Await(const std::function<bool(const Snapshot&)>& condition) const {
    const auto deadline =
        std::chrono::steady_clock::now() + std::chrono::seconds(60);  // a bound, on a machine with much else to do
    for (;;) {
      auto snapshot = engine_->Latest();
      if (condition(*snapshot)) return snapshot;
      if (std::chrono::steady_clock::now() > deadline) return nullptr;
      // Only how often the snapshot is looked at.
      std::this_thread::sleep_for(std::chrono::milliseconds(1));
    }
  }

  /// Carries out a command and waits for its outcome.
  CommandOutcome Do(Command command) const {
    const CommandId id = engine_->Submit(std::move(command));
    CommandOutcome outcome;
    const auto snapshot = Await([&](const Snapshot& s) {
      const auto found = std::ranges::find(s.outcomes, id, &CommandOutcome::id);
      if (found != s.outcomes.end()) outcome = *found;
      return found != s.outcomes.end();
    });
    EXPECT_NE(snapshot, nullptr) << "no outcome";
    return outcome;
  }

  /// Requests are answered by `version`, and by nothing else any more.
  bool Answers(std::uint32_t version) const {
    return Await([&](const Snapshot& s) {
             return !s.slots.empty() && s.slots[0].active == version && !s.threads.empty() &&
                    std::ranges::all_of(s.threads, [&](const ThreadInfo& thread) { return thread.version == version; });
           }) != nullptr;
  }

  VersionState StateOf(std::uint32_t version) const { return engine_->Latest()->versions.at(version - 1).state; }

  bool Becomes(std::uint32_t version, VersionState state) const {
    return Await([&](const Snapshot& s) { return s.versions.size() >= version && s.versions[version - 1].state == state; }) !=
           nullptr;
  }

  nlohmann::json FinishAndReport() const {
    EXPECT_TRUE(engine_->Finish().ok());
    std::ostringstream out;
    engine_->WriteReport(out);
    return nlohmann::json::parse(out.str());
  }

  const ScratchDirectory scratch_;
  EngineOptions options_;
  std::unique_ptr<LocalEngine> engine_;
};

}  // namespace hotswap::testing

#endif  // HOTSWAP_TESTS_CORE_CONTROL_ENGINE_BENCH_H_

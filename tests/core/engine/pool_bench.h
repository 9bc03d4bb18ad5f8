#ifndef HOTSWAP_TESTS_CORE_ENGINE_POOL_BENCH_H_
#define HOTSWAP_TESTS_CORE_ENGINE_POOL_BENCH_H_

#include <algorithm>
#include <atomic>
#include <chrono>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "core/engine/worker_pool.h"
#include "core/slot/route.h"
#include "core/telemetry/version_cells.h"

namespace hotswap::testing {

/// True as soon as `condition` is; false when it is not within ten seconds.
inline bool Eventually(const std::function<bool()>& condition) {
  const auto deadline = std::chrono::steady_clock::now() + std::chrono::seconds(10);
  while (!condition()) {
    if (std::chrono::steady_clock::now() > deadline) return false;
    // Only how often the condition is looked at.
    std::this_thread::sleep_for(std::chrono::milliseconds(1));
  }
  return true;
}

/// Remembers which rounds of which thread it answered; see TracingSource.
class TracingOperator final : public IScoreOperator {
 public:
  double compute_score(const Feature& feature) override {
    const std::lock_guard lock(mutex_);
    rounds_[feature.user_id].push_back(feature.item_id);
    return feature.item_id;
  }
  const char* name() const override { return "Tracing"; }

  std::vector<int> RoundsOf(int thread) {
    const std::lock_guard lock(mutex_);
    return rounds_[thread];
  }
  std::size_t Answered() {
    const std::lock_guard lock(mutex_);
    std::size_t sum = 0;
    for (const auto& [thread, rounds] : rounds_) sum += rounds.size();
    return sum;
  }

 private:
  std::mutex mutex_;
  std::map<int, std::vector<int>> rounds_;
};

/// Requests that tell their thread (user) and round (item), as many as a test allows.
class TracingSource final : public RequestSource {
 public:
  std::unique_ptr<RequestStream> OpenStream(unsigned thread) override { return std::make_unique<Stream>(*this, thread); }
  std::string Name() const override { return "tracing"; }

  std::atomic<std::int64_t> left = std::int64_t{1} << 60;  ///< Requests; then nothing.
  std::atomic<bool> empty = false;                         ///< Nothing there now.
  std::atomic<std::uint64_t> taken = 0;
  std::atomic<std::size_t> largest = 0;  ///< That a worker asked for at once.
  std::uint8_t slots = 1;                ///< Rows go to each in turn when there are several.

 private:
  class Stream final : public RequestStream {
   public:
    Stream(TracingSource& source, unsigned thread) : source_(source), thread_(static_cast<int>(thread)) {}
    FillResult Fill(RequestBlock& block, std::size_t limit, std::uint64_t first_round) override {
      if (source_.empty) return FillResult::kEmpty;
      if ((source_.left -= static_cast<std::int64_t>(limit)) < 0) return FillResult::kExhausted;
      for (std::size_t i = 0; i < limit; ++i) {
        block.features[i] = {thread_, static_cast<int>(first_round + i), 0, 0};
        block.slots[i] = static_cast<std::uint8_t>((first_round + i) % source_.slots);
      }
      block.size = limit;
      block.has_slots = source_.slots > 1;
      source_.taken += limit;
      source_.largest = std::max(source_.largest.load(), limit);
      return FillResult::kFilled;
    }
    void GiveBack(std::size_t requests) override { source_.taken -= requests; }

   private:
    TracingSource& source_;
    const int thread_;
  };
};

/// A pool with one or more slots, whose routes a test publishes itself.
struct PoolBench {
  explicit PoolBench(std::size_t slot_count = 1, Nanoseconds call_limit = std::chrono::seconds(1),
                     RequestRecorder* recorder = nullptr)
      : slots(slot_count), operators(slot_count) {
    version_cells.EnsureThreads(kMaxThreads);
    WorkerPool::Parts parts;
    parts.origin = std::chrono::steady_clock::now();
    for (RouteSlot& slot : slots) parts.slots.push_back(&slot);
    parts.source = &source;
    parts.cells = &cells;
    parts.call_limit = call_limit;
    parts.recorder = recorder;
    parts.before_rescue = [this](const StuckCall& stuck) {
      if (before_rescue) before_rescue(stuck);
    };
    parts.left_behind = [this](const StuckCall&) { ++left_behind; };
    pool = std::make_unique<WorkerPool>(parts);
  }

  const Route* Publish(std::size_t slot = 0) {
    return Publish(operators[slot], version_cells, static_cast<std::uint32_t>(sequence) + 1, slot);
  }

  /// `change` may add to the route before it is published.
  const Route* Publish(
      IScoreOperator& op, VersionCells& cells_of_version, std::uint32_t version, std::size_t slot = 0,
      const std::function<void(Route&)>& change = [](Route&) {}) {
    auto route = std::make_unique<Route>();
    route->sequence = ++sequence;
    route->stable.version = version;
    route->stable.op = &op;
    route->stable.cells = &cells_of_version;
    change(*route);
    const Route* published = route.get();
    slots[slot].Publish(std::move(route));
    return published;
  }

  bool EveryWorkerIs(WorkerState state) const {
    for (unsigned i = 0; i < pool->settings().threads; ++i) {
      if (cells.Find(i) == nullptr || cells.Find(i)->state() != state) return false;
    }
    return true;
  }

  std::uint64_t Requests(unsigned thread) const { return cells.Find(thread)->requests(); }

  TracingSource source;
  ThreadCells cells;
  VersionCells version_cells;
  std::vector<RouteSlot> slots;
  std::vector<TracingOperator> operators;
  std::uint64_t sequence = 0;
  std::function<void(const StuckCall&)> before_rescue;
  std::size_t left_behind = 0;  ///< Threads that did not end.
  std::unique_ptr<WorkerPool> pool;
};

}  // namespace hotswap::testing

#endif  // HOTSWAP_TESTS_CORE_ENGINE_POOL_BENCH_H_

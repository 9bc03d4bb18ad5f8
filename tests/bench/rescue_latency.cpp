// How long a request waits whose call hangs: from the beginning of the call to its answer by another version. Prints quantiles for
// calls that sleep and calls that compute; judges nothing.
#include <algorithm>
#include <atomic>
#include <chrono>
#include <cstdio>
#include <memory>
#include <thread>
#include <vector>

#include "core/engine/synthetic_source.h"
#include "core/engine/worker_pool.h"
#include "core/telemetry/version_cells.h"

namespace hotswap::bench {
namespace {

using namespace std::chrono_literals;
using std::chrono::steady_clock;

constexpr std::chrono::milliseconds kLimit = 20ms;
constexpr int kRescues = 200;

/// Hangs in one call each time that it is armed, until it is armed again.
class HangsOnce final : public IScoreOperator {
 public:
  explicit HangsOnce(bool spins) : spins_(spins) {}
  double compute_score(const Feature& feature) override {
    bool expected = true;
    if (armed.load(std::memory_order_relaxed) && armed.compare_exchange_strong(expected, false)) Hang();
    return feature.user_feature;
  }
  const char* name() const override { return "HangsOnce"; }

  std::atomic<bool> armed = false;
  std::atomic<int> released = 0;
  std::atomic<steady_clock::time_point> hung_at;

 private:
  void Hang() {
    const int before = released;
    hung_at = steady_clock::now();
    while (released == before) {
      // A call that sleeps for ever, but for the end of the measurement.
      if (!spins_) released.wait(before);
    }
  }
  const bool spins_;
};

/// Tells when it answered first after it was asked to.
class Good final : public IScoreOperator {
 public:
  double compute_score(const Feature& feature) override {
    if (asked.load(std::memory_order_relaxed)) {
      answered_at = steady_clock::now();
      asked = false;
    }
    return feature.user_feature;
  }
  const char* name() const override { return "Good"; }
  std::atomic<bool> asked = false;
  std::atomic<steady_clock::time_point> answered_at;
};

class Measurement {
 public:
  explicit Measurement(bool spins) : bad_(spins) {
    for (VersionCells* cells : {&bad_cells_, &good_cells_}) cells->EnsureThreads(kMaxThreads);
    WorkerPool::Parts parts;
    parts.origin = steady_clock::now();
    parts.slots = {&slot_};
    parts.source = &source_;
    parts.cells = &cells_;
    parts.call_limit = kLimit;
    pool_ = std::make_unique<WorkerPool>(parts);
  }

  /// Waits of kRescues requests in ms, sorted. One worker, so that the next answer is that of the request that waits.
  std::vector<double> Run() {
    std::vector<double> waits;
    Publish(bad_, bad_cells_, 1);
    pool_->Apply({.threads = 1, .interval = 1ms, .rounds = 0});
    bad_.armed = true;
    while (waits.size() < kRescues) {
      for (const StuckCall& stuck : pool_->FindStuck(SteadyClock().Now())) {
        good_.asked = true;
        Publish(good_, good_cells_, 2);
        if (pool_->Rescue(stuck) != RescueOutcome::kReplaced) continue;
        while (good_.asked) std::this_thread::yield();
        waits.push_back(std::chrono::duration<double, std::milli>(good_.answered_at.load() - bad_.hung_at.load()).count());
        ++bad_.released;
        bad_.released.notify_all();
        Publish(bad_, bad_cells_, 1);
        bad_.armed = true;
      }
      slot_.Collect();
      std::this_thread::sleep_until(pool_->NextLook());
    }
    bad_.armed = false;
    ++bad_.released;
    bad_.released.notify_all();
    pool_->Stop();
    while (!pool_->Parked().empty()) pool_->FindStuck(SteadyClock().Now());
    std::ranges::sort(waits);
    return waits;
  }

 private:
  void Publish(IScoreOperator& op, VersionCells& cells, std::uint32_t version) {
    auto route = std::make_unique<Route>();
    route->sequence = ++sequence_;
    route->stable.version = version;
    route->stable.op = &op;
    route->stable.cells = &cells;
    slot_.Publish(std::move(route));
  }

  HangsOnce bad_;
  Good good_;
  VersionCells bad_cells_;
  VersionCells good_cells_;
  ThreadCells cells_;
  SyntheticSource source_;
  RouteSlot slot_;
  std::uint64_t sequence_ = 0;
  std::unique_ptr<WorkerPool> pool_;
};

}  // namespace
}  // namespace hotswap::bench

int main() {
  using namespace hotswap::bench;
  std::printf("limit %lld ms, %d rescues each\n", static_cast<long long>(kLimit.count()), kRescues);
  for (const bool spins : {false, true}) {
    const std::vector<double> waits = Measurement(spins).Run();
    const auto quantile = [&waits](double q) {
      return waits[static_cast<std::size_t>(q * static_cast<double>(waits.size() - 1))];
    };
    std::printf("  a call that %-8s answered after p50 %.2f ms, p99 %.2f ms, max %.2f ms\n", spins ? "computes" : "sleeps",
                quantile(0.5), quantile(0.99), waits.back());
  }
}

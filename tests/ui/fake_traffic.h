#ifndef HOTSWAP_TESTS_UI_FAKE_TRAFFIC_H_
#define HOTSWAP_TESTS_UI_FAKE_TRAFFIC_H_

#include <chrono>
#include <cstdint>
#include <memory>
#include <vector>

#include "core/api/history.h"
#include "core/api/snapshot.h"
#include "core/api/worker_settings.h"

namespace hotswap::ui {

/// Worker threads that only pretend: scores, rates and history follow from the time alone, so that a test repeats exactly.
///
/// Threads   One thread only.
class FakeTraffic {
 public:
  explicit FakeTraffic(const WorkerSettings& settings);

  /// Lets the workers answer requests from the time reached so far up to `to`, all on the published version.
  void AdvanceTo(std::chrono::nanoseconds to);

  /// Routes every thread to `version` from the time reached so far; closes the open buckets.
  void Publish(std::uint32_t version);

  void SetSettings(const WorkerSettings& settings);
  void SetPaused(bool paused) { paused_ = paused; }

  const WorkerSettings& settings() const { return settings_; }
  bool paused() const { return paused_; }
  std::chrono::nanoseconds now() const { return now_; }

  /// Fills threads, totals, history, spreads and the traffic figures of the versions that are in it.
  void Describe(Snapshot& snapshot) const;

 private:
  struct Worker {
    ThreadInfo info;
    Bucket open;
    double due = 0;  ///< Requests owed but not answered yet, below 1.
  };

  std::chrono::nanoseconds NextBoundary() const;
  void Answer(Worker& worker, std::chrono::nanoseconds span);
  void Open(Worker& worker);
  void CloseBuckets();
  void CloseTotals();
  void AddToLevels(unsigned thread, const Bucket& bucket);
  double RequestsPerSecond() const;

  WorkerSettings settings_;
  bool paused_ = false;
  std::uint32_t version_ = 0;
  std::chrono::nanoseconds now_{0};
  std::vector<Worker> workers_;
  std::vector<std::uint64_t> requests_;  ///< By version number.
  std::uint64_t total_requests_ = 0;
  std::uint64_t requests_at_last_total_ = 0;
  std::shared_ptr<History> history_ = std::make_shared<History>();
};

/// What a fake operator answers to the request of a thread's round.
double FakeScore(std::uint32_t version, unsigned thread, std::uint64_t round);

}  // namespace hotswap::ui

#endif  // HOTSWAP_TESTS_UI_FAKE_TRAFFIC_H_

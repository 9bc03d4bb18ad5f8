#ifndef HOTSWAP_TESTS_UI_SNAPSHOT_BUILDER_H_
#define HOTSWAP_TESTS_UI_SNAPSHOT_BUILDER_H_

#include <chrono>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "core/api/snapshot.h"
#include "core/base/clock.h"

namespace hotswap::ui::testing {

/// A clock that stands until it is told to move on.
class ManualClock final : public Clock {
 public:
  TimePoint Now() const override { return now_; }
  void advance(std::chrono::nanoseconds by) { now_ += by; }
  void set(std::chrono::nanoseconds since_origin) { now_ = TimePoint{} + since_origin; }

 private:
  TimePoint now_{};
};

/// Makes snapshots as an engine would publish them after some seconds of traffic. Deterministic: the same calls give the same
/// snapshot. Its origin is TimePoint{}, so a ManualClock set to `at` is at the moment of the snapshot.
class SnapshotBuilder {
 public:
  explicit SnapshotBuilder(unsigned threads = 4);

  /// When the snapshot is taken, since the origin. 60 s unless told.
  SnapshotBuilder& at(std::chrono::nanoseconds when);

  /// Every thread answers a request each `interval`; zero means a million per second. 300 ms unless told.
  SnapshotBuilder& interval(std::chrono::nanoseconds interval);

  /// Traffic starts with `version` at zero unless a swap says otherwise; later calls in order of time.
  SnapshotBuilder& swap(std::chrono::nanoseconds when, std::uint32_t version, bool rolled_back = false);

  /// How much later than the swap each thread's first block on the new version begins, times its number. Zero unless told.
  SnapshotBuilder& stagger(std::chrono::nanoseconds per_thread);

  /// Scores lie between these instead of being those of the shipped operators.
  SnapshotBuilder& scores(double least, double most);

  /// No thread answers from here on.
  SnapshotBuilder& trafficEnds(std::chrono::nanoseconds when);

  /// The spread of a version answers until its last swap away; scores are higher and calls are longer with its number.
  std::shared_ptr<const Snapshot> build() const;

 private:
  struct Change {
    std::chrono::nanoseconds at{0};
    std::uint32_t version = 1;
    bool rolled_back = false;
  };

  std::vector<Bucket> threadBuckets(unsigned thread, std::chrono::nanoseconds width) const;
  void addBuckets(std::vector<Bucket>& buckets, unsigned thread, std::int64_t from_ns, std::int64_t to_ns) const;
  void addScores(Bucket& bucket, unsigned thread) const;
  std::vector<TotalsPoint> totals(std::chrono::nanoseconds width) const;
  std::uint32_t versionAt(unsigned thread, std::int64_t at_ns) const;
  HistoryLevel level(std::int64_t factor) const;
  void addState(Snapshot& snapshot) const;
  void addReceipts(Snapshot& snapshot) const;
  void addSpreads(Snapshot& snapshot) const;

  unsigned threads_;
  std::chrono::nanoseconds at_ = std::chrono::seconds(60);
  std::chrono::nanoseconds interval_ = std::chrono::milliseconds(300);
  std::chrono::nanoseconds stagger_{0};
  std::optional<std::pair<double, double>> scores_;
  std::chrono::nanoseconds traffic_ends_ = std::chrono::hours(100);
  std::vector<Change> changes_{{std::chrono::nanoseconds{0}, 1, false}};
};

}  // namespace hotswap::ui::testing

#endif  // HOTSWAP_TESTS_UI_SNAPSHOT_BUILDER_H_

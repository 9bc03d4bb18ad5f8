#ifndef HOTSWAP_TESTS_CORE_ENGINE_CANARY_BENCH_H_
#define HOTSWAP_TESTS_CORE_ENGINE_CANARY_BENCH_H_

#include <gtest/gtest.h>

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <set>
#include <vector>

#include "core/engine/synthetic_source.h"
#include "core/telemetry/request_record.h"
#include "tests/core/engine/pool_bench.h"
#include "tests/core/loading/scratch_directory.h"

namespace hotswap::testing {

/// Scores a request by what it asks, so that a judge can tell from the score alone who answered what.
class OffsetOperator final : public IScoreOperator {
 public:
  explicit OffsetOperator(double offset) : offset_(offset) {}
  double compute_score(const Feature& feature) override { return offset_ + feature.user_id + feature.user_feature; }
  const char* name() const override { return "Offset"; }

 private:
  const double offset_;
};

/// A recorded pool on synthetic requests with a stable version 1 and a candidate 2.
struct CanaryBench {
  explicit CanaryBench(Nanoseconds call_limit = std::chrono::seconds(1), std::size_t slots = 1)
      : recorder(RequestRecorder::Open(scratch / "r").value()), bench(slots, call_limit, recorder.get()) {
    stable_cells.EnsureThreads(kMaxThreads);
    candidate_cells.EnsureThreads(kMaxThreads);
    bench.pool->UseSource(source);
  }

  void Publish(const std::function<void(Route&)>& change, std::size_t slot = 0) {
    bench.Publish(*stable, stable_cells, 1, slot, change);
  }
  void AddCandidate(Route& route) {
    Arm& arm = route.candidate.emplace();
    arm.version = 2;
    arm.op = candidate;
    arm.cells = &candidate_cells;
  }
  void PublishByUsers(double share, std::uint32_t observe_stride = 0) {
    Publish([&](Route& route) {
      AddCandidate(route);
      route.mode = RouteMode::kByUsers;
      route.users = UserShare(share, kSalt);
      route.observe_stride = observe_stride;
    });
  }

  void Start(unsigned threads, std::uint64_t rounds, Nanoseconds interval = Nanoseconds(0)) {
    bench.pool->Apply({.threads = threads, .interval = interval, .rounds = rounds});
  }
  bool Finished() {
    return Eventually([&] { return bench.pool->Finished(); });
  }

  /// Ends everything and reads the record, each thread's rows in its order.
  std::map<unsigned, std::vector<RecordRow>> Rows() {
    bench.pool->Stop();
    EXPECT_TRUE(recorder->Close().ok());
    std::map<unsigned, std::vector<RecordRow>> rows;
    EXPECT_TRUE(ReadRecord(scratch / "r", [&](const RecordRow& row) { rows[row.thread].push_back(row); }).ok());
    return rows;
  }

  static std::uint64_t Requests(const VersionCells& cells) { return cells.Requests(); }

  static constexpr std::uint64_t kSalt = UserShare::SaltOf("score");

  ScratchDirectory scratch;
  std::unique_ptr<RequestRecorder> recorder;
  OffsetOperator first{0};
  OffsetOperator second{1e6};
  IScoreOperator* stable = &first;
  IScoreOperator* candidate = &second;
  VersionCells stable_cells;
  VersionCells candidate_cells;
  SyntheticSource source;
  PoolBench bench;
};

/// A thread's rows have each round from 1 on once, none of them later than a block reaches.
inline void ExpectEachRoundOnce(const std::vector<RecordRow>& rows) {
  std::set<std::uint64_t> ahead;
  std::uint64_t complete = 0;
  for (const RecordRow& row : rows) {
    ASSERT_GT(row.round, complete) << "repeated";
    ASSERT_LE(row.round, complete + RequestBlock::kCapacity) << "round " << complete + 1 << " was left out";
    ASSERT_TRUE(ahead.insert(row.round).second) << "repeated";
    while (!ahead.empty() && *ahead.begin() == complete + 1) {
      ahead.erase(ahead.begin());
      ++complete;
    }
  }
  EXPECT_TRUE(ahead.empty()) << "round " << complete + 1 << " is missing";
}

}  // namespace hotswap::testing

#endif  // HOTSWAP_TESTS_CORE_ENGINE_CANARY_BENCH_H_

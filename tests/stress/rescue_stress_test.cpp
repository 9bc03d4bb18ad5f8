// Calls that hang for a while, at random, and rescuers that come too early and too late: every request is answered exactly once.
// Both directions of the proof: a worker that counts without committing is caught.
#include <gtest/gtest.h>

#include <atomic>
#include <chrono>
#include <cstdint>
#include <filesystem>
#include <map>
#include <memory>
#include <string>
#include <thread>
#include <vector>

#include "core/engine/run_claim.h"
#include "core/engine/synthetic_source.h"
#include "tests/core/engine/pool_bench.h"
#include "tests/core/loading/scratch_directory.h"

namespace hotswap {
namespace {

using namespace std::chrono_literals;
using std::chrono::steady_clock;
using testing::Eventually;

constexpr std::chrono::milliseconds kLimit = 5ms;
constexpr std::chrono::seconds kLength{2};
constexpr unsigned kThreads = 4;

/// One call in `kOneIn` takes between nothing and two limits, so that some come back just before they are claimed, some just
/// after. Scores a request by its round and its version.
class MoodyOperator final : public IScoreOperator {
 public:
  static constexpr std::uint64_t kOneIn = 2000;

  explicit MoodyOperator(int version) : version_(version) {}
  double compute_score(const Feature& feature) override {
    const auto seed = static_cast<std::uint64_t>(feature.user_id) << 32 | static_cast<std::uint64_t>(feature.item_id);
    const std::uint64_t hash = synthetic::Hash(seed * synthetic::kStep + static_cast<std::uint64_t>(version_));
    if (hash % kOneIn == 0) {
      ++hung;
      // The call that hangs.
      std::this_thread::sleep_for(2 * kLimit * (hash >> 32) / (std::uint64_t{1} << 32));
    }
    return feature.item_id + version_ * 1e6;
  }
  const char* name() const override { return "Moody"; }

  std::atomic<std::uint64_t> hung = 0;

 private:
  const int version_;
};

struct Judgement {
  std::uint64_t rows = 0;
  std::uint64_t errors = 0;
  std::uint64_t wrong_rounds = 0;
  std::uint64_t wrong_scores = 0;
  std::uint64_t backward_routes = 0;
};

Judgement Judge(const std::filesystem::path& record) {
  struct Last {
    std::uint64_t round = 0;
    std::uint64_t route = 0;
  };
  std::map<unsigned, Last> threads;
  Judgement judgement;
  const Status read = ReadRecord(record, [&](const RecordRow& row) {
    Last& last = threads[row.thread];
    ++judgement.rows;
    const bool error = (row.flags & RecordRow::kError) != 0;
    judgement.errors += error ? 1 : 0;
    judgement.wrong_rounds += row.round != last.round + 1 ? 1 : 0;
    judgement.backward_routes += row.route < last.route ? 1 : 0;
    judgement.wrong_scores += !error && row.score != static_cast<double>(row.round) + row.version * 1e6 ? 1 : 0;
    last = {row.round, row.route};
  });
  EXPECT_TRUE(read.ok()) << read.error().text;
  return judgement;
}

TEST(RescueStressTest, EveryRequestIsAnsweredOnceWhileCallsHangAndComeBack) {
  const testing::ScratchDirectory scratch;
  std::vector<std::unique_ptr<MoodyOperator>> operators;
  std::vector<std::unique_ptr<VersionCells>> cells;
  for (int version = 0; version < 2; ++version) {
    operators.push_back(std::make_unique<MoodyOperator>(version));
    cells.push_back(std::make_unique<VersionCells>());
    cells.back()->EnsureThreads(kMaxThreads);
  }
  auto recorder = RequestRecorder::Open(scratch / "r").value();
  std::uint64_t requests = 0;
  std::map<RescueOutcome, std::uint64_t> outcomes;
  std::uint64_t late = 0;
  {
    testing::PoolBench bench(1, kLimit, recorder.get());
    std::uint32_t version = 0;
    bench.Publish(*operators[version], *cells[version], version);
    bench.pool->Apply({.threads = kThreads, .interval = 0ns, .rounds = 0});
    for (const auto end = steady_clock::now() + kLength; steady_clock::now() < end;) {
      for (const StuckCall& stuck : bench.pool->FindStuck(SteadyClock().Now())) {
        // Every other stuck call finds another version in its place, the rest become errors.
        if (stuck.run % 2 == 0) {
          version = 1 - stuck.version;
          bench.Publish(*operators[version], *cells[version], version);
        }
        ++outcomes[bench.pool->Rescue(stuck)];
      }
      bench.slots[0].Collect();
      // The watcher's pace.
      std::this_thread::sleep_until(bench.pool->NextLook());
    }
    bench.pool->Stop();
    ASSERT_TRUE(Eventually([&] {
      bench.pool->FindStuck(SteadyClock().Now());
      return bench.pool->Parked().empty();
    }));
    late = bench.pool->late();
    std::uint64_t lost = 0;
    for (unsigned thread = 0; thread < kThreads; ++thread) {
      requests += bench.cells.Find(thread)->requests();
      lost += bench.cells.Find(thread)->lost();
    }
    EXPECT_EQ(requests, bench.source.taken);
    EXPECT_EQ(lost, 0U);
  }
  ASSERT_TRUE(recorder->Close().ok());
  const Judgement judgement = Judge(scratch / "r");
  EXPECT_EQ(judgement.rows, requests);
  EXPECT_EQ(judgement.wrong_rounds, 0U);
  EXPECT_EQ(judgement.wrong_scores, 0U);
  EXPECT_EQ(judgement.backward_routes, 0U);
  EXPECT_EQ(judgement.errors, cells[0]->Faults().errors + cells[1]->Faults().errors);
  std::uint64_t counted = 0;
  for (const auto& of_version : cells) {
    for (unsigned thread = 0; thread < kThreads; ++thread) counted += of_version->Find(thread)->requests;
  }
  EXPECT_EQ(counted, requests);
  EXPECT_GT(operators[0]->hung + operators[1]->hung, 10U);
  EXPECT_GT(outcomes[RescueOutcome::kReplaced], 3U);
  EXPECT_GE(late, outcomes[RescueOutcome::kReplaced]);
  RecordProperty("rescued", std::to_string(outcomes[RescueOutcome::kReplaced]));
  RecordProperty("late", std::to_string(late));
}

/// Runs that end about when a rescuer comes. How many were answered not exactly once.
template <typename Commit>
std::uint64_t Race(Commit commit, int runs) {
  std::uint64_t wrong = 0;
  for (int i = 0; i < runs; ++i) {
    RunClaim claim;
    claim.Begin({});
    const std::uint64_t run = claim.Look().value().run;
    std::atomic<int> answers = 0;
    std::atomic<bool> go = false;
    std::thread rescuer([&] {
      while (!go) std::this_thread::yield();
      if (claim.Claim(run)) ++answers;
    });
    go = true;
    for (int turn = 0; turn < i % 64; ++turn) std::atomic_signal_fence(std::memory_order_seq_cst);
    if (commit(claim)) ++answers;
    rescuer.join();
    wrong += answers != 1 ? 1 : 0;
  }
  return wrong;
}

TEST(RescueStressTest, ACommittedRunIsAnsweredExactlyOnce) {
  EXPECT_EQ(Race([](RunClaim& claim) { return claim.Commit(); }, 3000), 0U);
}

TEST(RescueStressTest, AWorkerThatCountsWithoutCommittingIsCaught) {
  const auto count_anyway = [](RunClaim&) { return true; };
  EXPECT_GT(Race(count_anyway, 300), 0U);
}

TEST(RescueStressTest, AWorkerThatLooksBeforeItCountsIsCaught) {
  // Looking is not enough: the rescuer comes between the look and the count.
  const auto look_first = [](RunClaim& claim) {
    const bool mine = !claim.claimed();
    std::this_thread::yield();
    return mine;
  };
  std::uint64_t wrong = 0;
  for (int i = 0; i < 100 && wrong == 0; ++i) wrong = Race(look_first, 300);
  EXPECT_GT(wrong, 0U);
}

}  // namespace
}  // namespace hotswap

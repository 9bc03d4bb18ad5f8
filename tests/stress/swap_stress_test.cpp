// Swaps under load, while threads, pace and pauses change. Judged by the record of every request: none is lost, none fails, every
// score is that of the version which is said to have answered, and no thread ever goes back to an older route.
#include <gtest/gtest.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdint>
#include <filesystem>
#include <map>
#include <memory>
#include <string>
#include <thread>
#include <utility>

#include "core/control/local_engine.h"
#include "core/engine/synthetic_source.h"
#include "tests/core/loading/scratch_directory.h"
#include "tests/fixtures/operators/fixture_path.h"

namespace hotswap {
namespace {

using namespace std::chrono_literals;
using std::chrono::steady_clock;

/// Enough swaps to end early. A free core does 1,700 a second, beside other work the scheduler decides: hence kLeastSwaps.
constexpr std::uint64_t kManySwaps = 4000;

#if defined(__SANITIZE_THREAD__) || defined(__SANITIZE_ADDRESS__)
constexpr std::uint64_t kLeastSwaps = 20;
constexpr std::chrono::milliseconds kLength = 2s;
#else
constexpr std::uint64_t kLeastSwaps = 200;
constexpr std::chrono::milliseconds kLength = 3s;
#endif

/// What the shipped operators answer, from the same expressions.
double Expected(std::uint32_t version, const Feature& f) {
  if (version == 1) return f.user_feature * 0.7 + f.item_feature * 0.3;
  const double base = f.user_feature * 0.4 + f.item_feature * 0.6;
  return base * (1.0 + 0.1 * std::sin(f.user_id * 0.1)) + 2.0;
}

struct Verdict {
  std::uint64_t rows = 0;
  std::uint64_t errors = 0;
  std::uint64_t wrong_scores = 0;
  std::uint64_t backward_routes = 0;
  std::uint64_t backward_times = 0;
  std::uint64_t missing_rounds = 0;
  std::uint64_t last_route = 0;
};

Verdict Judge(const std::filesystem::path& record) {
  struct Last {
    std::uint64_t round = 0;
    std::uint64_t route = 0;
    std::int64_t end_ns = 0;
  };
  std::map<unsigned, Last> threads;
  Verdict verdict;
  const Status read = ReadRecord(record, [&](const RecordRow& row) {
    Last& last = threads[row.thread];
    ++verdict.rows;
    verdict.errors += row.flags & RecordRow::kError;
    verdict.backward_routes += row.route < last.route ? 1 : 0;
    verdict.backward_times += row.start_ns < last.end_ns ? 1 : 0;
    verdict.missing_rounds += row.round != last.round + 1 ? 1 : 0;
    const double expected = Expected(row.version, SyntheticFeature(row.thread, row.round));
    // The compiler may contract the two expressions differently, so up to the last bit.
    verdict.wrong_scores += std::abs(row.score - expected) > 1e-12 ? 1 : 0;
    last = {row.round, row.route, row.end_ns};
    verdict.last_route = std::max(verdict.last_route, row.route);
  });
  EXPECT_TRUE(read.ok()) << read.error().text;
  return verdict;
}

class SwapStressTest : public ::testing::TestWithParam<unsigned> {
 protected:
  EngineOptions Options(bool record) const {
    EngineOptions options;
    options.store = scratch_ / "store";
    options.resident = GetParam();
    options.sample_period = 5ms;
    if (record) options.record = record_;
    options.plan.libraries = {testing::ShippedOperator("score_op_v1"), testing::ShippedOperator("score_op_v2")};
    options.plan.workers = WorkerSettings{.threads = 4, .interval = 0ns, .rounds = 0};
    return options;
  }

  /// Changes what the workers are told as fast as the controller takes it.
  static void Disturb(LocalEngine& engine, steady_clock::time_point until) {
    for (unsigned i = 0; steady_clock::now() < until; ++i) {
      engine.Submit(SetWorkers{{.threads = 1 + i * 7 % 4, .interval = i % 3 == 0 ? 50us : 0us, .rounds = 0}});
      engine.Submit(SetPaused{i % 5 == 4});
      if (i % 9 == 0) engine.Submit(RollBack{""});
      // The pace of the disturbance: each setting is to be lived in for some blocks.
      std::this_thread::sleep_for(2ms);
    }
    engine.Submit(SetPaused{false});
  }

  void ExpectClean(const LocalEngine& engine) const {
    const auto last = engine.Latest();
    EXPECT_EQ(last->totals.lost, 0U);
    EXPECT_EQ(last->totals.errors, 0U);
    EXPECT_GT(last->totals.requests, 1000U);
    EXPECT_GE(last->totals.swaps, kLeastSwaps);
    std::uint64_t refused = 0;
    for (const SwapReceipt& receipt : *last->receipts) {
      EXPECT_TRUE(receipt.complete) << receipt.number;
      EXPECT_NE(receipt.unload_proven, false) << receipt.unload_note;
      refused += receipt.outcome == SwapOutcome::kRefused ? 1 : 0;
    }
    EXPECT_EQ(refused, 0U);
  }

  const testing::ScratchDirectory scratch_;
  const std::filesystem::path record_ = scratch_ / "requests.rec";
};

TEST_P(SwapStressTest, NothingIsLostWhileEverythingChanges) {
  EngineOptions options = Options(true);
  // The recorder slows the workers down; the swaps come as fast as they can.
  options.plan.swap_every = 500us;
  auto engine = LocalEngine::Make(std::move(options)).value();
  ASSERT_TRUE(engine->WaitUntilStarted().ok());
  // A bounded record: requests at full pace would fill the disk.
  Disturb(*engine, steady_clock::now() + kLength / 3);
  ASSERT_TRUE(engine->Finish().ok());
  const auto last = engine->Latest();
  EXPECT_EQ(last->totals.lost, 0U);
  EXPECT_EQ(last->totals.errors, 0U);
  const Verdict verdict = Judge(record_);
  EXPECT_EQ(verdict.rows, last->totals.requests);
  EXPECT_GT(verdict.rows, 1000U);
  EXPECT_EQ(verdict.errors, 0U);
  EXPECT_EQ(verdict.wrong_scores, 0U);
  EXPECT_EQ(verdict.backward_routes, 0U);
  EXPECT_EQ(verdict.backward_times, 0U);
  EXPECT_EQ(verdict.missing_rounds, 0U);
  EXPECT_GT(verdict.last_route, 5U);
}

TEST_P(SwapStressTest, ThousandsOfSwapsUnderFullLoad) {
  EngineOptions options = Options(false);
  options.plan.workers->threads = 2;
  options.plan.swap_every = 500us;
  auto engine = LocalEngine::Make(std::move(options)).value();
  ASSERT_TRUE(engine->WaitUntilStarted().ok());
  const auto deadline = steady_clock::now() + kLength;
  // Only how often the count is looked at.
  while (engine->Latest()->totals.swaps < kManySwaps && steady_clock::now() < deadline) std::this_thread::sleep_for(5ms);
  ASSERT_TRUE(engine->Finish().ok());
  ExpectClean(*engine);
  RecordProperty("swaps", std::to_string(engine->Latest()->totals.swaps));
}

INSTANTIATE_TEST_SUITE_P(Resident, SwapStressTest, ::testing::Values(0U, 2U));

}  // namespace
}  // namespace hotswap

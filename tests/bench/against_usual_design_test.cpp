// The engine against the usual design, with the same operators, requests, threads and swaps, interleaved in one process.
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdio>
#include <filesystem>
#include <thread>
#include <vector>

#include "core/control/local_engine.h"
#include "tests/bench/usual_design.h"
#include "tests/fixtures/operators/fixture_path.h"
#include "tests/support/temporary_directory.h"

namespace hotswap::bench {
namespace {

using namespace std::chrono_literals;

constexpr auto kLength = 1000ms;
constexpr auto kSwapEvery = 10ms;

double RunEngine(const std::vector<std::filesystem::path>& libraries, unsigned threads, const std::filesystem::path& store) {
  EngineOptions options;
  options.store = store;
  options.resident = 0;
  options.keep_history = false;
  options.sample_period = 50ms;
  options.plan.libraries = libraries;
  options.plan.workers = WorkerSettings{.threads = threads, .interval = 0ns};
  options.plan.swap_every = kSwapEvery;
  auto engine = LocalEngine::Make(std::move(options));
  EXPECT_TRUE(engine.ok());
  EXPECT_TRUE(engine.value()->WaitUntilStarted().ok());
  std::this_thread::sleep_for(kLength);  // the length of the measurement
  EXPECT_TRUE(engine.value()->Finish().ok());
  const auto last = engine.value()->Latest();
  EXPECT_EQ(last->totals.lost, 0U);
  EXPECT_EQ(last->totals.errors, 0U);
  return static_cast<double>(last->totals.requests) / std::chrono::duration<double>(engine.value()->workers_ran()).count();
}

class AgainstUsualDesignTest : public ::testing::TestWithParam<unsigned> {};

TEST_P(AgainstUsualDesignTest, AnswersManyTimesAsManyRequestsWithTheSameSwaps) {
  const std::vector<std::filesystem::path> libraries{testing::ShippedOperator("score_op_v1"),
                                                     testing::ShippedOperator("score_op_v2")};
  const TemporaryDirectory store;
  UsualDesign usual(libraries);
  std::array<double, 3> ratios;
  for (double& ratio : ratios) {
    const double theirs = usual.Run(GetParam(), kLength, kSwapEvery);
    const double ours = RunEngine(libraries, GetParam(), store.Path() / "store");
    ratio = ours / theirs;
    std::printf("%2u threads: usual design %6.1f M/s, engine %6.1f M/s, ratio %.1f\n", GetParam(), theirs / 1e6, ours / 1e6,
                ratio);
  }
  std::ranges::sort(ratios);
  // With two processors to itself the engine does 90 to 110 times as much (2026-11-23). On a busy machine the usual design's
  // threads seldom run at once and so seldom fight for its counters: 8 to 11 times, which must not fail a build.
  EXPECT_GE(ratios[1], 5) << "the median of three interleaved runs";
}

INSTANTIATE_TEST_SUITE_P(Threads, AgainstUsualDesignTest, ::testing::Values(2U, 4U), ::testing::PrintToStringParamName());

}  // namespace
}  // namespace hotswap::bench

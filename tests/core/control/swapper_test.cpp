// What is published when something else is published while instances are made.
#include "core/control/swapper.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <nlohmann/json.hpp>

#include "tests/core/control/engine_bench.h"

namespace hotswap {
namespace {

using namespace std::chrono_literals;
using testing::FixtureOperator;
using testing::ShippedOperator;

/// flag_raised raises a flag with its sixth instance; what obeys it throws then.
class SwapperTest : public testing::EngineBench {
 protected:
  SwapperTest() {
    setenv("HOTSWAP_TEST_FLAG", (scratch_ / "flag").c_str(), 1);
    options_.plan.libraries = {ShippedOperator("score_op_v1")};
  }
  ~SwapperTest() override {
    engine_ = nullptr;
    unsetenv("HOTSWAP_TEST_FLAG");
  }

  static std::ptrdiff_t PublicationsOf(const nlohmann::json& report, std::uint32_t version) {
    return std::ranges::count_if(report["swaps"], [version](const nlohmann::json& swap) {
      return swap["to"] == version && (swap["outcome"] == "published" || swap["outcome"] == "rolled_back");
    });
  }

  const Command more_workers_ = SetWorkers{{.threads = 12, .interval = 1ms, .rounds = 0}};
};

TEST_F(SwapperTest, ASwapGoesOnWhenItsVersionIsTakenBackToWhileItGetsAnInstanceForEachWorker) {
  ASSERT_TRUE(Start().ok());
  ASSERT_TRUE(Do(SwapToLibrary{"", FixtureOperator("flag_raised")}).ok);
  ASSERT_TRUE(Do(SwapToLibrary{"", FixtureOperator("flag_obeyed")}).ok);
  ASSERT_TRUE(Do(LoadLibrary{"", FixtureOperator("flag_raised")}).ok);
  ASSERT_TRUE(Do(more_workers_).ok);
  EXPECT_TRUE(Do(SwapToVersion{"", 2}).ok);
  EXPECT_TRUE(Answers(2));
  const auto report = FinishAndReport();
  EXPECT_EQ(report["lost"], 0);
  EXPECT_EQ(PublicationsOf(report, 2), 3) << report["swaps"];
}

TEST_F(SwapperTest, AVersionThatIsTakenBackWhileMoreWorkersGetInstancesOfItIsNotPublishedAgain) {
  ASSERT_TRUE(Start().ok());
  ASSERT_TRUE(Do(SwapToLibrary{"", FixtureOperator("flag_raised_and_obeyed")}).ok);
  ASSERT_TRUE(Do(more_workers_).ok);
  EXPECT_TRUE(Answers(1));
  const auto taken_back = Await([](const Snapshot& s) {
    return s.versions[1].state == VersionState::kUnloaded || s.versions[1].state == VersionState::kFailed;
  });
  ASSERT_NE(taken_back, nullptr) << "what was made for it goes, too";
  const auto report = FinishAndReport();
  EXPECT_EQ(PublicationsOf(report, 2), 1) << report["swaps"];
  EXPECT_EQ(PublicationsOf(report, 1), 2) << report["swaps"];
  EXPECT_EQ(report["lost"], 0);
}

TEST_F(SwapperTest, ADestroyOperatorThatHangsKeepsNobodyFromAVersionThatIsLoaded) {
  options_.resident = 1;
  ASSERT_TRUE(Start().ok());
  ASSERT_TRUE(Do(SwapToLibrary{"", FixtureOperator("flag_awaited")}).ok);
  ASSERT_TRUE(Do(SwapToVersion{"", 1}).ok);
  engine_->Submit(SwapToLibrary{"", ShippedOperator("score_op_v2")});
  ASSERT_TRUE(Answers(3)) << "v2 is retired now";
  EXPECT_TRUE(Do(RollBack{""}).ok);
  EXPECT_NE(StateOf(2), VersionState::kZombie) << "the rollback waited until v2 was given up";
  EXPECT_TRUE(Answers(1));
  scratch_.Write("flag", "");
  EXPECT_TRUE(Becomes(2, VersionState::kUnloaded));
  EXPECT_EQ(FinishAndReport()["lost"], 0);
}

TEST_F(SwapperTest, ASwapWhoseTurnDoesNotComeBeforeTheEndHasAReceipt) {
  options_.resident = 0;
  options_.load_limit = 500ms;
  Scenario scenario;
  scenario.duration = 300ms;
  scenario.workers = {.threads = 1, .interval = 1ms, .rounds = 0};
  scenario.slots = {{"score", FixtureOperator("flag_awaited")}};
  scenario.swaps = {{50ms, "score", FixtureOperator("constant")}, {100ms, "score", ShippedOperator("score_op_v2")}};
  options_.plan.scenario = scenario;
  ASSERT_TRUE(Start().ok());
  ASSERT_NE(Await([](const Snapshot& s) { return s.scenario && !s.scenario->running; }), nullptr);
  const auto report = FinishAndReport();
  const auto& missed = report["swaps"].back();
  EXPECT_EQ(missed["outcome"], "refused");
  EXPECT_EQ(missed["code"], "unavailable");
  EXPECT_EQ(missed["path"].get<std::string>(), ShippedOperator("score_op_v2").string());
}

TEST_F(SwapperTest, TheEndOfTheRunDoesNotWaitForAnInstanceForEachWorker) {
  options_.plan.workers = WorkerSettings{.threads = 64, .interval = 1ms, .rounds = 0};
  ASSERT_TRUE(Start().ok());
  engine_->Submit(SwapToLibrary{"", FixtureOperator("flag_raised")});
  ASSERT_NE(Await([](const Snapshot& s) { return s.versions.size() == 2 && s.versions[1].loads > 0; }), nullptr);
  const auto report = FinishAndReport();
  EXPECT_EQ(PublicationsOf(report, 2), 0) << "four seconds are enough to see that the run ends";
  EXPECT_EQ(report["swaps"].back()["gate"], "G4");
  EXPECT_EQ(report["swaps"].back()["code"], "unavailable");
}

}  // namespace
}  // namespace hotswap

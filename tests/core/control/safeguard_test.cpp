// Calls that never return, seen from outside: who answers, what is told, how it ends.
#include "core/control/safeguard.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <nlohmann/json.hpp>
#include <string>
#include <utility>

#include "tests/core/control/engine_bench.h"

namespace hotswap {
namespace {

using namespace std::chrono_literals;
using testing::FixtureOperator;
using ::testing::HasSubstr;
using testing::ShippedOperator;

/// hang_in_production answers a million calls, then none.
class SafeguardTest : public testing::EngineBench {
 protected:
  SafeguardTest() {
    options_.plan.libraries = {ShippedOperator("score_op_v1")};
    options_.plan.workers = WorkerSettings{.threads = 2, .interval = 0ns, .rounds = 0};
    options_.call_limit = 50ms;
  }

  std::shared_ptr<const Snapshot> AwaitParked() const {
    return Await([](const Snapshot& s) { return !s.parked.empty(); });
  }
};

TEST_F(SafeguardTest, AHungCallIsAnsweredByTheVersionBeforeAndTheThreadIsShown) {
  ASSERT_TRUE(Start().ok());
  ASSERT_TRUE(Do(SwapToLibrary{"", FixtureOperator("hang_in_production")}).ok);
  const auto snapshot = AwaitParked();
  ASSERT_NE(snapshot, nullptr);
  EXPECT_EQ(snapshot->parked[0].version, 2U);
  EXPECT_THAT(snapshot->parked[0].name, HasSubstr("hs-work-0"));
  EXPECT_TRUE(Answers(1));
  const auto after = Await([](const Snapshot& s) {
    return std::ranges::any_of(s.versions[1].holders, [](const std::string& h) { return h.starts_with("hs-work-0"); });
  });
  ASSERT_NE(after, nullptr);
  EXPECT_EQ(after->totals.lost, 0U);
  EXPECT_EQ(after->totals.errors, 0U);
}

TEST_F(SafeguardTest, TheReceiptsTellTheRollbackAndWhatHoldsTheHungVersion) {
  ASSERT_TRUE(Start().ok());
  ASSERT_TRUE(Do(SwapToLibrary{"", FixtureOperator("hang_in_production")}).ok);
  ASSERT_NE(AwaitParked(), nullptr);
  ASSERT_TRUE(Answers(1));
  ASSERT_TRUE(Do(SwapToLibrary{"", ShippedOperator("score_op_v2")}).ok);
  const auto report = FinishAndReport();
  ASSERT_EQ(report["swaps"].size(), 4U);
  const auto& rollback = report["swaps"][2];
  EXPECT_EQ(rollback["outcome"], "rolled_back");
  EXPECT_EQ(rollback["gate"], "G7");
  EXPECT_EQ(rollback["code"], "timed_out");
  EXPECT_EQ(rollback["unload_proven"], false);
  EXPECT_THAT(rollback["unload_note"], HasSubstr("a call in it is stuck on hs-work-0"));
  EXPECT_EQ(report["swaps"][3]["to"], 3);
  EXPECT_EQ(report["lost"], 0);
}

TEST_F(SafeguardTest, AVersionThatHungIsNoPlaceToGoBackToAlsoWhenASwapWasFasterThanTheLimit) {
  options_.call_limit = 2s;
  ASSERT_TRUE(Start().ok());
  ASSERT_TRUE(Do(SwapToLibrary{"", FixtureOperator("hang_in_production")}).ok);
  // What is counted lags behind by a run for each worker, and stands still once they hang.
  std::uint64_t counted = 0;
  std::chrono::nanoseconds since{0};
  ASSERT_NE(Await([&](const Snapshot& s) {
              const std::uint64_t requests = s.versions.size() == 2 ? s.versions[1].requests : 0;
              if (requests != std::exchange(counted, requests)) since = s.at;
              return requests > 990'000 && s.at - since > 300ms;
            }),
            nullptr);
  ASSERT_TRUE(Do(SwapToVersion{"", 1}).ok);
  ASSERT_NE(AwaitParked(), nullptr);
  const CommandOutcome back = Do(RollBack{""});
  EXPECT_FALSE(back.ok) << "v" << back.version << " answers again";
}

TEST_F(SafeguardTest, WithoutAVersionBeforeTheHungRequestIsAnErrorAndTheRestGoesOn) {
  options_.plan.libraries = {FixtureOperator("hang_in_production")};
  ASSERT_TRUE(Start().ok());
  ASSERT_NE(AwaitParked(), nullptr);
  EXPECT_NE(Await([](const Snapshot& s) { return s.totals.errors > 0; }), nullptr);
  const auto report = FinishAndReport();
  EXPECT_EQ(report["lost"], 0);
  EXPECT_GT(report["errors"], 0);
  EXPECT_EQ(report["versions"][0]["errors"], report["errors"]);
}

TEST_F(SafeguardTest, WorkersThatWereAllStuckComeBackAsTheTextSays) {
  options_.plan.libraries = {FixtureOperator("hang_in_production")};
  options_.call_limit = 5ms;
  ASSERT_TRUE(Start().ok());
  const auto stuck = Await([](const Snapshot& s) { return s.parked.size() >= WorkerPool::kMostParked + 2; });
  ASSERT_NE(stuck, nullptr) << "two workers, each replaced until too many are stuck";
  const auto told = std::ranges::count_if(*stuck->events, [](const Event& event) {
    return event.text.find("are stuck already. Swap to a version that answers, then set the number of worker threads again") !=
           std::string::npos;
  });
  EXPECT_EQ(told, 2) << "once for each worker that is not replaced";
  ASSERT_TRUE(Do(SwapToLibrary{"", ShippedOperator("score_op_v1")}).ok);
  ASSERT_TRUE(Do(SetWorkers{{.threads = 2, .interval = 1ms}}).ok);
  EXPECT_TRUE(Answers(2));
  EXPECT_EQ(FinishAndReport()["lost"], 0);
}

}  // namespace
}  // namespace hotswap

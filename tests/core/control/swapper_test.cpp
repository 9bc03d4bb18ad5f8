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

}  // namespace
}  // namespace hotswap

#include "core/rollout/plan_check.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>
#include <cmath>
#include <string>
#include <vector>

namespace hotswap {
namespace {

using std::chrono::milliseconds;
using ::testing::HasSubstr;

RolloutStep Share(double share) { return {.share = share, .threads = 0, .min_time = milliseconds(500), .min_requests = 1000}; }
RolloutStep Threads(unsigned threads) { return {.share = 0, .threads = threads, .min_time = {}, .min_requests = 1}; }

RolloutPlan PlanOf(std::vector<RolloutStep> steps) {
  return {.slot = "score", .library = "score_op_v2.so", .version = 0, .steps = std::move(steps), .guards = {}};
}

void ExpectRefused(const RolloutPlan& plan, const std::string& text) {
  const Status status = CheckPlan(plan, 4);
  ASSERT_FALSE(status.ok()) << text;
  EXPECT_EQ(status.error().code, Errc::kInvalidArgument);
  EXPECT_THAT(status.error().text, HasSubstr(text));
}

TEST(PlanCheckTest, AcceptsSharesThreadsAndASingleStep) {
  EXPECT_TRUE(CheckPlan(PlanOf({Share(5), Share(50), Share(100)}), 4).ok());
  EXPECT_TRUE(CheckPlan(PlanOf({Threads(1), Threads(4)}), 4).ok());
  EXPECT_TRUE(CheckPlan(PlanOf({Threads(9)}), 0).ok());
  EXPECT_TRUE(CheckPlan(PlanOf({Share(0.1)}), 4).ok());
}

TEST(PlanCheckTest, RefusesAPlanWithoutCandidateOrSteps) {
  RolloutPlan nobody = PlanOf({Share(100)});
  nobody.library.clear();
  ExpectRefused(nobody, "no candidate");
  nobody.version = 3;
  EXPECT_TRUE(CheckPlan(nobody, 4).ok());
  ExpectRefused(PlanOf({}), "no steps");
}

TEST(PlanCheckTest, RefusesSharesOutOfRangeAndNamesTheStep) {
  ExpectRefused(PlanOf({Share(5), Share(101)}), "rollout: step 2: the share 101 % is not over 0 and at most 100");
  ExpectRefused(PlanOf({Share(-5)}), "the share -5 %");
  ExpectRefused(PlanOf({Share(std::nan(""))}), "step 1: the share");
  ExpectRefused(PlanOf({Share(0)}), "neither a share nor threads");
}

TEST(PlanCheckTest, RefusesStepsThatDoNotGrow) {
  ExpectRefused(PlanOf({Share(50), Share(5)}), "step 2: 5 % after 50 %; each step has to be larger");
  ExpectRefused(PlanOf({Share(50), Share(50)}), "50 % after 50 %");
  ExpectRefused(PlanOf({Threads(2), Threads(1)}), "1 thread after 2");
}

TEST(PlanCheckTest, RefusesSharesAndThreadsTogether) {
  RolloutStep both = Share(5);
  both.threads = 1;
  ExpectRefused(PlanOf({both}), "both a share and threads");
  ExpectRefused(PlanOf({Threads(1), Share(100)}), "step 2: it counts in shares and the step before does not");
}

TEST(PlanCheckTest, RefusesMoreThreadsThanThereAre) {
  ExpectRefused(PlanOf({Threads(5)}), "5 threads are more than the 4 workers");
}

TEST(PlanCheckTest, RefusesANegativeTime) {
  RolloutStep step = Share(5);
  step.min_time = milliseconds(-1);
  ExpectRefused(PlanOf({step}), "min_time is negative");
}

TEST(PlanCheckTest, RefusesAGuardThatIsNone) {
  RolloutPlan plan = PlanOf({Share(100)});
  plan.guards = {{"max_p99_ration", 1.5}};
  ExpectRefused(plan, "rollout: guard \"max_p99_ration\": there is no such guard; did you mean \"max_p99_ratio\"?");
}

}  // namespace
}  // namespace hotswap

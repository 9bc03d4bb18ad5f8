#include "ui/viewmodels/rollout_trail.h"

#include "tests/ui/viewmodels/rollout_fixture.h"

namespace hotswap::ui {
namespace {

class RolloutTrailTest : public RolloutFixture {
 protected:
  RolloutTrail trail_;
};

TEST_F(RolloutTrailTest, RemembersWhenEachStepBegan) {
  rollout().step = 0;
  rollout().step_since = 100s;
  EXPECT_TRUE(trail_.note(snapshot_));
  EXPECT_FALSE(trail_.note(snapshot_));
  rollout().step = 1;
  rollout().step_since = 110s;
  EXPECT_TRUE(trail_.note(snapshot_));
  ASSERT_EQ(trail_.markers().size(), 2U);
  EXPECT_EQ(trail_.markers()[0].step, "5 %");
  EXPECT_EQ(trail_.markers()[1].at_ns, std::chrono::nanoseconds(110s).count());
  EXPECT_EQ(trail_.markers()[1].to, 2U);
}

TEST_F(RolloutTrailTest, AnAbortedRolloutIsAWayBackAndAPromotionHasAReceiptOfItsOwn) {
  end(RolloutOutcome::kAborted, "");
  trail_.note(snapshot_);
  ASSERT_EQ(trail_.markers().size(), 1U);
  EXPECT_TRUE(trail_.markers()[0].rolled_back);
  EXPECT_EQ(trail_.markers()[0].to, 1U);
  EXPECT_EQ(trail_.markers()[0].at_ns, std::chrono::nanoseconds(120s).count());
  rollout().number = 2;
  end(RolloutOutcome::kPromoted, "");
  EXPECT_FALSE(trail_.note(snapshot_));
}

TEST_F(RolloutTrailTest, ACandidateThatNeverAnsweredLeavesNoMark) {
  rollout().requests_candidate = 0;
  end(RolloutOutcome::kRolledBack, "G2 refused it");
  EXPECT_FALSE(trail_.note(snapshot_));
}

}  // namespace
}  // namespace hotswap::ui

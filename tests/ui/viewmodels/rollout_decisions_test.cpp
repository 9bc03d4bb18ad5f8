#include "ui/viewmodels/rollout_decisions.h"

#include "tests/ui/viewmodels/rollout_fixture.h"

namespace hotswap::ui {
namespace {

class RolloutDecisionsTest : public RolloutFixture {
 protected:
  RolloutDecisions decisions_;
};

TEST_F(RolloutDecisionsTest, TellsEachDecisionOnce) {
  EXPECT_TRUE(decisions_.look(snapshot_).empty());
  end(RolloutOutcome::kRolledBack, "max_error_rate broke: 0.2 of at most 0.001");
  const auto fresh = decisions_.look(snapshot_);
  ASSERT_EQ(fresh.size(), 1U);
  EXPECT_EQ(fresh[0].title, "Rollout of v2 ScoreOperatorV2: rolled back");
  EXPECT_EQ(fresh[0].text, "max_error_rate broke: 0.2 of at most 0.001");
  EXPECT_FALSE(fresh[0].promoted);
  EXPECT_TRUE(decisions_.look(snapshot_).empty());
}

TEST_F(RolloutDecisionsTest, WhatWasDecidedBeforeTheFirstLookIsNoNews) {
  end(RolloutOutcome::kPromoted, "");
  EXPECT_TRUE(decisions_.look(snapshot_).empty());
}

TEST_F(RolloutDecisionsTest, NamesTheSlotWhereThereAreSeveral) {
  snapshot_.slots.push_back(SlotInfo{.name = "ctr"});
  decisions_.look(snapshot_);
  end(RolloutOutcome::kPromoted, "");
  const auto fresh = decisions_.look(snapshot_);
  ASSERT_EQ(fresh.size(), 1U);
  EXPECT_EQ(fresh[0].title, "Rollout of v2 ScoreOperatorV2 in score: promoted");
  EXPECT_TRUE(fresh[0].promoted);
}

}  // namespace
}  // namespace hotswap::ui

#include "ui/viewmodels/slot_line.h"

#include "tests/ui/viewmodels/rollout_fixture.h"

namespace hotswap::ui {
namespace {

class SlotLineTest : public RolloutFixture {
 protected:
  SlotLineTest() { snapshot_.slots.push_back(SlotInfo{.name = "ctr"}); }

  SlotLine line(std::size_t slot) const { return slotLinesOf(snapshot_).at(slot); }
};

TEST_F(SlotLineTest, TellsARolloutWhileItIsUnderWay) {
  EXPECT_EQ(line(0).text, "score · v2 50 %");
  EXPECT_TRUE(line(0).rollout);
  EXPECT_FALSE(line(0).outcome);
  EXPECT_EQ(line(1), (SlotLine{.text = "ctr", .rollout = false, .outcome = {}}));
}

TEST_F(SlotLineTest, TellsThatItFailedUntilAnotherVersionAnswers) {
  end(RolloutOutcome::kRolledBack, "max_error_rate broke");
  EXPECT_EQ(line(0).text, "score · v2 rolled back");
  EXPECT_EQ(line(0).outcome, RolloutOutcome::kRolledBack);
  snapshot_.slots[0].active = 3;
  EXPECT_EQ(line(0).text, "score");
}

TEST_F(SlotLineTest, SaysNothingOfWhatWentWell) {
  end(RolloutOutcome::kPromoted, "");
  EXPECT_EQ(line(0).text, "score");
}

}  // namespace
}  // namespace hotswap::ui

#include "ui/viewmodels/watch_text.h"

#include <gtest/gtest.h>

namespace hotswap::ui {
namespace {

SlotInfo watching(const char* path, WatchPolicy policy) {
  SlotInfo slot{.name = "score", .watch = path, .policy = policy, .strategy = "slow"};
  slot.moment.kind = MomentKind::kBatchBoundary;
  return slot;
}

TEST(WatchTextTest, ASlotThatWatchesNothingSaysNothing) {
  EXPECT_TRUE(watchText({}).isEmpty());
  EXPECT_TRUE(watchSentence({}).isEmpty());
}

TEST(WatchTextTest, TellsThePlaceByItsNameAndWhatBecomesOfWhatIsNew) {
  EXPECT_EQ(watchText(watching("/opt/new.so", WatchPolicy::kOffer)), "Watches new.so: offers");
  EXPECT_EQ(watchText(watching("/opt/ops/", WatchPolicy::kSwap)), "Watches ops: swaps (batch boundary)");
  EXPECT_EQ(watchText(watching("/opt/ops", WatchPolicy::kRollout)), "Watches ops: rolls out (slow)");
}

TEST(WatchTextTest, TheSentenceHasTheWholePath) {
  EXPECT_EQ(watchSentence(watching("/opt/ops", WatchPolicy::kRollout)),
            "A library that appears or changes at /opt/ops goes through the gates and is rolled out (strategy: slow)");
  EXPECT_TRUE(watchSentence(watching("/opt/ops", WatchPolicy::kOffer)).endsWith("is ready then; you decide"));
  EXPECT_TRUE(watchSentence(watching("/opt/ops", WatchPolicy::kSwap)).endsWith("takes over (moment: batch boundary)"));
}

}  // namespace
}  // namespace hotswap::ui

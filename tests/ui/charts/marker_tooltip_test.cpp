#include "ui/charts/marker_tooltip.h"

#include <gtest/gtest.h>

#include <QLocale>

#include "tests/ui/snapshot_builder.h"

namespace hotswap::ui {
namespace {

using std::chrono_literals::operator""us;
using std::chrono_literals::operator""s;
using testing::SnapshotBuilder;

class MarkerTooltipTest : public ::testing::Test {
 protected:
  void SetUp() override {
    QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates));
    auto snapshot = std::make_shared<Snapshot>(*SnapshotBuilder(2).at(60s).swap(0s, 1).swap(20s, 2).swap(40s, 1, true).build());
    auto receipts = *snapshot->receipts;
    receipts[1].publish = 20us;
    receipts[1].drain = 17us;
    receipts[1].stall = 13us;
    receipts[1].lost = 0;
    receipts[1].complete = true;
    snapshot->receipts = std::make_shared<std::vector<SwapReceipt>>(receipts);
    model_.apply(snapshot);
  }

  QString lines(const SwapMarker& marker) const { return markerTooltip(model_, marker, "−9 s").lines.join("\n"); }

  TimelineViewModel model_;
};

TEST_F(MarkerTooltipTest, TellsTheMainFiguresOfASwap) {
  const SwapMarker& swap = model_.flags()[1];
  EXPECT_EQ(markerTooltip(model_, swap, {}).title, "Swap to v2 ScoreOperatorV2");
  EXPECT_EQ(lines(swap),
            "−9 s\nv1 ScoreOperatorV1 answered before\npublished in 20 µs\ndrained in 17 µs, longest gap 13 µs\n"
            "0 requests lost\nClick for receipt 2");
}

TEST_F(MarkerTooltipTest, SaysSoOfAWayBackThatIsStillDraining) {
  const SwapMarker& back = model_.flags()[2];
  EXPECT_EQ(markerTooltip(model_, back, {}).title, "Rolled back to v1 ScoreOperatorV1");
  EXPECT_TRUE(lines(back).contains("draining"));
}

TEST_F(MarkerTooltipTest, AStepOfACanaryHasNoReceiptToOffer) {
  const SwapMarker step{.from = 1, .to = 2, .step = "5 %"};
  EXPECT_EQ(markerTooltip(model_, step, {}).title, "Canary step: v2 ScoreOperatorV2 gets 5 %");
  EXPECT_FALSE(lines(step).contains("receipt"));
}

}  // namespace
}  // namespace hotswap::ui

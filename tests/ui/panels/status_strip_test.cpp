#include "ui/panels/status_strip.h"

#include <gtest/gtest.h>

#include <QLabel>

#include "tests/ui/offscreen_test.h"

namespace hotswap::ui {
namespace {

class StatusStripTest : public testing::OffscreenTest {};

TEST_F(StatusStripTest, StuckThreadsAreAWarningThatIsThereOnlyWhenTheyAre) {
  StatusViewModel model;
  StatusStrip strip(model);
  strip.show();
  auto* stuck = strip.findChild<QLabel*>(QStringLiteral("statusStuck"));
  ASSERT_NE(stuck, nullptr);
  EXPECT_FALSE(stuck->isVisible());
  Snapshot snapshot;
  snapshot.parked.resize(2);
  model.apply(snapshot);
  EXPECT_TRUE(stuck->isVisible());
  EXPECT_EQ(stuck->text(), "2 stuck threads");
}

}  // namespace
}  // namespace hotswap::ui

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

TEST_F(StatusStripTest, ALongFileNameLosesItsMiddleAndNotWhatHappened) {
  StatusViewModel model;
  StatusStrip strip(model);
  strip.resize(900, 24);
  strip.show();
  settle();
  model.say(QString(90, 'a') + ".so refused");
  const QString news = strip.findChild<QLabel*>(QStringLiteral("statusNews"))->text();
  EXPECT_TRUE(news.endsWith("a.so refused")) << news.toStdString();
  EXPECT_TRUE(news.contains(QChar(0x2026)));
}

TEST_F(StatusStripTest, SaysOfWhichCallsTheLatencyIs) {
  StatusViewModel model;
  StatusStrip strip(model);
  model.apply(Snapshot{});
  EXPECT_EQ(strip.findChild<QLabel*>(QStringLiteral("statusP99"))->toolTip(),
            "99th percentile of the latency: no call was timed lately");
}

}  // namespace
}  // namespace hotswap::ui

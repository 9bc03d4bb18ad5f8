#include "ui/panels/progress_panel.h"

#include <gtest/gtest.h>

#include <QLabel>

#include "tests/ui/offscreen_test.h"
#include "ui/panels/elided_label.h"

namespace hotswap::ui {
namespace {

class ProgressPanelTest : public testing::OffscreenTest {};

TEST_F(ProgressPanelTest, TellsTheGateInWordsOnALineOfItsOwn) {
  ActivityViewModel model;
  QWidget window;
  ProgressPanel panel(model, &window);
  window.show();
  EXPECT_FALSE(panel.isVisible());
  Snapshot snapshot;
  snapshot.activity = Activity{.text = "Loading libctr.so", .gate = "G3", .fraction = 0.5};
  model.apply(snapshot);
  auto* step = panel.findChild<QLabel*>(QStringLiteral("activityStep"));
  ASSERT_NE(step, nullptr);
  EXPECT_TRUE(step->isVisible());
  EXPECT_EQ(step->text(), "trying it in a process of its own [G3]");
  EXPECT_EQ(panel.findChild<QLabel*>(QStringLiteral("activityText"))->text(), "Loading libctr.so");
  snapshot.activity->gate.clear();
  model.apply(snapshot);
  EXPECT_FALSE(step->isVisible());
}

TEST_F(ProgressPanelTest, ALongNameLosesItsMiddleAndNoHalfOfALetter) {
  Snapshot snapshot;
  snapshot.activity = Activity{.text = "Comparing a_library_with_a_rather_long_name.so with its trial", .gate = "G5"};
  ActivityViewModel model;
  QWidget window;
  ProgressPanel panel(model, &window);
  panel.resize(160, 80);
  model.apply(snapshot);
  window.show();
  settle();
  const QString shown = panel.findChild<ElidedLabel*>(QStringLiteral("activityText"))->shownText();
  EXPECT_TRUE(shown.startsWith("Comp") && shown.contains(QChar(0x2026)) && shown.endsWith("ial")) << shown.toStdString();
}

}  // namespace
}  // namespace hotswap::ui

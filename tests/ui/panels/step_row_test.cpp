#include "ui/panels/step_row.h"

#include <gtest/gtest.h>

#include <QHelpEvent>
#include <QImage>
#include <QToolTip>

#include "tests/ui/offscreen_test.h"
#include "ui/theme/palette.h"

namespace hotswap::ui {
namespace {

StepCell cell(const char* share, StepState state, double fraction = 0) {
  return {.share = QString::fromUtf8(share), .state = state, .fraction = fraction, .tool_tip = QStringLiteral("about ") + share};
}

class StepRowTest : public testing::OffscreenTest {
 protected:
  StepRowTest() {
    row_.resize(300, row_.sizeHint().height());
    row_.show();
    settle();
  }

  /// Of the device-independent columns from..to, how many have this colour just above the lower edge of the row.
  int columnsOf(const QColor& colour, int from, int to) {
    const QImage image = row_.grab().toImage();
    int count = 0;
    for (int x = from; x < to; ++x) count += image.pixelColor(x, image.height() - 4) == colour ? 1 : 0;
    return count;
  }

  QColor ground() const { return QGuiApplication::palette().color(QPalette::Window); }

  StepRow row_;
};

TEST_F(StepRowTest, WhatIsDoneIsFilledAndWhatIsToComeIsNot) {
  row_.setSteps({cell("5 %", StepState::kDone), cell("50 %", StepState::kToCome)});
  const QColor done = blended(passedColor(isDark(QGuiApplication::palette())), ground(), 0.24);
  EXPECT_GT(columnsOf(done, 0, 150), 120);
  EXPECT_EQ(columnsOf(done, 150, 300), 0);
  EXPECT_GT(columnsOf(ground(), 152, 298), 120);
}

TEST_F(StepRowTest, ThePresentStepIsFilledAsFarAsItIsDone) {
  row_.setSteps({cell("5 %", StepState::kPresent, 0.25)});
  const QColor accent = QGuiApplication::palette().color(QPalette::Active, QPalette::Highlight);
  const QColor filled = blended(accent, ground(), 0.3);
  EXPECT_NEAR(columnsOf(filled, 0, 300), 75, 4);
  row_.setSteps({cell("5 %", StepState::kPresent, 1)});
  EXPECT_GT(columnsOf(filled, 0, 300), 280);
}

TEST_F(StepRowTest, WhereARolloutEndedHasTheColourOfAnError) {
  row_.setSteps({cell("5 %", StepState::kEnded), cell("50 %", StepState::kNotReached)});
  const QColor ended = blended(levelColor(EventLevel::kError, isDark(QGuiApplication::palette())), ground(), 0.24);
  EXPECT_GT(columnsOf(ended, 0, 150), 120);
  EXPECT_EQ(columnsOf(ended, 150, 300), 0);
}

TEST_F(StepRowTest, TellsEachStepToAScreenReaderAndWhereThePointerIs) {
  row_.setSteps({cell("5 %", StepState::kDone), cell("50 %", StepState::kToCome)});
  EXPECT_EQ(row_.accessibleDescription(), "about 5 %; about 50 %");
  QHelpEvent left(QEvent::ToolTip, QPoint(20, 5), row_.mapToGlobal(QPoint(20, 5)));
  QApplication::sendEvent(&row_, &left);
  EXPECT_TRUE(QToolTip::text().contains("about 5 %"));
  QHelpEvent right(QEvent::ToolTip, QPoint(280, 5), row_.mapToGlobal(QPoint(280, 5)));
  QApplication::sendEvent(&row_, &right);
  EXPECT_TRUE(QToolTip::text().contains("about 50 %"));
}

TEST_F(StepRowTest, ManyStepsStayWithinANarrowRow) {
  std::vector<StepCell> steps;
  for (int i = 0; i < 12; ++i) steps.push_back(cell("100 %", StepState::kDone));
  row_.setSteps(steps);
  EXPECT_EQ(row_.minimumSizeHint().width(), 1);
  row_.resize(60, row_.sizeHint().height());
  settle();
  const QColor done = blended(passedColor(isDark(QGuiApplication::palette())), ground(), 0.24);
  EXPECT_GT(columnsOf(done, 0, 30), 0);
  EXPECT_GT(columnsOf(done, 30, 60), 0);
}

TEST_F(StepRowTest, WithoutStepsNothingIsPainted) {
  row_.setSteps({});
  EXPECT_EQ(columnsOf(ground(), 0, 300), 300);
}

}  // namespace
}  // namespace hotswap::ui

#include "ui/viewmodels/first_steps_view_model.h"

#include <gtest/gtest.h>

namespace hotswap::ui {
namespace {

using Steps = FirstStepsViewModel;

TEST(FirstStepsViewModelTest, IsOverForGoodOnceAllThreeAreDoneInAnyOrder) {
  Steps steps;
  int over = 0;
  QObject::connect(&steps, &Steps::over, &steps, [&over] { ++over; });
  steps.begin();
  steps.finish(Steps::kSwap);
  steps.finish(Steps::kWatch);
  EXPECT_TRUE(steps.isOpen());
  EXPECT_TRUE(steps.isDone(Steps::kWatch));
  EXPECT_FALSE(steps.isDone(Steps::kPick));
  EXPECT_EQ(over, 0);
  steps.finish(Steps::kPick);
  EXPECT_FALSE(steps.isOpen());
  EXPECT_EQ(over, 1);
}

TEST(FirstStepsViewModelTest, ClosingEndsItToo) {
  Steps steps;
  int over = 0;
  QObject::connect(&steps, &Steps::over, &steps, [&over] { ++over; });
  steps.begin();
  steps.close();
  steps.close();
  EXPECT_FALSE(steps.isOpen());
  EXPECT_EQ(over, 1);
}

TEST(FirstStepsViewModelTest, WithoutABeginningNothingIsToldNorRemembered) {
  Steps steps;
  int told = 0;
  QObject::connect(&steps, &Steps::changed, &steps, [&told] { ++told; });
  for (const Steps::Step step : {Steps::kWatch, Steps::kPick, Steps::kSwap}) steps.finish(step);
  EXPECT_FALSE(steps.isOpen());
  EXPECT_EQ(told, 0);
}

}  // namespace
}  // namespace hotswap::ui

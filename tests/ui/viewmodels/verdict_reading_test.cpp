#include <gtest/gtest.h>

#include "tests/ui/viewmodels/verdict_fixture.h"
#include "ui/viewmodels/verdict_view_model.h"

namespace hotswap::ui {
namespace {

/// What the sheet does while somebody reads it, and what counts as read.
class VerdictReadingTest : public VerdictFixture {};

TEST_F(VerdictReadingTest, ALaterOutcomeDoesNotTurnThePageOfWhoeverTouchedTheSheet) {
  haveVersions(3);
  model_.expect({1, 2, 3});
  judge(accepted(1, 1));
  judge(accepted(2, 2));
  model_.turn(-1);
  judge(accepted(3, 3));
  EXPECT_EQ(model_.version(), (VersionKey{0, 1}));
  EXPECT_EQ(model_.pageCount(), 3);
  EXPECT_EQ(model_.place(), "1 of 3");
}

TEST_F(VerdictReadingTest, AVerdictThatIsShownAgainMeanwhileKeepsItsPageToo) {
  haveVersions(2);
  model_.expect({1});
  model_.show({0, 1});
  judge(accepted(1, 2));
  EXPECT_EQ(model_.version(), (VersionKey{0, 1}));
  EXPECT_EQ(model_.pageCount(), 2);
}

TEST_F(VerdictReadingTest, AnOutcomeThatComesWhileAPageWasReadDoesNotTurnIt) {
  haveVersions(3);
  model_.expect({1, 2, 3});
  judge(accepted(1, 1));
  judge(accepted(2, 2));
  EXPECT_FALSE(model_.isHeld());
  model_.noteSeen();
  EXPECT_TRUE(model_.isHeld());
  judge(accepted(3, 3));
  EXPECT_EQ(model_.version(), (VersionKey{0, 2}));
  model_.expect({4});  // Somebody asks for something new, and waits for it.
  EXPECT_FALSE(model_.isHeld());
  judge(accepted(4, 1));
  EXPECT_EQ(model_.version(), (VersionKey{0, 1}));
  EXPECT_EQ(model_.pageCount(), 1);
}

TEST_F(VerdictReadingTest, SaysWhenAPageComesToTheFrontAndNotWhenOneIsAdded) {
  haveVersions(2);
  int shown = 0;
  QObject::connect(&model_, &VerdictViewModel::pageShown, &model_, [&] { ++shown; });
  model_.expect({1, 2});
  judge(accepted(1, 1));
  EXPECT_EQ(shown, 1);
  model_.noteSeen();
  judge(accepted(2, 2));
  EXPECT_EQ(shown, 1);
  model_.turn(+1);
  EXPECT_EQ(shown, 2);
}

TEST_F(VerdictReadingTest, ARefusalThatNobodySawWasNotRead) {
  haveVersions(1);
  judge(refused(1));
  model_.expect({2});
  judge(accepted(2, 1));
  EXPECT_TRUE(read_.isEmpty());  // The error bar has it.
}

TEST_F(VerdictReadingTest, ARefusalThatWasPushedAsideWasNotRead) {
  haveVersions(1);
  judge(refused(1));
  judge(accepted(2, 1));
  EXPECT_TRUE(model_.messages().isEmpty());
  EXPECT_TRUE(read_.isEmpty());
}

TEST_F(VerdictReadingTest, ARefusalOnTheScreenWasReadWhenTheNextFileIsPicked) {
  haveVersions(1);
  model_.expect({1, 2});
  judge(refused(1));
  judge(refused(2));
  model_.noteSeen();
  model_.expect({3});
  judge(accepted(3, 1));
  EXPECT_EQ(read_, QStringList{"bad2.so was not loaded"});  // The first one was never in front for longer than the second took.
}

}  // namespace
}  // namespace hotswap::ui

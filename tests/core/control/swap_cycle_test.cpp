#include "core/control/swap_cycle.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>
#include <cstdint>
#include <string>
#include <variant>
#include <vector>

namespace hotswap {
namespace {

using namespace std::chrono_literals;
using ::testing::AllOf;
using ::testing::HasSubstr;

class SwapCycleTest : public ::testing::Test {
 protected:
  SwapCycleTest() {
    for (const char* name : {"one", "two", "three"}) {
      catalogue_.Admit(0, {.sha256 = name, .original = {}, .stored = {}, .memory = {}}).name = name;
    }
    catalogue_.slot(0).active = 1;
  }

  Version& Of(std::uint32_t number) { return *catalogue_.slot(0).Find(number); }

  /// The version that the cycle swaps to at its next turn; 0 when it rests. It answers from then on.
  std::uint32_t Turn() {
    now_ += 1s;
    const auto due = cycle_.TakeDue(now_);
    const std::uint32_t to = due ? std::get<SwapToVersion>(*due).version : 0;
    if (to != 0) catalogue_.slot(0).active = to;
    return to;
  }

  std::chrono::nanoseconds now_{0};
  VersionCatalogue catalogue_{{"score"}, 2};
  EventLog events_{10, {}};
  Schedule schedule_;
  SwapCycle cycle_{catalogue_, schedule_, events_};
};

TEST_F(SwapCycleTest, SwapsInTurn) {
  cycle_.Start(0, {"", 1s, {2, 3, 1}}, now_);
  std::vector<std::uint32_t> turns;
  for (int i = 0; i < 4; ++i) turns.push_back(Turn());
  EXPECT_EQ(turns, (std::vector<std::uint32_t>{2, 3, 1, 2}));
}

TEST_F(SwapCycleTest, LeavesOutWhatWasTakenBack) {
  cycle_.Start(0, {"", 1s, {2, 3, 1}}, now_);
  Of(2).fault = "threw";
  EXPECT_EQ(Turn(), 3U);
  EXPECT_EQ(Turn(), 1U);
  EXPECT_EQ(Turn(), 3U);
  EXPECT_TRUE(events_.Shared()->empty());
}

TEST_F(SwapCycleTest, LeavesOutWhatCouldNotBeLoadedAgain) {
  cycle_.Start(0, {"", 1s, {2, 3, 1}}, now_);
  Of(2).failure = "scores differ";
  EXPECT_EQ(Turn(), 3U);
  EXPECT_EQ(Turn(), 1U);
}

TEST_F(SwapCycleTest, SaysOnceThatItRestsWhenOneGoodVersionIsLeft) {
  cycle_.Start(0, {"", 1s, {2, 1}}, now_);
  Of(2).fault = "threw";
  for (int i = 0; i < 5; ++i) EXPECT_EQ(Turn(), 0U);
  ASSERT_EQ(events_.Shared()->size(), 1U);
  EXPECT_THAT(events_.Shared()->front().text,
              AllOf(HasSubstr("leaves out what was taken back or refused (v2 two)"), HasSubstr("v1 one goes on answering")));
}

TEST_F(SwapCycleTest, GoesOnWithAVersionThatSomebodyPublishedAllTheSame) {
  cycle_.Start(0, {"", 1s, {2, 1}}, now_);
  Of(2).fault = "threw";
  EXPECT_EQ(Turn(), 0U);
  Of(2).fault.clear();
  EXPECT_EQ(Turn(), 2U);
  EXPECT_EQ(Turn(), 1U);
}

TEST_F(SwapCycleTest, OfOneVersionAloneMakesANewInstanceAtEachTurn) {
  cycle_.Start(0, {"", 1s, {1}}, now_);
  EXPECT_EQ(Turn(), 1U);
  EXPECT_EQ(Turn(), 1U);
}

TEST_F(SwapCycleTest, LeavesOtherCommandsOfTheScheduleAlone) {
  cycle_.Start(0, {"", 10s, {2, 1}}, now_);
  Of(2).fault = "threw";
  schedule_.At(1s, SwapToVersion{"", 2});
  EXPECT_EQ(Turn(), 2U) << "somebody asked for it";
}

}  // namespace
}  // namespace hotswap

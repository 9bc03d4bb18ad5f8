#include "core/control/schedule.h"

#include <gtest/gtest.h>

#include <chrono>
#include <variant>
#include <vector>

namespace hotswap {
namespace {

using namespace std::chrono_literals;

Command To(std::uint32_t version) { return SwapToVersion{"", version}; }
std::uint32_t VersionOf(const Command& command) { return std::get<SwapToVersion>(command).version; }

/// The versions of everything that is due at `now`, in the order in which they are taken.
std::vector<std::uint32_t> Due(Schedule& schedule, Schedule::Time now) {
  std::vector<std::uint32_t> versions;
  while (const auto command = schedule.TakeDue(now)) versions.push_back(VersionOf(*command));
  return versions;
}

using Versions = std::vector<std::uint32_t>;

TEST(ScheduleTest, AnEmptyOneIsNeverDue) {
  Schedule schedule;
  EXPECT_FALSE(schedule.Next().has_value());
  EXPECT_FALSE(schedule.TakeDue(1h).has_value());
}

TEST(ScheduleTest, GivesCommandsInOrderOfTimeWhateverTheOrderTheyCameIn) {
  Schedule schedule;
  schedule.At(30ms, To(3));
  schedule.At(10ms, To(1));
  schedule.At(20ms, To(2));
  EXPECT_EQ(schedule.Next(), Schedule::Time(10ms));
  EXPECT_EQ(Due(schedule, 9ms), Versions{});
  EXPECT_EQ(Due(schedule, 20ms), (Versions{1, 2}));
  EXPECT_EQ(schedule.Next(), Schedule::Time(30ms));
}

TEST(ScheduleTest, CommandsOfOneTimeKeepTheirOrder) {
  Schedule schedule;
  for (std::uint32_t i = 1; i <= 5; ++i) schedule.At(10ms, To(i));
  EXPECT_EQ(Due(schedule, 10ms), (Versions{1, 2, 3, 4, 5}));
}

TEST(ScheduleTest, ACycleBeginsAfterItsPeriodAndNeverEnds) {
  Schedule schedule;
  schedule.Every(5ms, 10ms, {To(1), To(2)});
  EXPECT_EQ(schedule.Next(), Schedule::Time(15ms));
  EXPECT_EQ(Due(schedule, 15ms), Versions{1});
  EXPECT_EQ(Due(schedule, 24ms), Versions{});
  EXPECT_EQ(Due(schedule, 25ms), Versions{2});
  EXPECT_EQ(Due(schedule, 36ms), Versions{1});
  EXPECT_EQ(schedule.Next(), Schedule::Time(45ms));
}

TEST(ScheduleTest, ACycleThatFellBehindSkipsTurnsAndStaysOnItsGrid) {
  Schedule schedule;
  schedule.Every(0ms, 10ms, {To(1), To(2), To(3)});
  EXPECT_EQ(Due(schedule, 57ms), Versions{1});
  EXPECT_EQ(schedule.Next(), Schedule::Time(60ms));
  EXPECT_EQ(Due(schedule, 60ms), Versions{2});
}

TEST(ScheduleTest, ACycleTakesTheNextCommandThatFits) {
  Schedule schedule;
  schedule.Every(0ms, 10ms, {To(1), To(2), To(3)});
  const auto not_two = [](const Command& command) { return VersionOf(command) != 2; };
  EXPECT_EQ(VersionOf(*schedule.TakeDue(10ms, not_two)), 1U);
  EXPECT_EQ(VersionOf(*schedule.TakeDue(20ms, not_two)), 3U);
  EXPECT_EQ(schedule.Next(), Schedule::Time(30ms));
}

TEST(ScheduleTest, ACycleOfWhichNothingFitsRestsForAWhileHoweverShortItsPeriodIs) {
  Schedule schedule;
  schedule.Every(0ns, 1ns, {To(1), To(2)});
  EXPECT_FALSE(schedule.TakeDue(5ms, [](const Command&) { return false; }).has_value());
  EXPECT_GT(schedule.Next(), Schedule::Time(5ms) + Schedule::kRest);
}

TEST(ScheduleTest, ACycleAndSingleCommandsAreMergedByTime) {
  Schedule schedule;
  schedule.Every(0ms, 10ms, {To(1)});
  schedule.At(5ms, To(7));
  schedule.At(10ms, To(8));
  EXPECT_EQ(Due(schedule, 10ms), (Versions{7, 8, 1}));
}

TEST(ScheduleTest, AnEmptyListEndsTheCycle) {
  Schedule schedule;
  schedule.Every(0ms, 10ms, {To(1)});
  schedule.At(20ms, To(2));
  schedule.Every(0ms, 0ms, {});
  EXPECT_EQ(Due(schedule, 1h), Versions{2});
}

TEST(ScheduleTest, ClearDropsEverything) {
  Schedule schedule;
  schedule.Every(0ms, 10ms, {To(1)});
  schedule.At(20ms, To(2));
  schedule.Clear();
  EXPECT_FALSE(schedule.Next().has_value());
}

}  // namespace
}  // namespace hotswap

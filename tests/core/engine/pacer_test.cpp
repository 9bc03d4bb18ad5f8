#include "core/engine/pacer.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <chrono>
#include <cstddef>

namespace hotswap {
namespace {

using namespace std::chrono_literals;

const TimePoint kStart = TimePoint() + 1h;

Pacer PacerWith(std::chrono::nanoseconds interval) {
  Pacer pacer;
  pacer.SetInterval(interval, kStart);
  return pacer;
}

TEST(PacerTest, WithAnIntervalRequestsFallDueOnAGrid) {
  struct Case {
    std::chrono::nanoseconds after;
    std::size_t due;
  };
  for (const Case& c : {Case{-1ns, 0}, Case{0ns, 1}, Case{99ms, 1}, Case{100ms, 2}, Case{550ms, 6}, Case{1s, 11}}) {
    Pacer pacer = PacerWith(100ms);
    std::size_t due = 0;
    while (pacer.Due(kStart + c.after) != 0) {
      pacer.Answered(1, 1ms);
      ++due;
    }
    EXPECT_EQ(due, c.due) << c.after.count();
  }
}

TEST(PacerTest, LateAnswersDoNotMoveTheGrid) {
  Pacer pacer = PacerWith(100ms);
  pacer.Answered(pacer.Due(kStart + 30ms), 20ms);
  EXPECT_EQ(pacer.next(), kStart + 100ms);
  EXPECT_EQ(pacer.Due(kStart + 99ms), 0U);
  for (int i = 0; i < 2; ++i) pacer.Answered(pacer.Due(kStart + 250ms), 1ms);
  EXPECT_EQ(pacer.next(), kStart + 300ms);
}

TEST(PacerTest, MakesUpForASecondAtMost) {
  Pacer pacer = PacerWith(100ms);
  EXPECT_EQ(pacer.Due(kStart + 1h), 1U);
  EXPECT_EQ(pacer.next(), kStart + 1h - 1s);
}

TEST(PacerTest, MissedRequestsAreMadeUpForInBlocksThatGrowLikeAnyOther) {
  Pacer pacer = PacerWith(1ns);
  for (int i = 0; i < 12; ++i) pacer.Answered(pacer.Due(kStart + 1s), 1us);
  EXPECT_EQ(pacer.Due(kStart + 1s), Pacer::kLargestBlock);
  for (int i = 0; i < 12; ++i) pacer.Answered(pacer.Due(kStart + 1s), 1ms);
  EXPECT_EQ(pacer.Due(kStart + 1s), 1U) << "a slow operator must see a swap at its next request";
}

TEST(PacerTest, ANewRouteStartsWithABlockOfOne) {
  Pacer pacer = PacerWith(0ns);
  for (int i = 0; i < 12; ++i) pacer.Answered(pacer.Due({}), 1us);
  pacer.StartOver();
  EXPECT_EQ(pacer.Due({}), 1U);
}

TEST(PacerTest, DoesNotMakeUpForAPause) {
  Pacer pacer = PacerWith(100ms);
  pacer.Answered(pacer.Due(kStart), 1ms);
  pacer.Resume(kStart + 10s);
  EXPECT_EQ(pacer.Due(kStart + 10s), 1U);
}

TEST(PacerTest, FlatOutTheBlockGrowsWhileItIsShort) {
  Pacer pacer = PacerWith(0ns);
  std::size_t expected = 1;
  for (int i = 0; i < 12; ++i) {
    EXPECT_EQ(pacer.Due({}), expected);
    pacer.Answered(expected, 1us);
    expected = std::min(expected * 2, Pacer::kLargestBlock);
  }
  EXPECT_EQ(pacer.Due({}), Pacer::kLargestBlock);
}

TEST(PacerTest, FlatOutTheBlockShrinksToOneRequestOfASlowOperator) {
  Pacer pacer = PacerWith(0ns);
  for (int i = 0; i < 5; ++i) pacer.Answered(pacer.Due({}), 1us);
  EXPECT_EQ(pacer.Due({}), 32U);
  for (int i = 0; i < 6; ++i) pacer.Answered(pacer.Due({}), 1ms);
  EXPECT_EQ(pacer.Due({}), 1U);
}

TEST(PacerTest, FlatOutABlockOfMediumLengthStays) {
  Pacer pacer = PacerWith(0ns);
  for (int i = 0; i < 3; ++i) pacer.Answered(pacer.Due({}), 1us);
  for (const auto took : {20us, 50us, 80us}) {
    pacer.Answered(pacer.Due({}), took);
    EXPECT_EQ(pacer.Due({}), 8U) << took.count();
  }
}

TEST(PacerTest, ABlockThatTheSourceCouldNotFillSaysNothingAboutTheNext) {
  Pacer pacer = PacerWith(0ns);
  for (int i = 0; i < 3; ++i) pacer.Answered(pacer.Due({}), 1us);
  pacer.Answered(2, 1us);
  EXPECT_EQ(pacer.Due({}), 8U);
}

TEST(PacerTest, AnotherIntervalBeginsAtOnce) {
  Pacer pacer = PacerWith(1h);
  pacer.Answered(1, 1us);
  EXPECT_EQ(pacer.Due(kStart + 1s), 0U);
  pacer.SetInterval(10ms, kStart + 1s);
  EXPECT_EQ(pacer.Due(kStart + 1s), 1U);
  pacer.SetInterval(0ns, kStart + 2s);
  EXPECT_TRUE(pacer.flat_out());
  EXPECT_EQ(pacer.Due({}), 1U);
}

}  // namespace
}  // namespace hotswap

#include "ui/viewmodels/interval_text.h"

#include <gtest/gtest.h>

namespace hotswap::ui {
namespace {

using namespace std::chrono_literals;

TEST(IntervalTextTest, ReadsEveryUnit) {
  EXPECT_EQ(parseInterval("300ms"), 300ms);
  EXPECT_EQ(parseInterval(" 1.5 s "), 1500ms);
  EXPECT_EQ(parseInterval("250us"), 250us);
  EXPECT_EQ(parseInterval(QString::fromUtf8("250 µs")), 250us);
  EXPECT_EQ(parseInterval("800 NS"), 800ns);
}

TEST(IntervalTextTest, ABareNumberIsMilliseconds) { EXPECT_EQ(parseInterval("20"), 20ms); }

TEST(IntervalTextTest, ZeroIsFlatOut) {
  EXPECT_EQ(parseInterval("0"), 0ns);
  EXPECT_EQ(parseInterval("Flat out"), 0ns);
  EXPECT_EQ(intervalText(0ns), "flat out");
}

TEST(IntervalTextTest, RefusesWhatIsNoInterval) {
  for (const char* text : {"", "soon", "-5 ms", "5 min", "1e400 s", "2 h", "1,5 s"}) {
    EXPECT_FALSE(parseInterval(text).has_value()) << text;
  }
}

TEST(IntervalTextTest, WhatItWritesItReadsBack) {
  for (const auto interval : {1ns, 999ns, 1500ns, 250'000ns, 300'000'000ns, 1'500'000'000ns, 3'600'000'000'000ns}) {
    EXPECT_EQ(parseInterval(intervalText(interval)), interval) << interval.count();
  }
}

}  // namespace
}  // namespace hotswap::ui

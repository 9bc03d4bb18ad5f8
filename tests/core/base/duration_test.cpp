#include "core/base/duration.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace hotswap {
namespace {

using namespace std::chrono_literals;
using ::testing::HasSubstr;

TEST(ParseDurationTest, ReadsEveryUnit) {
  EXPECT_EQ(ParseDuration("50ns").value(), 50ns);
  EXPECT_EQ(ParseDuration("10us").value(), 10us);
  EXPECT_EQ(ParseDuration("300ms").value(), 300ms);
  EXPECT_EQ(ParseDuration("12s").value(), 12s);
  EXPECT_EQ(ParseDuration("2m").value(), 2min);
  EXPECT_EQ(ParseDuration("1h").value(), 1h);
  EXPECT_EQ(ParseDuration("30d").value(), 720h);
}

TEST(ParseDurationTest, ReadsFractions) {
  EXPECT_EQ(ParseDuration("1.5s").value(), 1500ms);
  EXPECT_EQ(ParseDuration("0.1us").value(), 100ns);
  EXPECT_EQ(ParseDuration("0.4ns").value(), 0ns);
}

TEST(ParseDurationTest, ReadsZeroWithAndWithoutAUnit) {
  EXPECT_EQ(ParseDuration("0").value(), 0ns);
  EXPECT_EQ(ParseDuration("0s").value(), 0ns);
}

TEST(ParseDurationTest, KeepsTheLastNanosecondOfLongTimes) {
  EXPECT_EQ(ParseDuration("3153599999999999999ns").value().count(), 3'153'599'999'999'999'999);
}

TEST(ParseDurationTest, RefusesEverythingElseAndShowsTheAcceptedForms) {
  for (const char* text : {"",       " ",      "5",    "ms",     "1 s", " 1s",  "1s ",
                           "1S",     "1sec",   "1w",   "1e3s",   "inf", "nans", "nan",
                           "0x1s",   "+1s",    "1,5s", "1.5.2s", "-1s", "-0",   "3153600000000000001ns",
                           "1e999s", "876001h"}) {
    const auto parsed = ParseDuration(text);
    ASSERT_FALSE(parsed.ok()) << text;
    EXPECT_EQ(parsed.error().code, Errc::kInvalidArgument);
    EXPECT_THAT(parsed.error().text, HasSubstr("\"" + std::string(text) + "\""));
    EXPECT_THAT(parsed.error().text, HasSubstr("50ns, 10us, 300ms, 1.5s, 2m, 1h, 30d, or 0"));
  }
}

TEST(ParseDurationTest, SaysWhatIsWrong) {
  EXPECT_THAT(ParseDuration("-1s").error().text, HasSubstr("is negative"));
  EXPECT_THAT(ParseDuration("3000000h").error().text, HasSubstr("is too long"));
  EXPECT_THAT(ParseDuration("5").error().text, HasSubstr("has no unit"));
  EXPECT_THAT(ParseDuration("5 apples").error().text, HasSubstr("has no known unit"));
}

TEST(FormatDurationTest, PicksTheUnitThatKeepsItShort) {
  EXPECT_EQ(FormatDuration(0ns), "0 ns");
  EXPECT_EQ(FormatDuration(340ns), "340 ns");
  EXPECT_EQ(FormatDuration(1000ns), "1.0 µs");
  EXPECT_EQ(FormatDuration(1234us), "1.2 ms");
  EXPECT_EQ(FormatDuration(12s), "12.0 s");
  EXPECT_EQ(FormatDuration(125s), "2 min 5 s");
  EXPECT_EQ(FormatDuration(3725s), "1 h 2 min");
  EXPECT_EQ(FormatDuration(-340ns), "-340 ns");
}

TEST(FormatDurationTest, NeverRoundsUpToAThousandOfTheSmallerUnit) {
  EXPECT_EQ(FormatDuration(999'960ns), "1.0 ms");
  EXPECT_EQ(FormatDuration(999'960us), "1.0 s");
  EXPECT_EQ(FormatDuration(59'960ms), "1 min 0 s");
}

}  // namespace
}  // namespace hotswap

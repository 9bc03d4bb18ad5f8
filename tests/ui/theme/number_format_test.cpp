#include "ui/theme/number_format.h"

#include <gtest/gtest.h>

#include <QLocale>
#include <limits>

namespace hotswap::ui {
namespace {

class NumberFormatTest : public ::testing::Test {
 protected:
  void SetUp() override { QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates)); }
};

TEST_F(NumberFormatTest, WritesRatesWithThreeDigits) {
  EXPECT_EQ(formatRate(48'240'000), "48.2 M/s");
  EXPECT_EQ(formatRate(999'700), "1 M/s");
  EXPECT_EQ(formatRate(930), "930 /s");
  EXPECT_EQ(formatRate(3.333), "3.33 /s");
  EXPECT_EQ(formatRate(0), "0 /s");
}

TEST_F(NumberFormatTest, SeparatesThousandsAlsoInTheLocaleOfPrograms) {
  QLocale::setDefault(QLocale::c());
  EXPECT_EQ(formatCount(1'234'567), "1,234,567");
  EXPECT_EQ(formatScore(12345.5), "12,345.500");
}

TEST_F(NumberFormatTest, WritesDurationsInTheUnitThatFits) {
  EXPECT_EQ(formatDuration(30), "30 ns");
  EXPECT_EQ(formatDuration(41.7), "42 ns");
  EXPECT_EQ(formatDuration(1234), "1.23 µs");
  EXPECT_EQ(formatDuration(4'070'000), "4.07 ms");
  EXPECT_EQ(formatDuration(12e9), "12 s");
}

TEST_F(NumberFormatTest, WritesADashWhereNothingWasMeasured) {
  EXPECT_EQ(formatDuration(0), "–");
  EXPECT_EQ(formatScore(std::numeric_limits<double>::quiet_NaN()), "–");
}

TEST_F(NumberFormatTest, SeparatesThousandsAsTheLocaleDoes) {
  EXPECT_EQ(formatCount(1'234'567), "1,234,567");
  QLocale::setDefault(QLocale(QLocale::German, QLocale::Germany));
  EXPECT_EQ(formatCount(1'234'567), "1.234.567");
  EXPECT_EQ(formatRate(48'240'000), "48,2 M/s");
}

TEST_F(NumberFormatTest, KeepsTinyAndHugeScoresReadable) {
  EXPECT_EQ(formatScore(2.4754), "2.475");
  EXPECT_EQ(formatScore(-0.5), "-0.500");
  EXPECT_EQ(formatScore(0.000123), "0.000123");
  EXPECT_EQ(formatScore(12'345'678), "1.235E+07");
}

TEST_F(NumberFormatTest, NeverRoundsAShareToNothingOrToEverything) {
  EXPECT_EQ(formatPercent(0), "0 %");
  EXPECT_EQ(formatPercent(0.001), "<1 %");
  EXPECT_EQ(formatPercent(0.5), "50 %");
  EXPECT_EQ(formatPercent(0.999), "99 %");
  EXPECT_EQ(formatPercent(1), "100 %");
}

TEST_F(NumberFormatTest, WritesAgesBackFromNow) {
  EXPECT_EQ(formatAge(0), "now");
  EXPECT_EQ(formatAge(12), "−12.0 s");
  EXPECT_EQ(formatAge(245), "−4:05");
  EXPECT_EQ(formatAge(245.123, 2), "−4:05.12");
  EXPECT_EQ(formatAge(0.012, 3), "−0.012 s");
  EXPECT_EQ(ageDecimals(60'000'000'000), 1);
  EXPECT_EQ(ageDecimals(100'000'000), 3);
}

TEST_F(NumberFormatTest, ACountHasAShortForm) {
  EXPECT_EQ(formatShortCount(930), "930");
  EXPECT_EQ(formatShortCount(244'349), "244 k");
  EXPECT_EQ(formatShortCount(21'767'364), "21.8 M");
}

}  // namespace
}  // namespace hotswap::ui

#include "core/rollout/guard_table.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <string>
#include <string_view>
#include <vector>

#include "core/api/guard_names.h"

namespace hotswap {
namespace {

using ::testing::HasSubstr;

void ExpectRefused(const std::vector<GuardLimit>& guards, const std::string& text) {
  const Status status = CheckGuards(guards);
  ASSERT_FALSE(status.ok()) << text;
  EXPECT_EQ(status.error().code, Errc::kInvalidArgument);
  EXPECT_THAT(status.error().text, HasSubstr(text));
}

TEST(GuardTableTest, EveryDefaultLimitIsALimitThatIsAccepted) {
  for (const Guard& guard : GuardTable()) {
    EXPECT_TRUE(CheckGuards({{std::string(guard.name), guard.default_limit}}).ok()) << guard.name;
    EXPECT_GT(guard.least, 0U) << guard.name;
    EXPECT_FALSE(guard.hint.empty()) << guard.name;
    EXPECT_EQ(guard.unit.back(), 's') << guard.name;
    EXPECT_EQ(FindGuard(guard.name), &guard);
  }
}

TEST(GuardTableTest, AcceptsNoGuardsAndThoseOfTheExample) {
  EXPECT_TRUE(CheckGuards({}).ok());
  EXPECT_TRUE(
      CheckGuards({{"max_error_rate", 0.001}, {"max_p99_ratio", 1.5}, {"max_nonfinite", 0}, {"max_score_psi", 0.25}}).ok());
}

TEST(GuardTableTest, RefusesAnUnknownNameWithTheNearestOne) {
  ExpectRefused({{"max_eror_rate", 0.1}}, "guard \"max_eror_rate\": there is no such guard; did you mean \"max_error_rate\"?");
  ExpectRefused({{"p99_ratio", 2}}, "did you mean \"max_p99_ratio\"?");
  ExpectRefused({{"error_rate_max", 0.1}}, "did you mean \"max_error_rate\"?");
  ExpectRefused({{"auc", 0.1}}, "known are max_error_rate, max_nonfinite, max_p99_ratio");
  ExpectRefused({{"", 0.1}}, "there is no such guard");
}

TEST(GuardTableTest, RefusesALimitThatMakesNoSense) {
  for (const Guard& guard : GuardTable()) {
    const std::string name(guard.name);
    ExpectRefused({{name, std::nan("")}}, "no finite number");
    ExpectRefused({{name, std::numeric_limits<double>::infinity()}}, "no finite number");
    ExpectRefused({{name, guard.low - 0.5}}, "makes no sense");
  }
  ExpectRefused({{"max_error_rate", 1.5}}, "the limit 1.5 makes no sense; it has to be from 0 to 1");
  ExpectRefused({{"max_p99_ratio", 0}}, "makes no sense");
  ExpectRefused({{"max_mean_shift", -0.1}}, "it has to be 0 or more");
  ExpectRefused({{"min_auc_delta", -1.5}}, "from -1 to 1");
  ExpectRefused({{"max_nonfinite", 0.5}}, "no whole number");
}

TEST(GuardTableTest, RefusesAGuardThatIsListedTwice) {
  ExpectRefused({{"max_p99_ratio", 1.5}, {"max_nonfinite", 0}, {"max_p99_ratio", 2}}, "listed twice");
}

TEST(GuardTableTest, HasTheNamesThatFilesMayList) {
  std::vector<std::string_view> names;
  for (const Guard& guard : GuardTable()) names.push_back(guard.name);
  EXPECT_THAT(names, ::testing::UnorderedElementsAreArray(kGuardNames));
}

}  // namespace
}  // namespace hotswap

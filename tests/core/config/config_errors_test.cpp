#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <ostream>
#include <string>

#include "core/config/config_reader.h"

namespace hotswap {
namespace {

/// A configuration and how the error begins after the file's name.
struct BadConfig {
  const char* name;
  std::string text;
  const char* error;
};

void PrintTo(const BadConfig& bad, std::ostream* out) { *out << bad.name; }

class ConfigErrorTest : public ::testing::TestWithParam<BadConfig> {};

TEST_P(ConfigErrorTest, NamesFileLineAndColumn) {
  const auto read = ParseConfig(GetParam().text, "/c.toml", {});
  ASSERT_FALSE(read.ok());
  EXPECT_EQ(read.error().code, Errc::kParse);
  EXPECT_THAT(read.error().text, ::testing::StartsWith("/c.toml:" + std::string(GetParam().error)));
}

const std::string kSlot = "[[slot]]\nname = 'a'\noperator = 'a.so'\n";

INSTANTIATE_TEST_SUITE_P(
    Form, ConfigErrorTest,
    ::testing::Values(
        BadConfig{"HalfWritten", "[workers]\nthreads = 8\ninter", "3:6: "},
        BadConfig{"Nul", std::string("[work\0ers]", 10), "1:"}, BadConfig{"NotUtf8", "[source]\nkind = \"\xff\"\n", "2:"},
        BadConfig{"TableTwice", "[gates]\n[gates]\n", "2:"},
        BadConfig{"UnknownTable", "[worker]\n", "1:2: unknown key \"worker\" in the file; did you mean \"workers\"?"},
        BadConfig{"ScenarioKey", "[[swap]]\n", "1:3: unknown key \"swap\" in the file; known are workers"},
        BadConfig{"ScalarTable", "gates = 3\n", "1:9: gates must be a table: write [gates]"},
        BadConfig{"UnknownKey", "[store]\nresidents = 1\n",
                  "2:1: unknown key \"residents\" in [store]; did you mean \"resident\"?"},
        BadConfig{"UnknownGuard", "[guards]\nmax_eror_rate = 1\n",
                  "2:1: unknown key \"max_eror_rate\" in [guards]; did you mean"},
        BadConfig{"NanGuard", "[guards]\nmax_p99_ratio = nan\n",
                  "2:17: max_p99_ratio must be a number, neither infinite nor NaN"},
        BadConfig{"TextGuard", "[guards]\nmax_p99_ratio = '2'\n", "2:17: max_p99_ratio must be a number, not text"},
        BadConfig{"Resident", "[store]\nresident = 1001\n", "2:12: resident is 1001, but must be from 0 to 1000"},
        BadConfig{"HugeNumber", "[store]\nresident = 99999999999999999999\n", "2:"},
        BadConfig{"Boolean", "[gates]\nstrict = 'yes'\n", "2:10: strict must be true or false, not text"},
        BadConfig{"BudgetZero", "[gates]\nlatency_budget = '0'\n", "2:18: latency_budget must be longer than 0"},
        BadConfig{"Negative", "[probation]\nduration = '-1s'\n", "2:12: duration = \"-1s\" is negative"},
        BadConfig{"NanTime", "[probation]\nduration = 'nan'\n", "2:12: duration = \"nan\" is no time"},
        BadConfig{"Age", "[journal]\nmax_age = '0'\n", "2:11: max_age must be longer than 0"},
        BadConfig{"Size", "[journal]\nmax_size = '64MB'\n", "2:12: max_size = \"64MB\" has no known unit"},
        BadConfig{"SizeNumber", "[journal]\nmax_size = 64\n", "2:12: max_size must be a size in quotes"},
        BadConfig{"Language", "[window]\nlanguage = 'zh'\n",
                  "2:12: language is \"zh\", which is unknown; known are system, en and zh_CN"},
        BadConfig{"Theme", "[window]\ntheme = 'darc'\n", "2:9: theme is \"darc\", which is unknown; did you mean \"dark\"?"},
        BadConfig{"Strategy", "[rollout]\nsteps = []\n", "2:9: steps must be a table: write [rollout.steps]"},
        BadConfig{"NoSteps", "[rollout.x]\n", "1:1: [rollout.x] needs steps"},
        BadConfig{"EmptyPath", "[store]\ndirectory = ''\n", "2:13: directory is empty"},
        BadConfig{"NulPath", "[store]\ndirectory = \"a\\u0000b\"\n", "2:13: directory has a character with the number 0"}),
    [](const auto& bad) { return std::string(bad.param.name); });

INSTANTIATE_TEST_SUITE_P(
    Slots, ConfigErrorTest,
    ::testing::Values(
        BadConfig{"NoOperator", "[[slot]]\nname = 'a'\n", "1:1: [[slot]] needs operator"},
        BadConfig{"NoName", "[[slot]]\noperator = 'a'\n", "1:1: [[slot]] needs name"},
        BadConfig{"Twice", kSlot + kSlot, "5:8: name is \"a\", which is there already"},
        BadConfig{"Policy", kSlot + "watch = 'w'\npolicy = 'swop'\n",
                  "5:10: policy is \"swop\", which is unknown; did you mean \"swap\"?"},
        BadConfig{"PolicyAlone", kSlot + "policy = 'swap'\n", "4:10: policy says what becomes of a library"},
        BadConfig{"Instances", kSlot + "instances = 3\n", "4:13: instances must be text"},
        BadConfig{"NoStrategy", kSlot + "rollout = 'standart'\n",
                  "4:11: rollout is \"standart\", which no [rollout.standart] describes; did you"},
        BadConfig{"Moment", kSlot + "moment = 'at_time'\n", "4:10: moment is \"at_time\", which is about one swap"},
        BadConfig{"MomentParameter", kSlot + "period = '1s'\n", "4:10: period is only for moment"},
        BadConfig{"NoJson", kSlot + "configure = '{k: 1}'\n", "4:13: configure is text that is no JSON"},
        BadConfig{"NanJson", kSlot + "configure = {a = [1, inf]}\n", "4:13: configure holds a date or a number that is infinite"},
        BadConfig{"ATable", "[slot]\nname = 'a'\n", "1:1: slot must be a list of tables: write [[slot]] above each"}),
    [](const auto& bad) { return std::string(bad.param.name); });

TEST(ConfigSlotsTest, RefusesMoreSlotsThanARequestCanName) {
  std::string text;
  for (int i = 0; i < 257; ++i) text += "[[slot]]\nname = 's" + std::to_string(i) + "'\noperator = 'a.so'\n";
  EXPECT_THAT(ParseConfig(text, "c", {}).error().text, ::testing::HasSubstr("slot is there more than 256 times"));
}

}  // namespace
}  // namespace hotswap

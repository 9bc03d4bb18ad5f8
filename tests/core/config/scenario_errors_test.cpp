#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <ostream>
#include <string>

#include "core/config/scenario_reader.h"
#include "tests/support/temporary_directory.h"

namespace hotswap {
namespace {

using ::testing::HasSubstr;

/// What is written after one good slot in lines 1 to 3, and how the error begins after the file's name.
struct BadScenario {
  const char* name;
  const char* text;
  const char* error;
};

/// GoogleTest would print addresses, which differ from run to run and end up in the names that ctest sees.
void PrintTo(const BadScenario& bad, std::ostream* out) { *out << bad.name; }

class ScenarioErrorTest : public ::testing::TestWithParam<BadScenario> {};

TEST_P(ScenarioErrorTest, NamesFileLineAndColumn) {
  const TemporaryDirectory directory;
  const auto file =
      directory.Write("bad.toml", std::string("[[slot]]\nname = \"score\"\noperator = \"a.so\"\n") + GetParam().text);
  const auto read = ReadScenario(file, {});
  ASSERT_FALSE(read.ok());
  EXPECT_EQ(read.error().code, Errc::kParse);
  EXPECT_THAT(read.error().text, HasSubstr(file.string() + ":" + GetParam().error));
}

INSTANTIATE_TEST_SUITE_P(
    All, ScenarioErrorTest,
    ::testing::Values(
        BadScenario{"Syntax", "[workers]\nthreads = = 4\n", "5:11: "}, BadScenario{"Unclosed", "[workers\n", "4:9: "},
        BadScenario{"DuplicateKey", "[workers]\nrounds = 1\nrounds = 2\n", "6:"},
        BadScenario{"UnknownTable", "[worker]\nthreads = 4\n",
                    "4:2: unknown key \"worker\" in the file; did you mean \"workers\"?"},
        BadScenario{"UnknownKey", "[workers]\nthread = 4\n",
                    "5:1: unknown key \"thread\" in [workers]; did you mean \"threads\"?"},
        BadScenario{"UnknownSwapKey", "[[swap]]\nat = \"1s\"\noperator = \"b.so\"\nwhen = 3\n",
                    "7:1: unknown key \"when\" in [[swap]]; known are at, slot, operator, moment"},
        BadScenario{"ThreadsType", "[workers]\nthreads = \"four\"\n", "5:11: threads must be a whole number, not text"},
        BadScenario{"ThreadsZero", "[workers]\nthreads = 0\n", "5:11: threads is 0, but must be from 1 to 64"},
        BadScenario{"ThreadsMany", "[workers]\nthreads = 65\n", "5:11: threads is 65, but must be from 1 to 64"},
        BadScenario{"ThreadsFraction", "[workers]\nthreads = 4.0\n", "5:11: threads must be a whole number, not a number with"},
        BadScenario{"RoundsNegative", "[workers]\nrounds = -1\n", "5:10: rounds is -1, but must be 0 or more"},
        BadScenario{"IntervalNumber", "[workers]\ninterval = 300\n", "5:12: interval must be a time in quotes such as \"300ms\""},
        BadScenario{"IntervalNegative", "[workers]\ninterval = \"-1s\"\n", "5:12: interval = \"-1s\" is negative"},
        BadScenario{"WorkersList", "[[workers]]\n", "4:1: workers must be a table: write [workers]"},
        BadScenario{"SwapTable", "[swap]\nat = \"1s\"\n", "4:1: swap must be a list of tables: write [[swap]] above each"},
        BadScenario{"SwapNegative", "[[swap]]\nat = \"-2s\"\noperator = \"b.so\"\n", "5:6: at = \"-2s\" is negative"},
        BadScenario{"SwapWithoutTime", "\n[[swap]]\noperator = \"b.so\"\n", "5:1: [[swap]] needs at"},
        BadScenario{"SwapWithoutOperator", "[[swap]]\nat = \"1s\"\n", "4:1: [[swap]] needs operator"},
        BadScenario{"SwapEmptyOperator", "[[swap]]\nat = \"1s\"\noperator = \"\"\n", "6:12: operator is empty"},
        BadScenario{"SwapUnknownSlot", "[[swap]]\nat = \"1s\"\nslot = \"ctr\"\noperator = \"b.so\"\n",
                    "6:8: slot is \"ctr\", which no [[slot]] names"},
        BadScenario{"SlotTwice", "[[slot]]\nname = \"score\"\noperator = \"b.so\"\n",
                    "5:8: name is \"score\", which is there already"},
        BadScenario{"SlotEmptyName", "[[slot]]\nname = \"\"\noperator = \"b.so\"\n", "5:8: name is empty"},
        BadScenario{"SlotEmptyOperator", "[[slot]]\nname = \"b\"\noperator = \"\"\n", "6:12: operator is empty"},
        BadScenario{"SlotWithoutOperator", "[[slot]]\nname = \"b\"\n", "4:1: [[slot]] needs operator"},
        BadScenario{"SourceWithoutKind", "[source]\nloop = true\n", "4:1: [source] needs kind"},
        BadScenario{"SourceKind", "[source]\nkind = \"cvs\"\n", "5:8: kind is \"cvs\", which is unknown; did you mean \"csv\"?"},
        BadScenario{"SourceWithoutFile", "[source]\nkind = \"csv\"\n", "4:1: [source] needs file"},
        BadScenario{"SourceEmptyFile", "[source]\nkind = \"csv\"\nfile = \"\"\n", "6:8: file is empty"},
        BadScenario{"SourceFile", "[source]\nkind = \"movielens\"\nfile = \"a\"\n", "6:8: file is only for kind = \"csv\""},
        BadScenario{"SourceLoop", "[source]\nkind = \"csv\"\nfile = \"a\"\nloop = 1\n",
                    "7:8: loop must be true or false, not a whole"},
        BadScenario{"SyntheticLoop", "[source]\nkind = \"synthetic\"\nloop = true\n", "6:8: loop is only for sources that end"},
        BadScenario{"Encoding", "[source]\nkind = \"\xff\"\n", "5:"}),
    [](const auto& bad) { return std::string(bad.param.name); });

/// Whole files, for what stands before the first table or is about the file.
class ScenarioFileErrorTest : public ::testing::TestWithParam<BadScenario> {};

TEST_P(ScenarioFileErrorTest, NamesFileLineAndColumn) {
  const TemporaryDirectory directory;
  const auto file = directory.Write("bad.toml", GetParam().text);
  const auto read = ReadScenario(file, {});
  ASSERT_FALSE(read.ok());
  EXPECT_THAT(read.error().text, HasSubstr(file.string() + ":" + GetParam().error));
}

constexpr const char* kEndsAtTwo =
    "duration = \"2s\"\nslot = [{name = \"s\", operator = \"a.so\"}]\n"
    "swap = [{at = \"1s\", operator = \"b.so\"}, {at = \"3s\", operator = \"b.so\"}]\n";

INSTANTIATE_TEST_SUITE_P(
    All, ScenarioFileErrorTest,
    ::testing::Values(BadScenario{"Empty", "", "1:1: slot is missing: a scenario needs at least one [[slot]]"},
                      BadScenario{"NoSlot", "duration = \"1s\"\n", "1:1: slot is missing"},
                      BadScenario{"EmptySlots", "slot = []\n", "1:8: slot must be a list of tables"},
                      BadScenario{"DurationZero", "duration = \"0\"\n", "1:12: duration must be longer than 0"},
                      BadScenario{"DurationBad", "duration = \"2 weeks\"\n", "1:12: duration = \"2 weeks\" has no known unit"},
                      BadScenario{"SwapAfterTheEnd", kEndsAtTwo, "3:47: at is not before the end of the scenario"},
                      BadScenario{"NotToml",
                                  "\x7f"
                                  "ELF",
                                  "1:1: "}),
    [](const auto& bad) { return std::string(bad.param.name); });

}  // namespace
}  // namespace hotswap

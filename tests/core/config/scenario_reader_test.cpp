#include "core/config/scenario_reader.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "tests/support/temporary_directory.h"

namespace hotswap {
namespace {

using namespace std::chrono_literals;
using ::testing::HasSubstr;

class ReadScenarioTest : public ::testing::Test {
 protected:
  Result<Scenario> Read(std::string_view content) {
    return ReadScenario(directory_.Write("test.toml", content), directory_.Path() / "plugins");
  }

  TemporaryDirectory directory_;
};

TEST_F(ReadScenarioTest, ReadsTheReferenceScenario) {
  const auto v1 = directory_.Write("plugins/score_op_v1.so", "");
  const auto v2 = directory_.Write("plugins/score_op_v2.so", "");
  const auto read = ReadScenario(std::filesystem::path(HOTSWAP_SCENARIOS) / "reference.toml", directory_.Path() / "plugins");
  ASSERT_TRUE(read.ok()) << read.error().text;
  const Scenario& scenario = *read;
  EXPECT_EQ(scenario.name, "reference");
  EXPECT_EQ(scenario.duration, 12s);
  EXPECT_EQ(scenario.workers, (WorkerSettings{.threads = 4, .interval = 300ms, .rounds = 20}));
  EXPECT_EQ(scenario.source.kind, "synthetic");
  ASSERT_EQ(scenario.slots.size(), 1U);
  EXPECT_EQ(scenario.slots[0].name, "score");
  EXPECT_EQ(scenario.slots[0].library, v1);
  ASSERT_EQ(scenario.swaps.size(), 3U);
  EXPECT_EQ(scenario.swaps[0].at, 2s);
  EXPECT_EQ(scenario.swaps[0].library, v2);
  EXPECT_EQ(scenario.swaps[1].at, 5s);
  EXPECT_EQ(scenario.swaps[1].library, v1);
  EXPECT_EQ(scenario.swaps[2].at, 8s);
  EXPECT_EQ(scenario.swaps[2].slot, "score");
}

TEST_F(ReadScenarioTest, NeedsOnlyASlot) {
  const auto scenario = Read("slot = [{name = 'score', operator = 'a.so'}]").value();
  EXPECT_EQ(scenario.name, "test");
  EXPECT_FALSE(scenario.duration.has_value());
  EXPECT_EQ(scenario.workers, WorkerSettings{});
  EXPECT_EQ(scenario.source.kind, "synthetic");
  EXPECT_EQ(scenario.slots[0].library, directory_.Path() / "a.so") << "beside the scenario, for the error of who opens it";
}

TEST_F(ReadScenarioTest, SortsSwapsByTimeAndKeepsTheOrderOfEqualOnes) {
  const auto scenario = Read(R"(
    slot = [{name = "a", operator = "a.so"}, {name = "b", operator = "b.so"}]
    swap = [{at = "3s", operator = "late.so"}, {at = "1s", slot = "b", operator = "x.so"}, {at = "1s", operator = "y.so"}])")
                            .value();
  ASSERT_EQ(scenario.swaps.size(), 3U);
  EXPECT_EQ(scenario.swaps[0].library.filename(), "x.so");
  EXPECT_EQ(scenario.swaps[0].slot, "b");
  EXPECT_EQ(scenario.swaps[1].library.filename(), "y.so");
  EXPECT_EQ(scenario.swaps[1].slot, "a") << "without a slot it is about the first";
  EXPECT_EQ(scenario.swaps[2].at, 3s);
}

TEST_F(ReadScenarioTest, FindsTheSourceFileBesideTheScenario) {
  const auto scenario =
      Read("slot = [{name = 's', operator = 'a.so'}]\nsource = {kind = 'csv', file = 'r.csv', loop = true}").value();
  EXPECT_EQ(scenario.source.kind, "csv");
  EXPECT_EQ(scenario.source.file, directory_.Path() / "r.csv");
  EXPECT_TRUE(scenario.source.loop);
}

TEST_F(ReadScenarioTest, RefusesAFileThatIsNotThereADirectoryAndAHugeOne) {
  const Error missing = ReadScenario(directory_.Path() / "none.toml", {}).error();
  EXPECT_EQ(missing.code, Errc::kNotFound);
  EXPECT_THAT(missing.text, HasSubstr("none.toml"));
  EXPECT_EQ(ReadScenario(directory_.Path(), {}).error().code, Errc::kNotRegularFile);
  EXPECT_EQ(Read(std::string(2 << 20, '#')).error().code, Errc::kTooLarge);
}

}  // namespace
}  // namespace hotswap

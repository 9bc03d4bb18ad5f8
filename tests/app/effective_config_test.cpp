#include "app/effective_config.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "tests/support/scoped_environment.h"
#include "tests/support/temporary_directory.h"

namespace hotswap {
namespace {

using namespace std::chrono_literals;
using ::testing::HasSubstr;

class EffectiveConfigTest : public ::testing::Test {
 protected:
  EffectiveConfigTest() { config_file_ = directory_.Write("user/hotswap/config.toml", kFile).string(); }

  EffectiveConfig Read(const RunOptions& options) { return ReadEffectiveConfig(options, {}).value(); }

  static constexpr const char* kFile =
      "[workers]\nthreads = 8\nrounds = 3\ninterval = '5ms'\n[store]\nresident = 7\n"
      "[[slot]]\nname = 'score'\noperator = 'a.so'\nmoment = 'barrier'\n";

  TemporaryDirectory directory_;
  ScopedEnvironment environment_{"XDG_CONFIG_HOME", (directory_.Path() / "user").string()};
  std::string config_file_;
};

TEST_F(EffectiveConfigTest, ReadsTheUsersFileAndKnowsWhereEachValueComesFrom) {
  const auto effective = Read({});
  EXPECT_TRUE(effective.file_found);
  EXPECT_EQ(effective.config.workers.threads, 8U);
  EXPECT_EQ(effective.origins.at("workers.threads"), config_file_ + ":2");
  EXPECT_EQ(effective.origins.at("store.resident"), config_file_ + ":6");
  EXPECT_FALSE(effective.origins.contains("gates.strict"));
}

TEST_F(EffectiveConfigTest, TheCommandLineGoesBeforeTheScenarioAndThatBeforeTheFile) {
  RunOptions options;
  options.rounds = 9;
  options.resident = 0;
  options.scenario =
      directory_.Write("s.toml", "workers = {threads = 2, rounds = 4}\nslot = [{name = 'score', operator = 'b.so'}]\n").string();
  const auto effective = Read(options);
  const WorkerSettings expected{.threads = 2, .interval = 5ms, .rounds = 9};
  EXPECT_EQ(effective.config.workers, expected);
  EXPECT_EQ(effective.scenario->workers, expected) << "what runs is what is shown";
  EXPECT_EQ(effective.workers_after, (WorkerSettings{.threads = 8, .interval = 5ms, .rounds = 9}));
  EXPECT_EQ(effective.config.slots.at(0).library.filename(), "b.so");
  EXPECT_EQ(effective.config.slots.at(0).moment.kind, MomentKind::kBarrier) << "the scenario says nothing about it";
  EXPECT_EQ(effective.config.store.resident, 0U);
  EXPECT_EQ(effective.origins.at("workers.threads"), options.scenario);
  EXPECT_EQ(effective.origins.at("workers.rounds"), "--rounds");
  EXPECT_EQ(effective.origins.at("workers.interval"), config_file_ + ":4");
}

TEST_F(EffectiveConfigTest, AMissingFileIsFineUnlessItIsNamed) {
  const ScopedEnvironment elsewhere("XDG_CONFIG_HOME", "/nowhere");
  EXPECT_FALSE(Read({}).file_found);
  RunOptions options;
  options.config = "/nowhere/c.toml";
  EXPECT_THAT(ReadEffectiveConfig(options, {}).error().text, HasSubstr("/nowhere/c.toml: No such file"));
}

TEST_F(EffectiveConfigTest, AnOptionHoldsAlsoWhenTheFileIsReadAgain) {
  RunOptions options;
  options.threads = 5;
  const auto first = Read(options);
  directory_.Write("user/hotswap/config.toml", "[workers]\nthreads = 9\nrounds = 1\n");
  const auto again = RereadConfig(options, {}, first).value();
  EXPECT_EQ(again.workers.threads, 5U);
  EXPECT_EQ(again.workers.rounds, 1U);
}

TEST_F(EffectiveConfigTest, UnderAScenarioTheTrafficStaysTheScenariosWhenTheFileIsReadAgain) {
  RunOptions options;
  options.scenario = directory_.Write("s.toml", "slot = [{name = 'x', operator = 'b.so'}]\n").string();
  const auto first = Read(options);
  directory_.Write("user/hotswap/config.toml", "[workers]\nthreads = 9\n[store]\nresident = 1\n");
  const auto again = RereadConfig(options, {}, first).value();
  EXPECT_EQ(again.workers.threads, 8U);
  EXPECT_EQ(again.slots.at(0).name, "x");
  EXPECT_EQ(again.store.resident, 1U);
}

TEST_F(EffectiveConfigTest, TheCommandLineSaysWhatTheFirstSlotWatchesAlsoWhenTheFileIsReadAgain) {
  RunOptions options;
  options.watch = "/out";
  options.watch_policy = "swap";
  const auto effective = Read(options);
  EXPECT_EQ(effective.config.slots.at(0).watch, "/out");
  EXPECT_EQ(effective.config.slots[0].policy, WatchPolicy::kSwap);
  EXPECT_EQ(effective.origins.at("slot.score.watch"), "--watch");
  EXPECT_EQ(effective.origins.at("slot.score.policy"), "--watch-policy");
  const auto again = RereadConfig(options, {}, effective);
  ASSERT_TRUE(again.ok());
  EXPECT_EQ(again->slots.at(0).watch, "/out");
}

TEST_F(EffectiveConfigTest, TheOnlySlotOfAFileWithoutAnyCanWatch) {
  directory_.Write("user/hotswap/config.toml", "[workers]\nthreads = 8\n");
  RunOptions options;
  options.watch = "out/op.so";
  const auto effective = Read(options);
  ASSERT_EQ(effective.config.slots.size(), 1U);
  EXPECT_EQ(effective.config.slots[0].name, "score");
  EXPECT_TRUE(effective.config.slots[0].watch.is_absolute());
}

TEST_F(EffectiveConfigTest, APolicyWithoutAnythingToWatchIsRefused) {
  RunOptions options;
  options.watch_policy = "swap";
  const auto effective = ReadEffectiveConfig(options, {});
  ASSERT_FALSE(effective.ok());
  EXPECT_THAT(effective.error().text, HasSubstr("nothing is watched"));
}

TEST_F(EffectiveConfigTest, ALatencyBudgetOfTheCommandLineIsThatOfTheProbation) {
  RunOptions options;
  options.latency_budget = "20us";
  EXPECT_EQ(Read(options).config.probation.latency_budget, 200us);
}

}  // namespace
}  // namespace hotswap

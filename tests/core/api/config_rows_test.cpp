#include "core/api/config_rows.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>
#include <string>

namespace hotswap {
namespace {

using namespace std::chrono_literals;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

std::string ValueOf(const Config& config, const std::string& key) {
  for (const ConfigRow& row : ConfigRows(config)) {
    if (row.key == key) return row.value;
  }
  return "no such row";
}

TEST(ConfigRowsTest, SpellValuesAsAFileDoes) {
  Config config;
  config.workers.interval = 1500us;
  config.source.file = "/a \"b\"\n";
  config.slots.push_back(
      {.name = "ctr", .library = "/ctr.so", .watch = {}, .rollout = "standard", .configure = {}, .moment = {}});
  config.slots[0].moment = {.kind = MomentKind::kLowLoad, .requests_per_s = 0.5, .deadline = 2min};
  EXPECT_EQ(ValueOf(config, "workers.interval"), "\"1500us\"");
  EXPECT_EQ(ValueOf(config, "journal.max_age"), "\"90d\"");
  EXPECT_EQ(ValueOf(config, "journal.max_size"), "\"64MiB\"");
  EXPECT_EQ(ValueOf(config, "source.file"), "\"/a \\\"b\\\"\\u000a\"");
  EXPECT_EQ(ValueOf(config, "store.directory"), "") << "not set";
  EXPECT_EQ(ValueOf(config, "guards"), "{ max_error_rate = 0.001, max_nonfinite = 0, max_p99_ratio = 1.5 }");
  EXPECT_EQ(ValueOf(config, "slot"), "[ \"ctr\" ]");
  EXPECT_EQ(ValueOf(config, "slot.ctr.moment"), "\"low_load\", requests_per_s = 0.5, deadline = \"2m\"");
}

TEST(ConfigRowsTest, HaveEachKeyOnce) {
  std::set<std::string> keys;
  for (const ConfigRow& row : ConfigRows({})) EXPECT_TRUE(keys.insert(row.key).second) << row.key;
}

TEST(ConfigDiffTest, OfEqualConfigurationsIsEmpty) { EXPECT_THAT(Diff({}, {}), IsEmpty()); }

TEST(ConfigDiffTest, NamesEachKeyThatChangedAndWhetherItIsLive) {
  Config after;
  after.workers.threads = 8;
  after.store.directory = "/s";
  after.probation.duration = 0s;
  EXPECT_THAT(Diff({}, after),
              ElementsAre(ConfigChange{"workers.threads", "4", "8", true}, ConfigChange{"store.directory", "", "\"/s\"", false},
                          ConfigChange{"probation.duration", "\"1m\"", "\"0\"", true}));
}

TEST(ConfigDiffTest, TellsSlotsAndStrategiesThatComeAndGo) {
  Config before;
  before.slots.push_back({.name = "a", .library = "/a.so", .watch = {}, .configure = {}, .moment = {}});
  Config after;
  after.rollouts.push_back({.name = "x", .steps = {{.share = 100}}, .guards = {}});
  std::set<std::string> live;
  std::set<std::string> restart;
  for (const ConfigChange& change : Diff(before, after)) (change.live ? live : restart).insert(change.key);
  EXPECT_THAT(live, ElementsAre("rollout.x.guards", "rollout.x.steps"));
  EXPECT_THAT(restart,
              ElementsAre("slot", "slot.a.instances", "slot.a.moment", "slot.a.operator", "slot.a.policy", "slot.a.rollout"));
}

TEST(ChangeTextTest, SaysWhatNeedsARestart) {
  EXPECT_EQ(ChangeText({"workers.threads", "4", "8", true}), "workers.threads 4 → 8");
  EXPECT_EQ(ChangeText({"slot.ctr.operator", "\"/a.so\"", "", false}),
            "slot.ctr.operator \"/a.so\" → (not set) (needs a restart)");
}

}  // namespace
}  // namespace hotswap

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "core/remote/answer.h"

namespace hotswap {
namespace {

using Json = nlohmann::json;

Snapshot WithTwoVersions() {
  Snapshot snapshot;
  snapshot.at = std::chrono::seconds(5);
  snapshot.slots = {{.name = "score", .active = 2, .rollback_target = 1}};
  VersionInfo first;
  first.number = 1;
  first.name = "linear";
  VersionInfo second;
  second.number = 2;
  second.name = "bad \xff name";
  second.path = "/tmp/v2.so";
  second.state = VersionState::kActive;
  second.on_probation = true;
  second.probation_ends = std::chrono::seconds(7);
  snapshot.versions = {first, second};
  SwapReceipt receipt;
  receipt.slot = "score";
  receipt.from = 1;
  receipt.to = 2;
  snapshot.events = std::make_shared<const std::vector<Event>>();
  snapshot.receipts = std::make_shared<const std::vector<SwapReceipt>>(1, receipt);
  return snapshot;
}

TEST(StatusLineTest, TellsTheEngineItsSlotsAndVersionsNewestFirst) {
  const std::string line = StatusLine(WithTwoVersions(), {.program = "hotswap 9", .store = "/store", .pid = 42});
  EXPECT_EQ(line.find('\n'), std::string::npos);
  const Json status = Json::parse(line).at("status");
  EXPECT_EQ(status.at("pid"), 42);
  EXPECT_EQ(status.at("uptime_ms"), 5000);
  const Json& slot = status.at("slots").at(0);
  EXPECT_EQ(slot.at("active"), 2);
  EXPECT_EQ(slot.at("rollback_target"), 1);
  EXPECT_EQ(slot.at("versions").at(0).at("number"), 2);
  EXPECT_EQ(slot.at("versions").at(0).at("probation_ms"), 2000);
  EXPECT_EQ(slot.at("versions").at(1).at("name"), "linear");
  EXPECT_TRUE(slot.at("rollout").is_null());
}

TEST(StatusLineTest, TellsHowFarTheGatesOfWhatIsUnderWayAre) {
  Snapshot snapshot = WithTwoVersions();
  const auto fraction = [&] { return Json::parse(StatusLine(snapshot, {})).at("status").at("activity_fraction"); };
  EXPECT_TRUE(fraction().is_null());
  snapshot.activity = {.text = "Warming up x.so", .gate = "G6", .fraction = 0.75};
  EXPECT_EQ(fraction(), 0.75);
  snapshot.activity->fraction = -1;
  EXPECT_TRUE(fraction().is_null()) << "nobody knows";
}

TEST(StatusLineTest, TellsWhatASlotWatchesAndWhatBecomesOfIt) {
  Snapshot snapshot = WithTwoVersions();
  const auto watch = [&] { return Json::parse(StatusLine(snapshot, {})).at("status").at("slots").at(0).at("watch"); };
  EXPECT_TRUE(watch().is_null());
  snapshot.slots[0].watch = "/out";
  EXPECT_EQ(watch(), Json({{"path", "/out"}, {"policy", "offer"}}));
  snapshot.slots[0].policy = WatchPolicy::kSwap;
  EXPECT_EQ(watch().at("moment"), "now");
  snapshot.slots[0].policy = WatchPolicy::kRollout;
  snapshot.slots[0].strategy = "slow";
  EXPECT_EQ(watch().at("strategy"), "slow");
}

TEST(StatusLineTest, TellsARolloutWithItsStepsAndGuards) {
  Snapshot snapshot = WithTwoVersions();
  RolloutStatus rollout;
  rollout.slot = "score";
  rollout.candidate = 2;
  rollout.steps = {{.share = 5, .threads = 0, .min_time = std::chrono::seconds(1), .min_requests = 10},
                   {.share = 0, .threads = 2, .min_time = {}, .min_requests = 0}};
  GuardReading guard;
  guard.name = "max_p99_ratio";
  guard.limit = 1.5;
  rollout.guards = {guard};
  snapshot.rollouts = {rollout};
  const Json slot = Json::parse(StatusLine(snapshot, {})).at("status").at("slots").at(0);
  EXPECT_EQ(slot.at("rollout").at("steps").at(0).at("share"), 5);
  EXPECT_EQ(slot.at("rollout").at("steps").at(1).at("threads"), 2);
  EXPECT_EQ(slot.at("rollout").at("guards").at(0).at("verdict"), "needs_samples");
  EXPECT_TRUE(slot.at("rollout").at("outcome").is_null());
}

TEST(StatusLineTest, AnOutcomeTellsTheVersionAndWhatAnsweredBefore) {
  const Json answer =
      Json::parse(OutcomeLine({.id = 3, .ok = true, .version = 2, .text = {}, .verdict = {}}, "swap", "", WithTwoVersions()));
  EXPECT_EQ(answer.at("ok"), true);
  EXPECT_EQ(answer.at("slot"), "score");
  EXPECT_EQ(answer.at("version"), 2);
  EXPECT_EQ(answer.at("from"), 1);
  EXPECT_EQ(answer.at("path"), "/tmp/v2.so");
}

TEST(StatusLineTest, ARefusalTellsGateCodeAndReason) {
  auto verdict = std::make_shared<Verdict>();
  verdict->findings = {
      {.gate = "G2", .check = "elf", .level = FindingLevel::kRefusal, .code = "not_elf", .text = "is no library"}};
  const Json answer =
      Json::parse(OutcomeLine({.id = 3, .ok = false, .version = 0, .text = "f.so is no library", .verdict = verdict}, "load",
                              "score", WithTwoVersions()));
  EXPECT_EQ(answer.at("ok"), false);
  EXPECT_EQ(answer.at("gate"), "G2");
  EXPECT_EQ(answer.at("code"), "not_elf");
  EXPECT_EQ(answer.at("error"), "f.so is no library");
  EXPECT_EQ(answer.at("active"), 2);
}

}  // namespace
}  // namespace hotswap

#include "core/control/run_report.h"

#include <gtest/gtest.h>

#include <chrono>
#include <nlohmann/json.hpp>
#include <sstream>
#include <string>

namespace hotswap {
namespace {

using Json = nlohmann::json;

Json Report(const Snapshot& snapshot, const ReceiptLog& receipts) {
  std::ostringstream out;
  WriteRunReport(out, {.snapshot = snapshot,
                       .receipts = receipts,
                       .rollouts = {},
                       .shadows = {},
                       .wall = std::chrono::seconds(2),
                       .latency = {30.4, 40.6, 170, 4000},
                       .start = {.rss_kib = 9000, .fds = 12, .mappings = 80},
                       .end = {.rss_kib = 9100, .fds = 13, .mappings = 81}});
  return Json::parse(out.str());
}

Snapshot SnapshotWithOneVersion() {
  Snapshot snapshot;
  snapshot.slots.push_back({.name = "score", .active = 1, .rollback_target = 0});
  VersionInfo version;
  version.number = 1;
  version.name = "an \"operator\" \xff";
  version.sha256 = std::string(64, 'a');
  version.requests = 40;
  version.state = VersionState::kUnloaded;
  version.loads = 2;
  snapshot.versions.push_back(version);
  snapshot.totals.requests = 81;
  snapshot.totals.errors = 1;
  snapshot.workers.threads = 4;
  return snapshot;
}

TEST(RunReportTest, HasTheKeysThatToolsRelyOn) {
  ReceiptLog receipts(1);
  for (int i = 0; i < 3; ++i) {
    SwapReceipt receipt;
    receipt.complete = true;
    receipts.Add(receipt);
    receipts.Changed();
  }
  const Json report = Report(SnapshotWithOneVersion(), receipts);
  EXPECT_EQ(report["requests"], 81);
  EXPECT_EQ(report["lost"], 0);
  EXPECT_EQ(report["errors"], 1);
  EXPECT_EQ(report["wall_ms"], 2000);
  EXPECT_EQ(report["threads"], 4);
  EXPECT_EQ(report["throughput_per_s"], 40.5);
  EXPECT_EQ(report["swaps"].size(), 3U);
  EXPECT_TRUE(report["rollouts"].is_array());
  EXPECT_EQ(report["latency_ns"], Json({{"p50", 30}, {"p99", 41}, {"p999", 170}, {"max", 4000}}));
  EXPECT_EQ(report["resources"]["start"], Json({{"rss_kib", 9000}, {"fds", 12}, {"mappings", 80}}));
  EXPECT_EQ(report["resources"]["end"]["mappings"], 81);
  const Json& version = report["versions"].at(0);
  EXPECT_EQ(version["number"], 1);
  EXPECT_EQ(version["slot"], "score");
  EXPECT_EQ(version["requests"], 40);
  EXPECT_EQ(version["errors"], 0);
  EXPECT_EQ(version["state"], "unloaded");
  EXPECT_EQ(version["loads"], 2);
  EXPECT_EQ(version["sha256"], std::string(64, 'a'));
}

TEST(RunReportTest, ARunThatDidNothingIsValidJsonToo) {
  std::ostringstream out;
  WriteRunReport(out, {.snapshot = Snapshot(),
                       .receipts = ReceiptLog(1),
                       .rollouts = {},
                       .shadows = {},
                       .wall = {},
                       .latency = {},
                       .start = {},
                       .end = {}});
  const Json report = Json::parse(out.str());
  EXPECT_EQ(report["throughput_per_s"], 0);
  EXPECT_TRUE(report["swaps"].empty());
  EXPECT_TRUE(report["versions"].empty());
}

TEST(RunReportTest, AMomentsReportHasTheSameKeysAndNullForWhatOnlyAnEndKnows) {
  Snapshot snapshot = SnapshotWithOneVersion();
  snapshot.at = std::chrono::seconds(4);
  snapshot.resources = {.rss_kib = 9100, .fds = 13, .mappings = 81};
  snapshot.receipts = std::make_shared<const std::vector<SwapReceipt>>(2);
  std::ostringstream out;
  WriteMomentReport(out, snapshot);
  const Json report = Json::parse(out.str());
  const Json whole = Report(snapshot, ReceiptLog(1));
  for (const auto& [key, value] : whole.items()) EXPECT_TRUE(report.contains(key)) << key;
  EXPECT_EQ(report["wall_ms"], 4000);
  EXPECT_EQ(report["swaps"].size(), 2U);
  EXPECT_TRUE(report["latency_ns"].is_null());
  EXPECT_TRUE(report["resources"]["start"].is_null());
  EXPECT_EQ(report["resources"]["end"]["fds"], 13);
}

}  // namespace
}  // namespace hotswap

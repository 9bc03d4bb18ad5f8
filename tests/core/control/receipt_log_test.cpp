#include "core/control/receipt_log.h"

#include <gtest/gtest.h>
#include <signal.h>
#include <sys/resource.h>

#include <cstdint>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

namespace hotswap {
namespace {

using Json = nlohmann::json;

SwapReceipt ReceiptTo(std::uint32_t version, bool complete) {
  SwapReceipt receipt;
  receipt.slot = "score";
  receipt.to = version;
  receipt.complete = complete;
  return receipt;
}

std::vector<std::uint32_t> RowsOf(const ReceiptLog& log) {
  std::vector<std::uint32_t> versions;
  log.ForEachRow([&](std::string_view row) { versions.push_back(Json::parse(row)["to"].get<std::uint32_t>()); });
  return versions;
}

std::vector<std::uint32_t> OneTo(std::uint32_t last) {
  std::vector<std::uint32_t> numbers;
  for (std::uint32_t i = 1; i <= last; ++i) numbers.push_back(i);
  return numbers;
}

TEST(ReceiptLogTest, ShowsTheNewestAndKeepsARowOfAll) {
  ReceiptLog log(10);
  for (std::uint32_t i = 1; i <= 5000; ++i) {
    log.Add(ReceiptTo(i, true));
    log.Changed();
  }
  const auto shown = log.Shared();
  ASSERT_EQ(shown->size(), 10U);
  EXPECT_EQ(shown->front().number, 4991U);
  EXPECT_EQ(shown->back().number, 5000U);
  EXPECT_EQ(RowsOf(log), OneTo(5000));
}

TEST(ReceiptLogTest, RowsStandInTheOrderOfTheirNumbersWhateverCompletesFirst) {
  ReceiptLog log(2);
  SwapReceipt& slow = log.Add(ReceiptTo(1, false));
  for (std::uint32_t i = 2; i <= 6; ++i) log.Add(ReceiptTo(i, true));
  log.Changed();
  EXPECT_TRUE(RowsOf(log).empty());
  slow.complete = true;
  log.Changed();
  EXPECT_EQ(RowsOf(log), OneTo(6));
}

TEST(ReceiptLogTest, AnIncompleteReceiptStaysWhereItIs) {
  ReceiptLog log(2);
  SwapReceipt& slow = log.Add(ReceiptTo(1, false));
  for (std::uint32_t i = 2; i <= 100; ++i) {
    log.Add(ReceiptTo(i, true));
    log.Changed();
  }
  slow.unload_note = "still here";
  slow.complete = true;
  log.Changed();
  EXPECT_EQ(RowsOf(log).size(), 100U);
  EXPECT_EQ(log.Shared()->size(), 2U);
}

TEST(ReceiptLogTest, WhatWasSharedDoesNotChange) {
  ReceiptLog log(10);
  log.Add(ReceiptTo(1, true));
  const auto before = log.Shared();
  EXPECT_EQ(log.Shared(), before);
  log.Add(ReceiptTo(2, true));
  EXPECT_EQ(before->size(), 1U);
  EXPECT_EQ(log.Shared()->size(), 2U);
}

TEST(ReceiptLogTest, AFullDiskLosesNoRow) {
  // A limit on the size of files stands for the full disk. It cuts a row in the middle.
  const auto before = signal(SIGXFSZ, SIG_IGN);
  rlimit limit{};
  getrlimit(RLIMIT_FSIZE, &limit);
  const rlimit small{.rlim_cur = 1000, .rlim_max = limit.rlim_max};
  setrlimit(RLIMIT_FSIZE, &small);
  ReceiptLog log(2);
  for (std::uint32_t i = 1; i <= 50; ++i) {
    log.Add(ReceiptTo(i, true));
    log.Changed();
  }
  setrlimit(RLIMIT_FSIZE, &limit);
  signal(SIGXFSZ, before);
  EXPECT_EQ(RowsOf(log), OneTo(50));
}

TEST(ReceiptRowTest, IsOneLineOfJsonWithTheKeysOfTheReport) {
  SwapReceipt receipt = ReceiptTo(2, true);
  receipt.from = 1;
  receipt.reason = "a \"reason\"\nwith \xff bytes";
  receipt.outcome = SwapOutcome::kRefused;
  receipt.load = std::chrono::microseconds(90);
  receipt.drain = std::chrono::nanoseconds(17'999);
  receipt.unload_proven = true;
  const std::string row = ReceiptRow(receipt);
  EXPECT_EQ(row.find('\n'), std::string::npos);
  const Json json = Json::parse(row);
  for (const char* key : {"slot", "from", "to", "moment", "outcome", "reason", "inspect_us", "vet_us", "load_us", "warmup_us",
                          "publish_us", "drain_us", "unload_proven", "unload_note", "stall_us", "lost"}) {
    EXPECT_TRUE(json.contains(key)) << key;
  }
  EXPECT_EQ(json["outcome"], "refused");
  EXPECT_EQ(json["load_us"], 90);
  EXPECT_EQ(json["drain_us"], 17);
  EXPECT_EQ(json["unload_proven"], true);
}

TEST(ReceiptRowTest, WhatIsNotKnownIsNull) {
  const Json json = Json::parse(ReceiptRow({}));
  EXPECT_TRUE(json["from"].is_null());
  EXPECT_TRUE(json["to"].is_null());
  EXPECT_TRUE(json["unload_proven"].is_null());
}

TEST(ReceiptRowTest, EveryOutcomeHasItsName) {
  const std::vector<std::string> names{"published", "refused", "rolled_back", "failed"};
  for (int i = 0; i < 4; ++i) {
    SwapReceipt receipt;
    receipt.outcome = static_cast<SwapOutcome>(i);
    EXPECT_EQ(Json::parse(ReceiptRow(receipt))["outcome"], names[static_cast<std::size_t>(i)]);
  }
}

}  // namespace
}  // namespace hotswap

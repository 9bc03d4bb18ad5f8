#include "core/session/session_text.h"

#include <gmock/gmock.h>

#include <cmath>
#include <nlohmann/json.hpp>
#include <random>

#include "tests/core/session/random_session.h"

namespace hotswap {
namespace {

using ::testing::HasSubstr;
using testing::RandomSession;

Event NamedEvent() {
  Event event;
  event.number = 7;
  event.text = "v2 answers";
  return event;
}

Session WithOneBucket() {
  auto snapshot = std::make_shared<Snapshot>();
  snapshot->at = std::chrono::seconds(9);
  snapshot->slots = {{.name = "score", .active = 2}};
  snapshot->events = std::make_shared<const std::vector<Event>>(1, NamedEvent());
  snapshot->receipts = std::make_shared<const std::vector<SwapReceipt>>();
  auto history = std::make_shared<History>();
  for (HistoryLevel& level : history->levels) level.bucket_width = level.totals_width = std::chrono::milliseconds(120);
  history->levels[0].threads = {{{.start_ns = 1, .end_ns = 2, .min = 0.1, .max = 0.3, .last = 0.2, .version = 2, .requests = 4}}};
  snapshot->history = history;
  return {.program = "hotswap-monitor 9", .saved_at = "2026-11-27T02:10:00Z", .snapshot = snapshot};
}

TEST(SessionTextTest, KeepsWhatTheSnapshotSays) {
  const auto read = ParseSession(SessionText(WithOneBucket()));
  ASSERT_TRUE(read.ok()) << read.error().text;
  EXPECT_EQ(read->program, "hotswap-monitor 9");
  EXPECT_EQ(read->saved_at, "2026-11-27T02:10:00Z");
  const Snapshot& snapshot = *read->snapshot;
  EXPECT_EQ(snapshot.at, std::chrono::seconds(9));
  EXPECT_EQ(snapshot.slots.at(0).active, 2U);
  EXPECT_EQ(snapshot.events->at(0).text, "v2 answers");
  const Bucket& bucket = snapshot.history->levels[0].threads.at(0).at(0);
  EXPECT_EQ(bucket.end_ns, 2);
  EXPECT_EQ(bucket.max, 0.3);
  EXPECT_EQ(bucket.requests, 4U);
}

TEST(SessionTextTest, NamesItsColumnsForOtherReaders) {
  const std::string text = SessionText(WithOneBucket());
  const auto body = nlohmann::json::parse(text.substr(text.find('\n')));
  EXPECT_EQ(body.at("columns").at("bucket").at(1), "end_ns");
  EXPECT_EQ(body.at("columns").at("share").size(), 3U);
  EXPECT_EQ(body.at("snapshot").at("history").at("finest").at("threads").at(0).at(0).at(1), 2);
}

TEST(SessionTextTest, ARowThatEndsEarlyIsAnOlderProgramsAndLeavesTheRestAsItIs) {
  std::string text = SessionText(WithOneBucket());
  const std::string_view empty = R"("totals":[])";
  text.replace(text.find(empty), empty.size(), R"("totals":[[5,1.0,0.0,2.0,3.0,4.0,[]]])");
  const auto read = ParseSession(text);
  ASSERT_TRUE(read.ok()) << read.error().text;
  const TotalsPoint& point = read->snapshot->history->levels[0].totals.at(0);
  EXPECT_EQ(point.max_ns, 4);
  EXPECT_EQ(point.width_ns, 0);
}

TEST(SessionTextTest, AVersionsQualityOverTimeIsKept) {
  Session session = WithOneBucket();
  auto snapshot = std::make_shared<Snapshot>(*session.snapshot);
  std::vector<VersionQuality> qualities(1);
  qualities[0].version = 2;
  qualities[0].points = {{.end_ns = 7, .auc = 0.875, .log_loss = 0.25, .labelled = 40, .positives = 10}};
  qualities[0].recent = 40;
  snapshot->qualities = std::make_shared<const std::vector<VersionQuality>>(qualities);
  session.snapshot = snapshot;
  const std::string text = SessionText(session);
  const auto body = nlohmann::json::parse(text.substr(text.find('\n')));
  EXPECT_EQ(body.at("columns").at("quality").at(1), "auc");
  EXPECT_EQ(body.at("snapshot").at("qualities").at(0).at("points").at(0).at(1), 0.875);
  const auto read = ParseSession(text);
  ASSERT_TRUE(read.ok()) << read.error().text;
  ASSERT_EQ(read->snapshot->qualities->size(), 1U);
  EXPECT_EQ(read->snapshot->qualities->at(0).version, 2U);
  EXPECT_EQ(read->snapshot->qualities->at(0).recent, 40U);
  const QualityPoint& point = read->snapshot->qualities->at(0).points.at(0);
  EXPECT_EQ(point.end_ns, 7);
  EXPECT_EQ(point.log_loss, 0.25);
  EXPECT_EQ(point.positives, 10U);
}

TEST(SessionTextTest, ASessionFromBeforeThereWereQualitiesOpens) {
  const std::string text = SessionText(WithOneBucket());
  auto body = nlohmann::json::parse(text.substr(text.find('\n')));
  ASSERT_EQ(body.at("snapshot").erase("qualities"), 1U);
  const auto read = ParseSession(text.substr(0, text.find('\n') + 1) + body.dump());
  ASSERT_TRUE(read.ok()) << read.error().text;
  EXPECT_EQ(read->snapshot->qualities, nullptr);
  EXPECT_EQ(read->snapshot->history->levels[0].threads.size(), 1U);
}

TEST(SessionTextTest, WhatIsReadIsWrittenAgainByteForByteWhateverTheSnapshot) {
  for (std::uint64_t seed = 1; seed <= 200; ++seed) {
    const std::string text = SessionText(RandomSession(seed));
    const auto read = ParseSession(text);
    ASSERT_TRUE(read.ok()) << "seed " << seed << ": " << read.error().text;
    ASSERT_EQ(SessionText(*read), text) << "seed " << seed;
  }
}

TEST(SessionTextTest, AnyTruncationIsRefused) {
  const std::string text = SessionText(RandomSession(3));
  for (std::size_t length = 0; length + 1 < text.size(); length += 1 + length / 50) {  // Without the last line end it is whole.
    EXPECT_FALSE(ParseSession(std::string_view(text).substr(0, length)).ok()) << length << " of " << text.size();
  }
}

TEST(SessionTextTest, FlippedBytesAreRefusedOrReadButNeverCrash) {
  const std::string text = SessionText(RandomSession(4));
  std::mt19937_64 random(1);
  std::size_t refused = 0;
  for (int i = 0; i < 2000; ++i) {
    std::string damaged = text;
    for (std::uint64_t flips = 1 + random() % 4; flips > 0; --flips) {
      damaged[random() % damaged.size()] ^= static_cast<char>(1 << random() % 8);
    }
    const auto read = ParseSession(damaged);
    if (!read.ok()) {
      ++refused;
    } else {
      EXPECT_FALSE(SessionText(*read).empty());
    }
  }
  EXPECT_GT(refused, 500U);
}

TEST(SessionTextTest, OtherTextIsNoSession) {
  for (const char* text : {"", "\n", "hello\n", "{}\n{}", "[1]\n{}", R"({"format":"other","version":1})",
                           "\x7f"
                           "ELF\x02"}) {
    const auto read = ParseSession(text);
    ASSERT_FALSE(read.ok()) << text;
    EXPECT_EQ(read.error().code, Errc::kParse) << text;
  }
}

TEST(SessionTextTest, ALaterVersionIsRefusedByItsNumberAndWriter) {
  const auto read = ParseSession("{\"format\":\"hotswap-session\",\"version\":12,\"program\":\"hotswap-monitor 7.1\"}\nwhatever");
  ASSERT_FALSE(read.ok());
  EXPECT_EQ(read.error().code, Errc::kTooNew);
  EXPECT_THAT(read.error().text, HasSubstr("version 12"));
  EXPECT_THAT(read.error().text, HasSubstr("hotswap-monitor 7.1"));
}

Error ErrorOf(const std::string& snapshot) {
  const auto read = ParseSession("{\"format\":\"hotswap-session\",\"version\":1}\n{\"snapshot\":" + snapshot + "}");
  return read.ok() ? Error{Errc::kIo, "was read"} : read.error();
}

TEST(SessionTextTest, AValueOfTheWrongKindIsRefusedByItsPlace) {
  EXPECT_THAT(ErrorOf(R"({"slots":[{"name":"a"},{"name":7}]})").text, HasSubstr("snapshot.slots[1].name is no text"));
  EXPECT_THAT(ErrorOf(R"({"slots":{}})").text, HasSubstr("snapshot.slots is no list"));
  EXPECT_THAT(ErrorOf(R"({"at_ns":9e99})").text, HasSubstr("snapshot.at_ns"));
  EXPECT_THAT(ErrorOf(R"({"at_ns":9223372036854775807})").text, HasSubstr("out of all range"));
  EXPECT_THAT(ErrorOf(R"({"workers":{"threads":-1}})").text, HasSubstr("snapshot.workers.threads is no such count"));
  EXPECT_THAT(ErrorOf(R"({"workers":{"threads":4294967296}})").text, HasSubstr("no such count"));
  EXPECT_THAT(ErrorOf(R"({"events":[{"level":"odd"}]})").text, HasSubstr("snapshot.events[0].level is none of the words"));
}

TEST(SessionTextTest, AKeyThatIsNotKnownIsPassedOverAndOneThatIsMissingKeepsItsDefault) {
  const auto read = ParseSession(
      "{\"format\":\"hotswap-session\",\"version\":1}\n{\"snapshot\":{\"slots\":[{\"name\":\"a\",\"colour\":[1,{}]}],\"new\":0}"
      "}");
  ASSERT_TRUE(read.ok()) << read.error().text;
  EXPECT_EQ(read->snapshot->workers.threads, WorkerSettings().threads);
  EXPECT_NE(read->snapshot->events, nullptr);
}

TEST(SessionTextTest, DepthAndCountsAreLimited) {
  EXPECT_THAT(ErrorOf(std::string(100'000, '[')).text, HasSubstr("deeper"));
  std::string many = "{\"slots\":[";
  for (int i = 0; i < 100'001; ++i) many += "{},";
  many += "{}]}";
  EXPECT_THAT(ErrorOf(many).text, HasSubstr("more than 100,000"));
}

}  // namespace
}  // namespace hotswap

#include "app/cli/run_printer.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>
#include <cstdint>
#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace hotswap {
namespace {

using ::testing::HasSubstr;

Event ErrorEvent(const std::string& text) {
  Event event;
  event.level = EventLevel::kError;
  event.text = text;
  return event;
}

/// What `act` leaves on standard error.
template <typename Act>
std::string Told(Act act) {
  ::testing::internal::CaptureStderr();
  act();
  return ::testing::internal::GetCapturedStderr();
}

TEST(RunPrinterTest, TellsAnErrorThatComesBeforeTheStartWasNoticed) {
  RunPrinter printer({});
  EXPECT_EQ(Told([&] { printer.Tell(ErrorEvent("v1 threw")); }), "");
  EXPECT_EQ(Told([&] { printer.Started(); }), "hotswap: error: v1 threw\n");
  EXPECT_EQ(Told([&] { printer.Tell(ErrorEvent("v2 threw")); }), "hotswap: error: v2 threw\n");
}

TEST(RunPrinterTest, LeavesTheErrorsOfAStartThatFailedToItsCaller) {
  EXPECT_EQ(Told([] {
              RunPrinter printer({});
              printer.Tell(ErrorEvent("no.so was not published"));
            }),
            "");
}

TEST(RunPrinterTest, TellsWarningsOfTheStartAtOnce) {
  RunPrinter printer({});
  Event event = ErrorEvent("a row is bad");
  event.level = EventLevel::kWarning;
  EXPECT_EQ(Told([&] { printer.Tell(event); }), "hotswap: warning: a row is bad\n");
}

/// What `act` leaves on standard output.
template <typename Act>
std::string Printed(Act act) {
  ::testing::internal::CaptureStdout();
  act();
  return ::testing::internal::GetCapturedStdout();
}

VersionInfo Version(std::uint32_t number, std::uint64_t requests) {
  VersionInfo version;
  version.number = number;
  version.name = "Linear";
  version.requests = requests;
  return version;
}

Snapshot At(std::uint64_t second) {
  static const auto none = std::make_shared<const std::vector<SwapReceipt>>();
  Snapshot snapshot;
  snapshot.sequence = second;
  snapshot.at = std::chrono::seconds(second);
  snapshot.receipts = none;
  return snapshot;
}

TEST(RunPrinterTest, TheSharesOfASecondAreThoseOfTheRequestsAnsweredInIt) {
  RunPrinter printer({});
  Snapshot snapshot = At(1);
  snapshot.totals.requests_per_s = 100;  // over another stretch than each version's
  snapshot.versions = {Version(1, 1000), Version(2, 0)};
  snapshot.versions[0].requests_per_s = 301;
  EXPECT_THAT(Printed([&] { printer.Show(snapshot); }), HasSubstr("| v1 100 % |"));
  Snapshot next = At(2);
  next.totals.requests_per_s = 100;
  next.versions = {Version(1, 1250), Version(2, 750)};
  EXPECT_THAT(Printed([&] { printer.Show(next); }), HasSubstr("| v1 25 % v2 75 % |"));
}

TEST(RunPrinterTest, ARateIsRoundedBeforeItsUnitIsChosen) {
  std::uint64_t second = 0;
  for (const auto& [rate, text] : std::vector<std::pair<double, std::string>>{
           {999.4, "    999 requests/s"}, {999.7, " 1.00 k requests/s"}, {1000, " 1.00 k requests/s"}, {999'700, " 1.00 M"}}) {
    RunPrinter printer({});
    Snapshot snapshot = At(++second);
    snapshot.totals.requests_per_s = rate;
    EXPECT_THAT(Printed([&] { printer.Show(snapshot); }), HasSubstr(text)) << rate;
  }
}

TEST(RunPrinterTest, ALongReasonIsToldToItsEnd) {
  Snapshot snapshot = At(9);
  snapshot.versions = {Version(1, 1)};
  snapshot.versions[0].state = VersionState::kZombie;
  snapshot.versions[0].state_reason = std::string(5000, 'r') + " its end";
  RunPrinter printer({});
  EXPECT_THAT(Printed([&] { printer.Conclude(snapshot, std::chrono::seconds(9), {}); }), HasSubstr("r its end"));
}

TEST(RunPrinterTest, OneIsNotSpokenOfAsMany) {
  Snapshot snapshot = At(9);
  snapshot.totals.requests = 1;
  snapshot.workers.threads = 1;
  snapshot.versions = {Version(1, 1), Version(2, 2)};
  snapshot.versions[0].errors = 1;
  RolloutStatus rollout;
  rollout.outcome = RolloutOutcome::kPromoted;
  rollout.requests_candidate = 1;
  snapshot.rollouts = {rollout};
  const std::string text = Printed([&] {
    RunPrinter printer({});
    printer.Conclude(snapshot, std::chrono::seconds(9), {});
  });
  EXPECT_THAT(text, HasSubstr("1 request, 1 error, "));
  EXPECT_THAT(text, HasSubstr("2 requests, 0 errors, "));
  EXPECT_THAT(text, HasSubstr("/s, 1 thread)"));
  EXPECT_THAT(text, HasSubstr(", 1 request | "));
}

TEST(RunPrinterTest, TheEndTellsWhyAVersionIsAZombieAndWhichThreadsAreLeftAlone) {
  Snapshot snapshot = At(9);
  snapshot.versions = {Version(1, 1), Version(2, 0)};
  snapshot.versions[0].state = VersionState::kZombie;
  snapshot.versions[0].state_reason = "a call in it is stuck on hs-work-00";
  snapshot.versions[1].name.clear();
  snapshot.versions[1].path = "plugins/empty.so";
  snapshot.parked = {{0, "hs-work-00", 0, 1, std::chrono::seconds(2)}, {1, "hs-work-01", 0, 1, std::chrono::seconds(8), true}};
  const std::string text = Printed([&] {
    RunPrinter printer({});
    printer.Conclude(snapshot, std::chrono::seconds(9), {});
  });
  EXPECT_THAT(text, HasSubstr("zombie: a call in it is stuck on hs-work-00\n"));
  EXPECT_THAT(text, HasSubstr("hs-work-00 is stuck in compute_score of v1 Linear for 7"));
  EXPECT_THAT(text, HasSubstr("hs-work-01 has not ended for 1"));
  EXPECT_THAT(text, HasSubstr("v2   empty.so "));
}

}  // namespace
}  // namespace hotswap

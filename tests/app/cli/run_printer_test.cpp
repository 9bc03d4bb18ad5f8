#include "app/cli/run_printer.h"

#include <gtest/gtest.h>

#include <string>

namespace hotswap {
namespace {

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

}  // namespace
}  // namespace hotswap

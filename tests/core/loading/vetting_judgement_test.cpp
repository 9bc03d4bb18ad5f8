#include "core/loading/vetting_judgement.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <signal.h>

#include <chrono>
#include <string>

namespace hotswap {
namespace {

using Cause = VettingChildEnd::Cause;
using ::testing::HasSubstr;

constexpr std::chrono::seconds kLimit{2};

VettingTranscript GoodTranscript() {
  VettingTranscript transcript;
  transcript.findings.push_back({"G3", "load", FindingLevel::kOk, "", "loads"});
  transcript.scores = {1.0, 2.0};
  transcript.median_call_ns = 20;
  transcript.stage = &vetting_stage::kExit;
  transcript.done = true;
  return transcript;
}

VettingTranscript Unfinished() {
  VettingTranscript transcript = GoodTranscript();
  transcript.stage = &vetting_stage::kScores;
  transcript.done = false;
  transcript.scores.clear();
  return transcript;
}

VettingResult Judge(Cause cause, int status, VettingTranscript transcript) {
  const std::string written = transcript.stage == &vetting_stage::kStart ? "" : "lines";
  return JudgeVetting({cause, status, written}, std::move(transcript), 2, kLimit);
}

TEST(VettingJudgementTest, LetsPassWhatReportedAllAndEndedWell) {
  const auto result = Judge(Cause::kExited, 0, GoodTranscript());
  EXPECT_EQ(result.findings.back().level, FindingLevel::kOk);
  EXPECT_EQ(result.scores.size(), 2U);
  EXPECT_EQ(result.median_call_ns, 20);
}

struct BadEnd {
  const char* what;
  Cause cause;
  int status;
  VettingTranscript transcript;
  Errc code;
  const char* check;
};

std::vector<BadEnd> BadEnds() {
  VettingTranscript forged = GoodTranscript();
  forged.forged = true;
  VettingTranscript short_of_scores = GoodTranscript();
  short_of_scores.scores.pop_back();
  return {
      {"exit(0) in a call", Cause::kExited, 0, Unfinished(), Errc::kExited, "scores"},
      {"exit(1) in a call", Cause::kExited, 1, Unfinished(), Errc::kExited, "scores"},
      {"another status after the last check", Cause::kExited, 1, GoodTranscript(), Errc::kExited, "exit"},
      {"a crash after the last check", Cause::kSignal, SIGSEGV, GoodTranscript(), Errc::kCrashed, "exit"},
      {"a hang after the last check", Cause::kTimeOut, 0, GoodTranscript(), Errc::kTimedOut, "exit"},
      {"a stop", Cause::kStopped, SIGSTOP, Unfinished(), Errc::kTimedOut, "scores"},
      {"slow checks", Cause::kTooLong, 0, Unfinished(), Errc::kTooSlow, "scores"},
      {"a hang", Cause::kTimeOut, 0, Unfinished(), Errc::kTimedOut, "scores"},
      {"a crash that no handler saw", Cause::kSignal, SIGSEGV, Unfinished(), Errc::kCrashed, "scores"},
      {"a system call with SIGSYS blocked", Cause::kSignal, SIGSYS, Unfinished(), Errc::kForbiddenCall, "scores"},
      {"too much processor time", Cause::kSignal, SIGXCPU, Unfinished(), Errc::kTimedOut, "scores"},
      {"killed by the system", Cause::kSignal, SIGKILL, Unfinished(), Errc::kExited, "scores"},
      {"closed the pipe", Cause::kExited, kChildCannotReport, Unfinished(), Errc::kSideEffect, "scores"},
      {"the helper's own status, of a library", Cause::kExited, kChildBadJob, Unfinished(), Errc::kExited, "scores"},
      {"of another build", Cause::kExited, kChildBadJob, VettingTranscript{}, Errc::kUnavailable, "start"},
      {"a line of its own", Cause::kExited, 0, forged, Errc::kSideEffect, "exit"},
      {"a flood", Cause::kTooMuch, 0, Unfinished(), Errc::kSideEffect, "scores"},
      {"scores that are missing", Cause::kExited, 0, short_of_scores, Errc::kSideEffect, "exit"},
      {"a wait that was broken off", Cause::kInterrupted, 0, Unfinished(), Errc::kUnavailable, "scores"},
  };
}

TEST(VettingJudgementTest, RefusesEveryOtherEndAndNamesItsCause) {
  for (const BadEnd& bad : BadEnds()) {
    SCOPED_TRACE(bad.what);
    const auto result = Judge(bad.cause, bad.status, bad.transcript);
    ASSERT_FALSE(result.findings.empty());
    const Finding& last = result.findings.back();
    EXPECT_EQ(last.level, FindingLevel::kRefusal);
    EXPECT_EQ(last.code, ErrcName(bad.code));
    EXPECT_EQ(last.check, bad.check);
    EXPECT_TRUE(result.scores.empty());
    EXPECT_EQ(result.median_call_ns, 0);
  }
}

TEST(VettingJudgementTest, TellsTheRefusalThatTheChildReported) {
  VettingTranscript transcript = Unfinished();
  transcript.findings.push_back({"G3", "scores", FindingLevel::kRefusal, "threw", "throws"});
  const auto result = Judge(Cause::kExited, kChildRefused, transcript);
  EXPECT_EQ(result.findings.back().text, "throws");
  EXPECT_TRUE(result.scores.empty());
}

TEST(VettingJudgementTest, SaysWhereItHungAndHowLong) {
  const auto result = Judge(Cause::kTimeOut, 0, Unfinished());
  EXPECT_THAT(result.findings.back().text, HasSubstr("hangs in compute_score"));
  EXPECT_THAT(result.findings.back().text, HasSubstr("within 2 s"));
}

}  // namespace
}  // namespace hotswap

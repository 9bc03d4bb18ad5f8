#include "core/loading/vetting_judgement.h"

#include <signal.h>
#include <string.h>

#include <algorithm>
#include <optional>
#include <string>
#include <utility>

#include "core/loading/vetting_protocol.h"

namespace hotswap {
namespace {

using Cause = VettingChildEnd::Cause;

constexpr const char* kConsequence = "; in this process that would end all traffic; ";

std::string Seconds(std::chrono::nanoseconds duration) {
  const auto milliseconds = std::chrono::duration_cast<std::chrono::milliseconds>(duration).count();
  return milliseconds % 1000 == 0 ? std::to_string(milliseconds / 1000) + " s" : std::to_string(milliseconds) + " ms";
}

std::string SignalText(int number) {
  const char* name = sigabbrev_np(number);
  return name != nullptr ? "SIG" + std::string(name) : "signal " + std::to_string(number);
}

Error JudgeSignal(int number, const std::string& doing) {
  if (number == SIGSYS) {
    return {Errc::kForbiddenCall,
            "makes a forbidden system call with the signal for it blocked, " + doing +
                "; an operator may compute, use memory, read files and start threads; leave the rest to the "
                "program around it"};
  }
  if (number == SIGXCPU) {
    return {Errc::kTimedOut, "uses up its processor time " + doing + "; a request would not come back; look for an endless loop"};
  }
  if (number == SIGKILL) {
    return {Errc::kExited, "was killed by the system " + doing + ", perhaps for want of memory" + kConsequence +
                               "make it use less, or try it on a larger machine"};
  }
  return {Errc::kCrashed, "ends the process by " + SignalText(number) + " " + doing + kConsequence +
                              "run its own tests under a debugger or AddressSanitizer"};
}

/// `spoke`: the child reported something. It refuses a job before it does so, and lets no library run until then.
Error JudgeExit(int status, bool spoke, bool done, const std::string& doing) {
  if (status == kChildBadJob && !spoke) {
    return {Errc::kUnavailable,
            "could not be tried, since hotswap-vet is of another build than this program; install both together"};
  }
  if (status == kChildCannotReport) {
    return {Errc::kSideEffect, "closes or replaces files that are not its own, " + doing +
                                   "; other code would write to the wrong file; close exactly what it opened"};
  }
  const std::string how = done ? " although all was done, by exit status " : " by exit status ";
  return {Errc::kExited,
          "ends the process " + doing + how + std::to_string(status) + kConsequence + "report a failure by an exception instead"};
}

/// Nothing when the end was as it should be.
std::optional<Error> JudgeEnd(const VettingChildEnd& end, const VettingTranscript& transcript, std::size_t samples,
                              std::chrono::nanoseconds limit) {
  const std::string doing = transcript.stage->doing;
  if (end.cause == Cause::kInterrupted) {
    return Error{Errc::kUnavailable, "was not tried to the end, since the wait for it was broken off; load it again"};
  }
  const bool short_of_scores = transcript.done && transcript.scores.size() != samples;
  if (transcript.forged || end.cause == Cause::kTooMuch || short_of_scores) {
    return Error{Errc::kSideEffect,
                 "writes to a file that is not its own, the results of this vetting, " + doing +
                     "; in this process it would damage other code's files; write to no descriptor that it did not "
                     "open"};
  }
  if (std::ranges::any_of(transcript.findings, [](const Finding& finding) { return finding.level == FindingLevel::kRefusal; })) {
    return std::nullopt;
  }
  if (end.cause == Cause::kTimeOut) {
    return Error{Errc::kTimedOut,
                 "hangs " + doing + ": nothing came back within " + Seconds(limit) +
                     ", and the thread that waits for it would be lost; look for endless loops, locks that are never "
                     "given back and long waits; where it only needs longer, as to read a large model, allow that by --vet-limit "
                     "(vet_limit in [gates] of the configuration)"};
  }
  if (end.cause == Cause::kTooLong) {
    return Error{Errc::kTooSlow,
                 "answers, but so slowly that all checks were not done within " + Seconds(VettingChildEnd::kPatience * limit) +
                     "; the last was under way " + doing +
                     "; make it faster, allow more by --vet-limit, or try it again when this machine is less busy"};
  }
  if (end.cause == Cause::kStopped) {
    return Error{Errc::kTimedOut, "stops the whole process by " + SignalText(end.status) + " " + doing +
                                      ": no thread of it would answer any more; remove what raises the signal"};
  }
  if (end.cause == Cause::kSignal) return JudgeSignal(end.status, doing);
  if (end.status != kChildDone || !transcript.done) return JudgeExit(end.status, !end.written.empty(), transcript.done, doing);
  return std::nullopt;
}

}  // namespace

VettingResult JudgeVetting(const VettingChildEnd& end, VettingTranscript transcript, std::size_t samples,
                           std::chrono::nanoseconds limit) {
  VettingResult result;
  const auto fault = JudgeEnd(end, transcript, samples, limit);
  result.findings = std::move(transcript.findings);
  result.libraries = std::move(transcript.libraries);
  const auto add = [&](FindingLevel level, std::string code, std::string text) {
    const char* check = transcript.stage->check;
    std::erase_if(result.findings, [check](const Finding& finding) { return finding.check == check; });
    result.findings.push_back({"G3", check, level, std::move(code), std::move(text)});
  };
  if (fault) {
    add(FindingLevel::kRefusal, std::string(ErrcName(fault->code)), fault->text);
    return result;
  }
  if (result.findings.empty() || result.findings.back().level == FindingLevel::kRefusal) return result;
  add(FindingLevel::kOk, "", "ends without a fault");
  result.scores = std::move(transcript.scores);
  result.median_call_ns = transcript.median_call_ns;
  return result;
}

}  // namespace hotswap

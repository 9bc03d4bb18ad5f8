#include "app/vet/score_checks.h"

#include <algorithm>
#include <atomic>
#include <cstdio>
#include <cstring>
#include <functional>
#include <optional>
#include <system_error>
#include <thread>
#include <vector>

#include "app/vet/fatal_signals.h"
#include "app/vet/guarded_input.h"
#include "app/vet/processor_time.h"
#include "app/vet/report.h"
#include "app/vet/score_comparison.h"
#include "app/vet/side_effects.h"
#include "app/vet/speed_check.h"

namespace hotswap::vet {
namespace {

constexpr int kThreads = 4;

constexpr std::string_view kAgain =
    "when it is asked again, so that the same request gets different answers; make it depend on the request alone (no clock, no "
    "random numbers, no memory of earlier calls), or declare it stateful in its ABI note";
constexpr std::string_view kReplay =
    "when a fresh instance answers the same requests in the same order, so that no score can be repeated; let its state begin "
    "the same and depend on the requests alone";
constexpr std::string_view kGarbage =
    "when the stack held other bytes before the call: it reads a variable that it never set; build it with -Wall -O2 and run it "
    "under valgrind";
constexpr std::string_view kShared =
    "when a second instance lives, so that two slots or two versions would disturb each other; keep what changes in the "
    "instance, not in static variables";
constexpr std::string_view kConcurrent =
    "when several threads ask at once, as workers do; protect or remove what compute_score changes, or declare it per-worker in "
    "its ABI note";

/// The instance that a check may call: the one at hand, or a fresh one when its answers depend on earlier calls.
class Subject {
 public:
  Subject(const VettingContext& context, const Instance& at_hand) : at_hand_(at_hand) {
    if (context.stateful) fresh_.emplace(context.factory);
  }
  const Instance& operator*() const { return fresh_ ? *fresh_ : at_hand_; }

 private:
  const Instance& at_hand_;
  std::optional<Instance> fresh_;
};

/// Begins a stage anew now and then while it goes on, so that a slow operator is not taken for one that hangs.
class Progress {
 public:
  explicit Progress(const VettingStage& stage) : stage_(stage), told_ns_(WallTimeNs()) {}

  void Tell() {
    constexpr std::int64_t kPeriodNs = 200'000'000;
    if (WallTimeNs() - told_ns_ < kPeriodNs) return;
    told_ns_ = WallTimeNs();
    report::Begin(stage_);
  }

 private:
  const VettingStage& stage_;
  std::int64_t told_ns_;
};

/// True, with a warning, when `instances` more take too long to make.
bool LeftOut(const VettingContext& context, std::size_t instances) {
  if (context.CanCreate(instances)) return false;
  Line line;
  line << "takes " << static_cast<std::size_t>(context.LifeNs() / 1'000'000)
       << " ms to be created and destroyed, so that this check, which needs more instances, was left out; make create_operator "
          "and destroy_operator faster";
  report::Warn(Errc::kTooSlow, line.text());
  return true;
}

void AnswerOnThread(const VettingContext& context, const Instance& instance, std::size_t count, const std::atomic<bool>& go) {
  const SignalStack signal_stack;
  while (!go.load()) std::this_thread::yield();
  for (std::size_t sample = 0; sample < count; ++sample) {
    const Feature input = context.samples[sample];
    const double score = instance.Score(input, sample);
    if (!context.stateful) CompareScore(context, sample, score, kConcurrent);
  }
}

}  // namespace

void CheckScores(VettingContext& context, const Instance& fresh) {
  report::Begin(vetting_stage::kScores);
  constexpr std::size_t kCallsOfThreads = 32;
  FirstCalls first_calls(context.latency_budget_ns);
  Progress progress(vetting_stage::kScores);
  const std::size_t threads = ThreadCount();
  for (std::size_t sample = 0; sample < context.samples.size(); ++sample) {
    const Feature& input = GuardedInput::Show(context.samples[sample], GuardedInput::Side::kBehind);
    first_calls.Start();
    context.scores.push_back(fresh.Score(input, sample));
    first_calls.End();
    progress.Tell();
    if (sample + 1 == kCallsOfThreads) CheckThreadGrowth(threads, kCallsOfThreads);
  }
  context.call_ns = first_calls.SlowCallNs();
  Line line;
  line << "answers all " << context.samples.size() << " requests by finite scores";
  report::Passed(line.text());
}

void CheckDeterminism(const VettingContext& context, const Instance& instance) {
  report::Begin(vetting_stage::kDeterminism);
  if (context.stateful && LeftOut(context, 1)) return;
  const Subject subject(context, instance);
  Compare(context, *subject,
          {.count = context.SamplesFor(1), .backwards = !context.stateful, .side = GuardedInput::Side::kBefore},
          context.stateful ? kReplay : kAgain);
  report::Passed(context.stateful ? "gives the same scores when a fresh instance answers the same requests"
                                  : "gives the same scores in any order, and leaves its input alone");
}

void CheckFileReads(const VettingContext& context, const Instance& instance) {
  const auto before = ReadCounter::Reads();
  if (!before) return;
  report::Begin(vetting_stage::kFileReads);
  const std::size_t count = context.SamplesFor(8);
  for (std::size_t sample = 0; sample < count; ++sample) static_cast<void>(instance.Score(context.samples[sample], sample));
  constexpr std::uint64_t kOwn = 1;  // The first question was a read, too.
  if (ReadCounter::Reads().value_or(0) > *before + kOwn) {
    report::Refuse(
        Errc::kForbiddenCall,
        "reads files in compute_score, for requests that it had answered before: each call would wait for the disk; read "
        "them in create_operator");
  }
  report::Passed("reads no file to answer a request");
}

void CheckStack(const VettingContext& context, const Instance& instance) {
  report::Begin(vetting_stage::kStack);
  if (context.stateful && LeftOut(context, 2)) return;
  // As numbers: a NaN, and one of small size.
  for (const int byte : {0xFF, 0x3B}) {
    const Subject subject(context, instance);
    Compare(context, *subject, {.count = context.SamplesFor(2), .paint = true, .paint_with = static_cast<unsigned char>(byte)},
            kGarbage);
  }
  report::Passed("reads nothing from the stack that it did not write");
}

void CheckSecondInstance(const VettingContext& context, const Instance& instance) {
  report::Begin(vetting_stage::kSecondInstance);
  if (LeftOut(context, context.stateful ? 2 : 1)) return;
  const Subject subject(context, instance);
  const Instance second(context.factory);
  const std::size_t count = context.SamplesFor(2);
  for (std::size_t sample = 0; sample < count; ++sample) {
    for (const Instance* each : {&second, &*subject}) {
      const Feature& input = GuardedInput::Show(context.samples[sample], GuardedInput::Side::kBehind);
      CompareScore(context, sample, each->Score(input, sample), kShared);
    }
  }
  report::Passed("gives the same scores from two instances at once");
}

void CheckThreads(const VettingContext& context, const Instance& instance) {
  if (context.per_worker) return;
  report::Begin(vetting_stage::kThreads);
  const std::size_t count = context.SamplesFor(kThreads);
  std::atomic<bool> go{false};
  std::vector<std::thread> threads;
  try {
    for (int i = 0; i < kThreads; ++i) {
      threads.emplace_back(AnswerOnThread, std::cref(context), std::cref(instance), count, std::cref(go));
    }
  } catch (const std::system_error&) {
    go.store(true);
    for (std::thread& thread : threads) thread.join();
    return report::Warn(Errc::kUnavailable, "was called by one thread only, since the system gave no more; vet it again");
  }
  go.store(true);
  for (std::thread& thread : threads) thread.join();
  report::Passed(context.stateful ? "answers four threads at once" : "gives four threads at once the same scores");
}

}  // namespace hotswap::vet

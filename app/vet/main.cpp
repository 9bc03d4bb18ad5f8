// hotswap-vet: loads a library that may be bad and runs it, in a process that may die of it. Started by VettingChild, which reads
// what it reports; of no use by hand.
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string>

#include "app/vet/callback_registry.h"
#include "app/vet/environment_requests.h"
#include "app/vet/extension_checks.h"
#include "app/vet/fatal_signals.h"
#include "app/vet/guarded_input.h"
#include "app/vet/heap_fence.h"
#include "app/vet/job_input.h"
#include "app/vet/limits.h"
#include "app/vet/load_checks.h"
#include "app/vet/memory_checks.h"
#include "app/vet/operator_calls.h"
#include "app/vet/probed_call.h"
#include "app/vet/report.h"
#include "app/vet/runtime_state.h"
#include "app/vet/score_checks.h"
#include "app/vet/side_effects.h"
#include "app/vet/speed_check.h"
#include "app/vet/system_call_filter.h"
#include "core/language/catalogue.h"

namespace hotswap::vet {
namespace {

void EnterSandbox(const VettingContext& context) {
  report::Begin(vetting_stage::kSandbox);
  if (FilterSystemCalls()) return report::Passed("runs where files, sockets and other processes are out of reach");
  constexpr std::string_view kText =
      "was run without a filter of system calls, which this system does not offer (seccomp): what it does to files and other "
      "processes was not watched; vet it on a system that has the filter";
  if (context.strict) report::Refuse(Errc::kUnavailable, kText);
  report::Warn(Errc::kUnavailable, kText);
}

Instance CreateFirst(VettingContext& context) {
  report::Begin(vetting_stage::kCreate);
  const std::int64_t before = LivingBytes();
  Instance first(context.factory);
  context.created_bytes = LivingBytes() - before;
  report::Passed("creates an instance");
  report::Begin(vetting_stage::kObject);
  CheckObject(first.get());
  report::Passed("returns an object with its own virtual functions");
  report::Begin(vetting_stage::kName);
  CheckName(first.get());
  report::Passed("has a name");
  return first;
}

/// One instance from its creation to its end, and others beside it.
void CheckInstances(VettingContext& context, void* handle, const ProcessState& before, const RuntimeState& runtime) {
  const Instance first = CreateFirst(context);
  CheckScores(context, first);
  CheckFloatingPointStack();
  CheckSpeed(context, first);
  CheckDeterminism(context, first);
  CheckFileReads(context, first);
  CheckCallLeak(context, first);
  CheckSecondInstance(context, first);
  CheckStack(context, first);
  CheckHeap(context);
  CheckThreads(context, first);
  CheckInstanceLeak(context);
  CheckExtensions(context, handle);
  report::Begin(vetting_stage::kSideEffects);
  before.CheckModes();
  runtime.Check();
  report::Begin(vetting_stage::kDestroy);  // Where this scope ends.
}

void TellDestroyed() {
  report::Begin(vetting_stage::kDestroy);
  constexpr std::int64_t kLongNs = 200'000'000;
  const std::int64_t took_ns = ShortestDestroyNs();
  if (took_ns < kLongNs) return report::Passed("is destroyed without a fault");
  Line line;
  line << "takes " << static_cast<std::size_t>(took_ns / 1'000'000)
       << " ms in destroy_operator, so that no other swap can be made for as long when it is unloaded; make it faster";
  report::Warn(Errc::kTooSlow, line.text());
}

void Vet(VettingContext& context) {
  EnterSandbox(context);
  const ThreadList threads = ThreadList::Take();
  const ProcessState before = ProcessState::Take();
  const RuntimeState runtime = RuntimeState::Take();
  void* handle = CheckLoad();
  context.factory = CheckFactory(handle);
  const std::int64_t living = LivingBytes();
  CheckInstances(context, handle, before, runtime);
  CheckThreadsLeft(threads);
  CheckGreatLoss(context, living);
  TellDestroyed();
  CheckUnload(handle, context.strict);
  report::Begin(vetting_stage::kSideEffects);
  before.CheckModes();
  before.CheckDescriptors();
  runtime.Check();
  CheckCallbacksLeft();
  report::Passed("leaves signals, files, streams, modes and environment of the process as they were");
  environment_requests::Tell();
  report::Scores(context.scores);
  report::Begin(vetting_stage::kExit);
  report::Done();
}

/// To a person: hotswap gives it a job. Nothing is confined yet, and no library is there.
void TellUse() {
  const std::string use = "hotswap-vet: is started by hotswap, to try a library; use: hotswap vet FILE.so";
  std::fprintf(stderr, "%s\n", Catalogue::OfEnvironment().Translated(use).c_str());
}

int Main() {
  auto job = ReadJob();
  if (!job) {
    TellUse();
    return kChildBadJob;
  }
  report::Open(job->head.key);
  PrepareCallbackRegistry();
  static const SignalStack signal_stack;
  ReportFatalSignals();
  const bool prepared = GuardedInput::Prepare() && heap_fence::Reserve();
  ReadCounter::Open();
  LimitProcess(job->head.parent, job->head.cpu_seconds);
  if (!prepared) report::Refuse(Errc::kUnavailable, "was not tried, since the system gave no memory for it; try again");
  Vet(job->context);
  return kChildDone;
}

}  // namespace
}  // namespace hotswap::vet

int main() { return hotswap::vet::Main(); }

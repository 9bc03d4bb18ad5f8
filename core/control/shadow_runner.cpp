#include "core/control/shadow_runner.h"

#include <algorithm>
#include <cmath>
#include <system_error>
#include <utility>

#include "core/control/rollout_rows.h"
#include "core/rollout/figure_text.h"

namespace hotswap {
namespace {

using std::chrono::nanoseconds;

/// Requests a second that a shadow is asked for at most: its one thread gives way to the workers, and what it cannot do is dropped.
constexpr double kWanted = 50'000;

std::string Label(const Version& version) { return "v" + std::to_string(version.number) + " " + version.name; }

std::uint32_t StrideFor(std::uint64_t requests, nanoseconds elapsed) {
  const double seconds = std::max(std::chrono::duration<double>(elapsed).count(), 1e-3);
  return static_cast<std::uint32_t>(std::clamp(std::ceil(static_cast<double>(requests) / seconds / kWanted), 1.0, 1e6));
}

std::string FiguresText(const ShadowStatus& status) {
  std::string text = CountText(status.scored, "requests") + " scored by both, " + std::to_string(status.dropped) + " dropped, " +
                     CountText(status.errors, "errors") + ", mean difference " + FigureText(status.mean_difference) +
                     ", 99 % below " + FigureText(status.p99_difference) + ", largest " + FigureText(status.max_difference);
  if (status.rank_agreement) text += ", rank agreement " + FigureText(*status.rank_agreement);
  if (status.latency_ratio) text += ", " + FigureText(*status.latency_ratio) + " times the latency";
  return text;
}

}  // namespace

SwapResult ShadowRunner::Start(const ShadowPlan& plan) {
  const auto slot = parts_.catalogue->FindSlot(plan.slot);
  if (!slot.ok()) return Reject(slot.error());
  if (Status fits = Check(plan, *slot); !fits.ok()) return Reject(fits.error());
  const SlotState& state = parts_.catalogue->slot(*slot);
  const std::uint64_t requests = state.Requests();
  const nanoseconds asked = Now();
  const std::string what = "does not begin its shadow";
  Swapper::Prepared prepared = plan.library.empty() ? parts_.swapper->PrepareVersion(state.name, plan.version, what)
                                                    : parts_.swapper->PrepareLibrary(state.name, plan.library, what);
  if (!prepared.attempt) return std::move(prepared.refusal);
  if (prepared.attempt->version->number == state.active) {
    return Reject({Errc::kUnavailable, "shadow: " + prepared.attempt->receipt.path + " is " + Label(*prepared.attempt->version) +
                                           ", which answers slot " + state.name + " already"});
  }
  return Begin(*slot, plan, *prepared.attempt, StrideFor(state.Requests() - requests, Now() - asked));
}

Status ShadowRunner::Check(const ShadowPlan& plan, std::uint32_t slot) const {
  const SlotState& state = parts_.catalogue->slot(slot);
  if (plan.library.empty() && plan.version == 0) {
    return Error{Errc::kInvalidArgument, "shadow: no candidate; name an operator's file or a version's number"};
  }
  if (plan.duration.count() < 0) return Error{Errc::kInvalidArgument, "shadow: its duration is negative"};
  if (state.active == 0) {
    return Error{Errc::kUnavailable,
                 "shadow: slot " + state.name + " has no version that answers, to compare with; swap to one first"};
  }
  if (plan.library.empty() && plan.version == state.active) {
    return Error{Errc::kUnavailable,
                 "shadow: version " + std::to_string(plan.version) + " answers slot " + state.name + " already"};
  }
  if (running_.contains(slot)) {
    return Error{Errc::kUnavailable,
                 "shadow: slot " + state.name + " has one already, of " + Label(*running_.at(slot).version) + "; stop it first"};
  }
  if (parts_.rollout_under_way(slot)) {
    return Error{Errc::kUnavailable,
                 "shadow: slot " + state.name + " has a rollout under way; a shadow compares with one version"};
  }
  return {};
}

SwapResult ShadowRunner::Begin(std::uint32_t slot, const ShadowPlan& plan, const Swapper::Attempt& attempt,
                               std::uint32_t stride) {
  SlotState& state = parts_.catalogue->slot(slot);
  Version& version = *attempt.version;
  Running running{.version = &version, .instance = version.Fresh(), .stride = stride, .pool = nullptr};
  try {
    running.pool = std::make_unique<ShadowPool>(
        ShadowPool::Parts{.instances = {&running.instance->loaded->get()}, .recorded = parts_.recorded});
  } catch (const std::system_error& failure) {
    return Reject({Errc::kUnavailable, "shadow: its thread could not be started: " + failure.code().message()});
  }
  running.instance->served = true;
  running.instance->kept = true;
  running.looked = Now();
  running.requests = state.Requests();
  if (plan.duration.count() != 0) running.ends = Now() + plan.duration;
  state.shadow = version.number;
  ShadowStatus status;
  status.slot = state.name;
  status.path = attempt.receipt.path;
  status.candidate = version.number;
  status.stable = state.active;
  status.since = Now();
  status.running = true;
  status_.insert_or_assign(slot, status);
  parts_.chronicle->BeginTrial(state, version);  // its code runs in this process, too
  Publish(slot, running);
  running_.emplace(slot, std::move(running));
  Tell(slot, version, EventLevel::kInfo,
       "Shadow of " + Label(version) + " begins: it scores copies of the requests of slot " + state.name +
           ", and nobody gets its scores");
  return {.ok = true, .version = version.number, .verdict = version.verdict};
}

void ShadowRunner::Publish(std::uint32_t slot, const Running& running) {
  RoutePlan plan = parts_.retirement->Present(slot);
  plan.shadow = &running.pool->feed();
  plan.shadow_stride = running.stride;
  const Route* before = nullptr;
  static_cast<void>(parts_.retirement->Publish(slot, plan, before));
}

Status ShadowRunner::Stop(std::uint32_t slot) {
  if (!running_.contains(slot)) {
    return Error{Errc::kUnavailable, "slot " + parts_.catalogue->slot(slot).name + " has no shadow to stop"};
  }
  End(slot, "a person stopped it");
  return {};
}

void ShadowRunner::SlotTaken(std::uint32_t slot, const Version& version) {
  StartEnding(slot, Label(version) + " was made the version that answers");
}

void ShadowRunner::End(std::uint32_t slot, const std::string& why) {
  if (!running_.contains(slot)) return;
  RoutePlan plan = parts_.retirement->Present(slot);
  plan.shadow = nullptr;
  const Route* before = nullptr;
  static_cast<void>(parts_.retirement->Publish(slot, plan, before));
  StartEnding(slot, why);
}

void ShadowRunner::EndAll(const std::string& why) {
  while (!running_.empty()) End(running_.begin()->first, why);
}

void ShadowRunner::StartEnding(std::uint32_t slot, const std::string& why) {
  auto running = running_.extract(slot);
  if (running.empty()) return;
  parts_.chronicle->EndTrial(slot, *running.mapped().version);
  ending_.push_back({slot, why, std::move(running.mapped())});
}

void ShadowRunner::Tend() {
  std::vector<std::uint32_t> over;
  for (auto& [slot, running] : running_) {
    if (running.ends.count() != 0 && running.ends <= Now()) over.push_back(slot);
    if (running.looked + kLookPeriod <= Now()) Look(slot, running);
  }
  for (const std::uint32_t slot : over) End(slot, "its time was over");
  std::erase_if(ending_, [this](Ending& ending) {
    if (parts_.retirement->Feeds(ending.running.pool->feed())) return false;
    Conclude(ending);
    return true;
  });
}

void ShadowRunner::Look(std::uint32_t slot, Running& running) {
  const SlotState& state = parts_.catalogue->slot(slot);
  const std::uint64_t requests = state.Requests();
  const std::uint32_t stride = StrideFor(requests - running.requests, Now() - running.looked);
  running.requests = requests;
  running.looked = Now();
  running.pool->FillIn(status_.at(slot));
  if (stride <= 2 * running.stride && running.stride <= 2 * stride) return;
  running.stride = stride;
  Publish(slot, running);
}

/// No route puts requests into its feed any more.
void ShadowRunner::Conclude(Ending& ending) {
  Running& running = ending.running;
  SlotState& state = parts_.catalogue->slot(ending.slot);
  const bool came_back = running.pool->Stop(kLastCall);
  ShadowStatus status = status_.at(ending.slot);
  const bool newest = status.candidate == running.version->number;
  running.pool->FillIn(status);
  status.running = false;
  status.reason = ending.why;
  if (newest) status_.at(ending.slot) = status;
  ended_.push_back(status);
  if (ended_.size() > kMostEnded) ended_.pop_front();
  if (state.shadow == running.version->number && !running_.contains(ending.slot)) state.shadow = 0;
  std::string text = "Shadow of " + Label(*running.version) + " ended, because " + ending.why + ": " + FiguresText(status);
  if (came_back) {
    running.instance->kept = false;
  } else {
    running.version->zombie_reason = "a call of its shadow does not come back";
    text += ". A call of it does not come back: its thread and the library stay for ever";
  }
  parts_.chronicle->Note(ShadowDecisionRowOf(status, text, parts_.chronicle->At(Now())));
  Tell(ending.slot, *running.version, came_back ? EventLevel::kInfo : EventLevel::kWarning, std::move(text));
}

std::optional<nanoseconds> ShadowRunner::Next() const {
  std::optional<nanoseconds> next;
  for (const auto& [slot, running] : running_) {
    nanoseconds due = running.looked + kLookPeriod;
    if (running.ends.count() != 0) due = std::min(due, running.ends);
    if (!next || due < *next) next = due;
  }
  return next;
}

std::vector<ShadowStatus> ShadowRunner::Latest() const {
  std::vector<ShadowStatus> latest;
  for (const auto& [slot, status] : status_) latest.push_back(status);
  return latest;
}

std::vector<ShadowStatus> ShadowRunner::All() const {
  std::vector<ShadowStatus> all(ended_.begin(), ended_.end());
  for (const auto& [slot, running] : running_) all.push_back(status_.at(slot));
  return all;
}

SwapResult ShadowRunner::Reject(Error error) {
  parts_.events->Tell(Now(), EventLevel::kError, error.text);
  std::string told = error.text;
  return {.ok = false, .error = std::move(error), .told = std::move(told)};
}

void ShadowRunner::Tell(std::uint32_t slot, const Version& version, EventLevel level, std::string text) {
  Event event;
  event.at = Now();
  event.level = level;
  event.slot = parts_.catalogue->slot(slot).name;
  event.version = version.number;
  event.path = version.library.original.string();
  event.text = std::move(text);
  parts_.events->Add(std::move(event));
}

}  // namespace hotswap

#include "core/control/scenario_runner.h"

#include <algorithm>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "core/base/clock.h"
#include "core/engine/open_source.h"
#include "core/rollout/plan_check.h"

namespace hotswap {

Status ScenarioRunner::Start(const Scenario& scenario, ItsSource its_source, std::chrono::nanoseconds now) {
  const TimePoint asked = SteadyClock().Now();
  if (running_) return Error{Errc::kUnavailable, "scenario " + running_->scenario.name + " is still running; stop it first"};
  if (Status fits = Traffic::Check(scenario.workers); !fits.ok()) return fits;
  if (Status slots = CheckSlots(scenario); !slots.ok()) return slots;
  if (Status rollouts = CheckRollouts(scenario); !rollouts.ok()) return rollouts;
  auto source = its_source == ItsSource::kOpen ? OpenItsSource(scenario) : std::shared_ptr<RequestSource>();
  if (!source.ok()) return std::move(source).error();
  Running run{scenario, now, traffic_.settings(), traffic_.paused(), nullptr};
  traffic_.SetPaused(true);  // its operators answer its traffic only
  Status ready = swapper_.EnsureThreads(scenario.workers.threads);
  if (ready.ok()) ready = PublishFirst(scenario.slots);
  if (!ready.ok()) {
    traffic_.SetPaused(run.paused_before);
    return ready;
  }
  if (source.value() != nullptr) {
    run.source_before = traffic_.source();
    traffic_.UseSource(source.value());
  }
  schedule_.Clear();
  // Its time begins with its traffic: a slow first load must not bring the first swap nearer.
  now += SteadyClock().Now() - asked;
  run.started = now;
  ScheduleAll(scenario, now);
  running_ = std::move(run);
  traffic_.RestartRounds();
  Status applied = traffic_.Apply(scenario.workers);
  traffic_.SetPaused(false);
  if (!applied.ok()) End(now);
  return applied;
}

/// All pass the gates before the first is published, so that a refusal leaves every slot as it was.
Status ScenarioRunner::PublishFirst(const std::vector<Scenario::Slot>& slots) {
  for (std::size_t i = 1; i < slots.size(); ++i) {
    if (SwapResult loaded = swapper_.Load(slots[i].name, slots[i].library, slots[i].configure); !loaded.ok) {
      return std::move(loaded.error);
    }
  }
  for (const Scenario::Slot& slot : slots) {
    if (SwapResult result = swapper_.SwapToLibrary(slot.name, slot.library, slot.configure); !result.ok) {
      return std::move(result.error);
    }
  }
  return {};
}

Status ScenarioRunner::CheckSlots(const Scenario& scenario) const {
  for (const Scenario::Slot& slot : scenario.slots) {
    if (auto found = catalogue_.FindSlot(slot.name); !found.ok()) return found.error();
  }
  for (const Scenario::Swap& swap : scenario.swaps) {
    if (auto found = catalogue_.FindSlot(swap.slot); !found.ok()) return found.error();
  }
  return {};
}

/// What is started later is refused now already where that is known, so that a scenario runs whole or not at all.
Status ScenarioRunner::CheckRollouts(const Scenario& scenario) const {
  for (const Scenario::Rollout& rollout : scenario.rollouts) {
    if (Status fits = CheckPlan(rollout.plan, scenario.workers.threads); !fits.ok()) return fits;
    if (Status has = CheckHasOperator(scenario, rollout.plan.slot, "rollout"); !has.ok()) return has;
  }
  for (const Scenario::Shadow& shadow : scenario.shadows) {
    if (Status has = CheckHasOperator(scenario, shadow.plan.slot, "shadow"); !has.ok()) return has;
  }
  return {};
}

Status ScenarioRunner::CheckHasOperator(const Scenario& scenario, const std::string& slot, const char* what) const {
  const auto found = catalogue_.FindSlot(slot);
  if (!found.ok()) return found.error();
  const SlotState& state = catalogue_.slot(*found);
  const bool given = std::ranges::any_of(scenario.slots, [&](const Scenario::Slot& one) { return one.name == state.name; });
  if (given || state.active != 0) return {};
  return Error{Errc::kUnavailable, std::string(what) + ": slot " + state.name +
                                       " has no operator that answers; give it one in the scenario, as a [[slot]]"};
}

void ScenarioRunner::ScheduleAll(const Scenario& scenario, std::chrono::nanoseconds start) {
  for (const Scenario::Swap& swap : scenario.swaps) {
    Moment moment = swap.moment;
    moment.time += start;
    if (moment.kind == MomentKind::kAtRequest) moment.request += catalogue_.slot(*catalogue_.FindSlot(swap.slot)).Requests();
    schedule_.At(start + swap.at, SwapToLibrary{swap.slot, swap.library, moment, swap.configure});
  }
  for (const Scenario::Rollout& rollout : scenario.rollouts) schedule_.At(start + rollout.at, StartRollout{rollout.plan});
  for (const Scenario::Shadow& shadow : scenario.shadows) schedule_.At(start + shadow.at, StartShadow{shadow.plan});
}

/// Null when the present source is the one that the scenario asks for.
Result<std::shared_ptr<RequestSource>> ScenarioRunner::OpenItsSource(const Scenario& scenario) const {
  const std::string present = traffic_.source()->Name();
  if (scenario.source.kind == present) return std::shared_ptr<RequestSource>();
  std::vector<std::string> names;
  for (const auto& slot : catalogue_.slots()) names.push_back(slot->name);
  auto source = OpenSource(scenario.source, names);
  if (!source.ok()) return std::move(source).error();
  return std::shared_ptr<RequestSource>(std::move(source).value());
}

void ScenarioRunner::EndIfOver(std::chrono::nanoseconds now) {
  if (!running_) return;
  const auto end = ends();
  if (end ? now >= *end : Over()) End(now);
}

bool ScenarioRunner::Over() const {
  if (traffic_.Finished()) return true;
  return !running_->scenario.rollouts.empty() && !schedule_.waits() && !rollouts_.under_way();
}

void ScenarioRunner::End(std::chrono::nanoseconds now) {
  if (!running_) return;
  TellMissed(now);
  schedule_.Clear();
  rollouts_.EndAll();
  shadows_.EndAll("the scenario ended");
  last_ = ScenarioProgress{running_->scenario.name, now - running_->started, running_->scenario.duration, false};
  const Running run = std::move(*running_);
  running_.reset();
  traffic_.SetPaused(true);
  if (!run.workers_after) return;
  if (run.source_before != nullptr) traffic_.UseSource(run.source_before);
  traffic_.RestartRounds();
  static_cast<void>(swapper_.EnsureThreads(run.workers_after->threads));  // so many were there before
  static_cast<void>(traffic_.Apply(*run.workers_after));                  // they were in force before
  traffic_.SetPaused(run.paused_before);
}

void ScenarioRunner::TellMissed(std::chrono::nanoseconds now) {
  for (const Command& command : schedule_.TakeMissed(std::min(now, ends().value_or(now)))) {
    if (const auto* swap = std::get_if<SwapToLibrary>(&command)) swapper_.Miss(swap->slot, swap->path);
  }
}

std::optional<std::chrono::nanoseconds> ScenarioRunner::ends() const {
  if (!running_ || !running_->scenario.duration) return std::nullopt;
  return running_->started + *running_->scenario.duration;
}

std::optional<ScenarioProgress> ScenarioRunner::Progress(std::optional<std::chrono::nanoseconds>& started) const {
  if (!running_) return last_;
  started = running_->started;
  return ScenarioProgress{running_->scenario.name, std::chrono::nanoseconds(0), running_->scenario.duration, true};
}

}  // namespace hotswap

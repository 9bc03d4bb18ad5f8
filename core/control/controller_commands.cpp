// What each command does; the loop that takes them is in controller.cpp.
#include <utility>

#include "core/control/controller.h"

namespace hotswap {

/// A destroy_operator that hangs keeps nobody from what is loaded: neither from the way back nor from a version that stands by. A
/// swap that is being prepared goes before what was asked for after it.
void Controller::OvertakeRetirement() {
  if (!loader_.retiring() || (swapper_.preparing() && !loading_)) return;
  while (auto item = queue_.TakeIf([this](const Command& command) { return LeadsToLoaded(command); })) {
    Execute(item->command, item->id);
    PostState();
  }
}

bool Controller::LeadsToLoaded(const Command& command) const {
  const auto loaded = [this](const std::string& name, std::uint32_t number) {
    const auto slot = catalogue_.FindSlot(name);
    if (!slot.ok()) return false;
    const Version* version = catalogue_.slots()[*slot]->Find(number != 0 ? number : catalogue_.RollbackTarget(*slot));
    return version != nullptr && version->loaded();
  };
  if (const auto* swap = std::get_if<SwapToVersion>(&command)) return loaded(swap->slot, swap->version);
  if (const auto* back = std::get_if<RollBack>(&command)) return TakesCandidateBack(*back) || loaded(back->slot, back->version);
  return false;
}

bool Controller::TakesCandidateBack(const RollBack& command) const {
  const auto slot = catalogue_.FindSlot(command.slot);
  return command.version == 0 && slot.ok() && rollouts_.UnderWay(*slot);
}

/// What a person wants to be rid of is the newest change: while a rollout is under way that is its candidate.
SwapResult Controller::Do(const RollBack& command) {
  if (!TakesCandidateBack(command)) return swapper_.RollBack(command.slot, command.version);
  const std::uint32_t slot = *catalogue_.FindSlot(command.slot);
  SwapResult result = Answer(rollouts_.Abort(slot, "a person rolled it back"));
  if (result.ok) result.version = catalogue_.slot(slot).active;
  return result;
}

SwapResult Controller::Do(const LoadLibrary& command) {
  loading_ = true;
  SwapResult result = swapper_.Load(command.slot, command.path, command.configure);
  loading_ = false;
  return result;
}

SwapResult Controller::Do(const SwapToVersion& command) {
  return TakeOver(swapper_.PrepareVersion(command.slot, command.version, "was not published", command.moment.kind),
                  command.moment);
}

SwapResult Controller::Do(const SwapToLibrary& command) {
  return TakeOver(
      swapper_.PrepareLibrary(command.slot, command.path, "was not published", command.moment.kind, command.configure),
      command.moment);
}

SwapResult Controller::Do(const Configure& command) {
  return TakeOver(swapper_.PrepareConfigured(command.slot, command.json, "was not configured"), Moment{});
}

SwapResult Controller::TakeOver(Swapper::Prepared prepared, const Moment& moment) {
  if (!prepared.attempt) return std::move(prepared.refusal);
  return pending_.Add(std::move(*prepared.attempt), moment, executing_);
}

SwapResult Controller::Do(const StartRollout& command) {
  const auto planned = WithSteps(command);
  if (!planned.ok()) return Answer(planned.error());
  loading_ = true;
  SwapResult result = rollouts_.Start(*planned);
  loading_ = false;
  return result;
}

SwapResult Controller::Do(const Promote& command) {
  const auto slot = catalogue_.FindSlot(command.slot);
  if (!slot.ok()) return Answer(slot.error());
  if (rollouts_.UnderWay(*slot)) return Answer(rollouts_.Promote(*slot));
  SlotState& state = catalogue_.slot(*slot);
  const bool on_trial = chronicle_.OnTrial(*slot);
  const bool on_probation = probation_.Confirm(*slot);
  if (!on_trial && !on_probation) {
    return Answer(Error{Errc::kUnavailable, "slot " + state.name +
                                                " has nothing to promote: no rollout is under way, and no version is on "
                                                "probation or on trial"});
  }
  Version& version = *state.Find(state.active);
  chronicle_.Confirm(*slot, state, version);
  Event event{
      .at = Now(), .level = EventLevel::kInfo, .slot = state.name, .gate = "G7", .version = state.active, .path = {}, .text = {}};
  event.text = "v" + std::to_string(version.number) + " " + version.name + " is confirmed: its ";
  event.text += on_probation ? on_trial ? "probation and its trial are over" : "probation is over" : "trial is over";
  events_.Add(std::move(event));
  return {.ok = true, .version = state.active};
}

SwapResult Controller::Do(const PauseRollout& command) {
  const auto slot = catalogue_.FindSlot(command.slot);
  if (!slot.ok()) return Answer(slot.error());
  return Answer(rollouts_.Pause(*slot, command.paused));
}

SwapResult Controller::Do(const Abort& command) {
  const auto slot = catalogue_.FindSlot(command.slot);
  if (!slot.ok()) return Answer(slot.error());
  if (!rollouts_.UnderWay(*slot) && pending_.Waits(*slot)) {
    pending_.CallOff(*slot, "a person called it off");
    return {.ok = true};
  }
  return Answer(rollouts_.Abort(*slot));
}

SwapResult Controller::Do(const StartShadow& command) {
  loading_ = true;
  SwapResult result = shadows_.Start(command.plan);
  loading_ = false;
  return result;
}

SwapResult Controller::Do(const StopShadow& command) {
  const auto slot = catalogue_.FindSlot(command.slot);
  if (!slot.ok()) return Answer(slot.error());
  return Answer(shadows_.Stop(*slot));
}

SwapResult Controller::Do(const SetPaused& command) {
  traffic_.SetPaused(command.paused);
  return Answer({});
}

SwapResult Controller::Do(const StopScenario&) {
  scenario_.End(Now());
  return Answer({});
}

SwapResult Controller::Do(const CycleVersions& command) {
  if (command.period.count() <= 0 && !command.versions.empty()) {
    return Answer(Error{Errc::kInvalidArgument, "the time between two swaps of a cycle must be positive"});
  }
  const auto slot = catalogue_.FindSlot(command.slot);
  if (!slot.ok()) return Answer(slot.error());
  for (const std::uint32_t version : command.versions) {
    if (catalogue_.slot(*slot).Find(version) != nullptr) continue;
    return Answer(Error{Errc::kNotFound, "slot " + catalogue_.slot(*slot).name + " has no version " + std::to_string(version) +
                                             " to cycle through"});
  }
  cycle_.Start(*slot, command, Now());
  return Answer({});
}

/// The outcome of a command that swaps nothing; a failure becomes an event.
SwapResult Controller::Answer(Status status) {
  SwapResult result;
  result.ok = status.ok();
  if (status.ok()) return result;
  events_.Tell(Now(), EventLevel::kError, status.error().text);
  result.told = status.error().text;
  result.error = std::move(status).error();
  return result;
}

}  // namespace hotswap

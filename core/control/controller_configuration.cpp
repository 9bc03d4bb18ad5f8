// What the controller does about a configuration that was read again.
#include <algorithm>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "core/control/controller.h"

namespace hotswap {
namespace {

bool WorkersChange(const std::vector<ConfigChange>& changes) {
  return std::ranges::any_of(changes, [](const ConfigChange& change) { return change.key.starts_with("workers."); });
}

SwapResult Failed(Status status) { return {.ok = false, .error = std::move(status).error()}; }

}  // namespace

SwapResult Controller::Do(const NoteWatch& command) {
  Event event{.at = Now(), .level = command.level, .slot = command.slot, .gate = {}, .path = command.path, .text = command.text};
  event.version = command.version;
  events_.Add(std::move(event));
  return {.ok = true, .version = command.version};
}

/// Whether a newer build waits that takes the place of the one that is judged.
bool Controller::Outdated() const {
  return newest_only_ && queue_.Any([this](const Command& later) { return NewestOnlyOf(later) == newest_only_; });
}

/// A rollout that says no steps goes by a strategy of the configuration as it is now.
Result<StartRollout> Controller::WithSteps(StartRollout command) const {
  if (!command.plan.steps.empty()) return command;
  const auto slot = catalogue_.FindSlot(command.plan.slot);
  if (!slot.ok()) return slot.error();
  const Config& config = *parts_.config;
  std::string name = command.strategy;
  if (name.empty()) {
    const auto its = std::ranges::find(config.slots, catalogue_.slots()[*slot]->name, &Config::Slot::name);
    name = its == config.slots.end() ? Config::Slot{}.rollout : its->rollout;
  }
  const auto strategy = std::ranges::find(config.rollouts, name, &Config::Strategy::name);
  if (strategy == config.rollouts.end()) {
    std::string known;
    for (const Config::Strategy& other : config.rollouts) known += (known.empty() ? "" : ", ") + other.name;
    return Error{Errc::kNotFound, "rollout: the configuration has no strategy \"" + name + "\"; it has " + known};
  }
  command.plan.steps = strategy->steps;
  if (command.plan.guards.empty()) command.plan.guards = strategy->guards;
  return command;
}

/// Before the first version is known: where the configuration asks for an instance for each worker, whatever the notes say.
void Controller::ForbidSharing() {
  for (const Config::Slot& slot : parts_.config->slots) {
    const auto index = catalogue_.FindSlot(slot.name);
    if (index.ok()) catalogue_.slot(*index).per_worker = slot.instances == InstanceSharing::kPerWorker;
  }
}

SwapResult Controller::Do(const ReloadConfig&) {
  if (!parts_.reload_config) {
    return Answer(Error{Errc::kUnavailable, "this run uses no configuration file that could be read again"});
  }
  parts_.reload_config();
  return Answer({});
}

SwapResult Controller::Do(const ApplyConfig& command) {
  if (command.config == nullptr) return RefuseConfig(command.file, {Errc::kInvalidArgument, command.refusal});
  const auto stays = [&](const Error& why) {
    return RefuseConfig(command.file, {why.code, "configuration " + command.file + " was read again and is not used: " +
                                                     why.text + "; the present configuration stays"});
  };
  // Who reads the file does not know what became of the last one: one that was refused here is not what counts.
  const std::vector<ConfigChange> changes = Diff(*parts_.config, *command.config);
  Config before = *parts_.config;
  if (!scenario_.running()) before.workers = traffic_.settings();  // as a person may have set them
  std::vector<Configured> configured;
  if (auto refused = PrepareSlots(*command.config, changes, configured)) return stays(refused->error);
  Status applied = ApplyLive(*command.config, changes);
  const SwapResult published = applied.ok() ? PublishSlots(configured) : SwapResult{.ok = false, .error = applied.error()};
  if (!published.ok) {
    GiveUp(configured);
    static_cast<void>(ApplyLive(before, changes));
    return stays(published.error);
  }
  parts_.config = command.config;
  std::string text = "configuration " + command.file + " was read again: ";
  for (const ConfigChange& change : changes) {
    text += (&change == &changes.front() ? "" : "; ") + ChangeText(change);
  }
  if (changes.empty()) text += "nothing changed";
  // Whatever changed under a run is told without --verbose, and written down.
  TellOfConfig(changes.empty() ? EventLevel::kInfo : EventLevel::kWarning, command.file, std::move(text));
  return Answer({});
}

/// With the file, so that a reader can tell that one which was refused is in order again.
void Controller::TellOfConfig(EventLevel level, const std::string& file, std::string text) {
  Event event{.at = Now(), .level = level, .slot = {}, .gate = {}, .path = file, .text = std::move(text)};
  events_.Add(std::move(event));
}

SwapResult Controller::RefuseConfig(const std::string& file, Error why) {
  TellOfConfig(EventLevel::kError, file, why.text);
  SwapResult result;
  result.ok = false;
  result.told = why.text;
  result.error = std::move(why);
  return result;
}

/// All operators are ready before anything changes, with instances for as many threads as there will be, so that a refusal changes
/// nothing. What a slot that nothing answers yet is to be given counts with the next start.
std::optional<SwapResult> Controller::PrepareSlots(const Config& config, const std::vector<ConfigChange>& changes,
                                                   std::vector<Configured>& configured) {
  if (WorkersChange(changes) && !scenario_.running()) {
    if (Status fits = Traffic::Check(config.workers); !fits.ok()) return Failed(std::move(fits));
    if (Status ensured = swapper_.EnsureThreads(config.workers.threads); !ensured.ok()) return Failed(std::move(ensured));
  }
  for (const Config::Slot& slot : config.slots) {
    const std::string key = "slot." + slot.name + ".configure";
    const auto index = catalogue_.FindSlot(slot.name);
    const bool changed =
        std::ranges::any_of(changes, [&](const ConfigChange& change) { return change.key == key && change.live; });
    if (!changed || !index.ok() || catalogue_.slot(*index).active == 0) continue;
    auto prepared = swapper_.PrepareConfigured(slot.name, slot.configure, "was not configured");
    if (!prepared.attempt) {
      GiveUp(configured);
      return std::move(prepared.refusal);
    }
    configured.push_back({slot.name, catalogue_.slot(*index).active, std::move(prepared)});
  }
  return std::nullopt;
}

/// One that cannot take over after all takes those back that did.
SwapResult Controller::PublishSlots(std::vector<Configured>& configured) {
  for (auto one = configured.begin(); one != configured.end(); ++one) {
    SwapResult result = TakeOver({std::exchange(one->prepared.attempt, std::nullopt), {}}, Moment{});
    if (result.ok) continue;
    while (one != configured.begin()) {
      --one;
      static_cast<void>(swapper_.RollBack(one->slot, one->before));
    }
    return result;
  }
  return Answer({});
}

/// Instances that nobody will publish are no use to anybody.
void Controller::GiveUp(std::vector<Configured>& configured) {
  for (Configured& one : configured) {
    if (one.prepared.attempt) swapper_.GiveUp(std::move(*one.prepared.attempt));
  }
  static_cast<void>(retirement_.Collect(Now()));
}

/// What can fail comes first, so that nothing else has changed when it does.
Status Controller::ApplyLive(const Config& config, const std::vector<ConfigChange>& changes) {
  const bool workers = WorkersChange(changes);
  if (workers && scenario_.running()) scenario_.ContinueWith(config.workers);
  if (workers && !scenario_.running()) {
    if (Status applied = ApplyWorkers(config.workers); !applied.ok()) return applied;
  }
  catalogue_.SetResident(config.store.resident);
  chronicle_.SetLimits(LimitsOf(config.journal));
  ProbationLimits limits = probation_.limits();
  limits.duration = config.probation.duration;
  limits.latency_budget = config.probation.latency_budget;
  probation_.SetLimits(limits);
  return {};
}

}  // namespace hotswap

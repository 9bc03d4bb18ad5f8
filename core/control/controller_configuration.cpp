// What the controller does about a configuration that was read again.
#include <algorithm>
#include <string>
#include <utility>

#include "core/control/controller.h"

namespace hotswap {

SwapResult Controller::Do(const ReloadConfig&) {
  if (!parts_.reload_config) {
    return Answer(Error{Errc::kUnavailable, "this run uses no configuration file that could be read again"});
  }
  parts_.reload_config();
  return Answer({});
}

SwapResult Controller::Do(const ApplyConfig& command) {
  if (command.config == nullptr) return Answer(Error{Errc::kInvalidArgument, command.refusal});
  if (Status status = ApplyLive(*command.config, command.changes); !status.ok()) return Answer(std::move(status));
  parts_.config = command.config;
  std::string text = "configuration " + command.file + " was read again: ";
  bool restart = false;
  for (const ConfigChange& change : command.changes) {
    text += (&change == &command.changes.front() ? "" : "; ") + ChangeText(change);
    restart = restart || !change.live;
  }
  if (command.changes.empty()) text += "nothing changed";
  events_.Tell(Now(), restart ? EventLevel::kWarning : EventLevel::kInfo, std::move(text));
  return Answer({});
}

/// What can fail comes first, so that nothing else has changed when it does.
Status Controller::ApplyLive(const Config& config, const std::vector<ConfigChange>& changes) {
  const bool workers = std::ranges::any_of(changes, [](const auto& change) { return change.key.starts_with("workers."); });
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

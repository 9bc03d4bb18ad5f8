#include "app/cli/remote_command.h"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <utility>

#include "app/cli/journal_rows.h"
#include "app/cli/remote_call.h"
#include "app/option_checks.h"
#include "core/base/duration.h"

namespace hotswap {

RemoteCommands::RemoteCommands(CLI::App& app) {
  Add(app, "load", "Has a running engine take an operator through the gates and keep it ready")
      ->add_option("operator", target_, "The operator")
      ->type_name("FILE.so")
      ->required();
  CLI::App* const swap = Add(app, "swap", "Has a running engine answer with another operator, or with a version that it knows");
  swap->add_option("operator", target_, "The operator, or the number of a version")->type_name("FILE.so|N")->required();
  AddMomentOptions(*swap, moment_);
  CLI::App* const rollback =
      Add(app, "rollback", "Goes back to the version before, or to an earlier one; without an engine at the next start");
  rollback->add_option("version", target_, "The number of the version (default: the one before)")->type_name("N");
  rollback->add_option("--journal", options_.journal, "File of the journal, for a rollback without an engine")
      ->type_name("FILE")
      ->check(Named("file"));
  Add(app, "promote", "Lets a rollout's candidate take over, or a version pass its trial: a person vouches for it");
  Add(app, "abort", "Ends a rollout, or calls off a swap that waits for its moment");
  Add(app, "pause", "Holds a rollout at its step until it is resumed; a broken guard still ends it");
  Add(app, "resume", "Lets a paused rollout go on");
  Add(app, "status", "Tells how a running engine stands: slots, versions, rollouts, throughput");
}

CLI::App* RemoteCommands::Add(CLI::App& app, const char* name, const char* description) {
  CLI::App* const command = app.add_subcommand(name, description);
  AddRemoteOptions(*command, options_, std::string(name) != "status");
  commands_.push_back(command);
  return command;
}

bool RemoteCommands::Is(const char* name) const {
  return std::ranges::any_of(commands_,
                             [name](const CLI::App* command) { return command->parsed() && command->get_name() == name; });
}

Result<RemoteRequest> RemoteCommands::Request(RemoteTarget& target) const {
  const std::string& slot = options_.slot;
  if (Is("status")) return RemoteRequest{};
  if (Is("promote")) return RemoteRequest{Promote{slot}};
  if (Is("abort")) return RemoteRequest{Abort{slot}};
  if (Is("pause")) return RemoteRequest{PauseRollout{slot, true}};
  if (Is("resume")) return RemoteRequest{PauseRollout{slot, false}};
  if (Is("rollback") && target_.empty()) return RemoteRequest{RollBack{slot, 0}};
  auto found = TargetOf(target_);
  if (!found.ok()) return std::move(found).error();
  target = *std::move(found);
  if (Is("rollback")) {
    if (target.version != 0) return RemoteRequest{RollBack{slot, target.version}};
    return Error{Errc::kInvalidArgument, "\"" + target_ + "\" is no number of a version; `hotswap versions` tells all"};
  }
  if (Is("load")) {
    if (target.version == 0) return RemoteRequest{LoadLibrary{slot, target.library}};
    return Error{Errc::kInvalidArgument, "\"" + target_ + "\" is the number of a version, which `hotswap swap` takes; write ./" +
                                             target_ + " for a file of that name"};
  }
  const auto moment = MomentOf(moment_);
  if (!moment.ok()) return moment.error();
  if (target.version != 0) return RemoteRequest{SwapToVersion{slot, target.version, *moment}};
  return RemoteRequest{SwapToLibrary{slot, target.library, *moment}};
}

std::optional<int> RemoteCommands::Run() const {
  if (std::ranges::none_of(commands_, &CLI::App::parsed)) return std::nullopt;
  RemoteTarget target;
  const auto request = Request(target);
  if (!request.ok()) return Complain(request.error().text, 2);
  return CallEngine(options_, *request, target);
}

}  // namespace hotswap

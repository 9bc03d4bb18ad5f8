#include "app/cli/remote_command.h"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <utility>

#include "app/cli/journal_rows.h"
#include "app/cli/remote_call.h"
#include "app/option_checks.h"
#include "core/base/duration.h"
#include "core/config/text_file.h"

namespace hotswap {

RemoteCommands::RemoteCommands(CLI::App& app) {
  Add(app, "load", "Has a running engine take an operator through the gates and keep it ready")
      ->add_option("operator", target_, "The operator")
      ->type_name("FILE.so")
      ->required();
  CLI::App* const swap = Add(app, "swap", "Has a running engine answer with another operator, or with a version that it knows");
  swap->add_option("operator", target_, "The operator, or the number of a version")->type_name("FILE.so|N")->required();
  AddMomentOptions(*swap, moment_);
  CLI::App* const configure = Add(app, "configure", "Has the live operator take other parameters, without losing a request");
  configure->add_option("file", target_, "A file with the parameters as JSON")->type_name("FILE.json");
  configure->add_option("--text", text_, "The parameters themselves; \"\" for none")->type_name("JSON");
  CLI::App* const rollback =
      Add(app, "rollback",
          "Goes back to the version before, or to an earlier one; takes back a rollout; without an engine at the next start");
  rollback
      ->add_option("version", target_,
                   "The number of the version (default: the one before, or the stable one while a rollout is under way)")
      ->type_name("N");
  rollback->add_option("--journal", options_.places.journal, "File of the journal, for a rollback without an engine")
      ->type_name("FILE")
      ->check(Named("file"));
  AddRollouts(app);
  Add(app, "promote", "Lets a rollout's candidate take over, or a version pass its trial: a person vouches for it");
  Add(app, "abort", "Ends a rollout, or calls off a swap that waits for its moment");
  Add(app, "pause", "Holds a rollout at its step until it is resumed; a broken guard still ends it");
  Add(app, "resume", "Lets a paused rollout go on");
  Add(app, "status", "Tells how a running engine stands: slots, versions, rollouts, throughput");
}

void RemoteCommands::AddRollouts(CLI::App& app) {
  CLI::App* const rollout = Add(app, "rollout", "Lets an operator take over step by step, as long as no guard breaks");
  rollout->add_option("operator", target_, "The operator, or the number of a version")->type_name("FILE.so|N")->required();
  rollout
      ->add_option(
          "--steps", steps_,
          "SHARE[:TIME[:REQUESTS]],…: percent of the users, and what must be seen before the next step, such as "
          "5:500ms:1000,50,100; 2t stands for two threads instead. Without them a strategy of the engine's configuration "
          "counts, with its guards unless --guard says others")
      ->type_name("STEPS")
      ->check(CLI::Validator(
          [](const std::string& text) { return text.empty() ? "\"\" is no step; leave it out for a strategy's steps" : ""; },
          ""));
  rollout
      ->add_option("--strategy", strategy_, "The strategy, a [rollout.NAME] of the engine's configuration (default: the slot's)")
      ->type_name("NAME")
      ->check(Named("strategy"));
  rollout->add_option("--guard", guards_, "Goes back when this limit is broken; several times for several")
      ->type_name("NAME=LIMIT");
  rollout->add_flag("--restart", restart_, "Take the place of a rollout of the slot that is under way");
  CLI::App* const shadow =
      Add(app, "shadow", "Has an operator score copies of the requests, to compare it; nobody gets its scores");
  shadow->add_option("operator", target_, "The operator, or the number of a version")->type_name("FILE.so|N");
  shadow->add_option("--duration", duration_, "For so long (default: until it is stopped)")->type_name("TIME");
  shadow->add_flag("--stop", stop_, "End the slot's shadow");
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
  if (Is("shadow") && stop_ && !target_.empty()) {
    return Error{Errc::kInvalidArgument, "--stop ends the slot's shadow, whichever it is; leave \"" + target_ + "\" out"};
  }
  if (Is("shadow") && stop_) return RemoteRequest{StopShadow{slot}};
  if (Is("configure")) return ConfigureRequest();
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
  if (Is("rollout")) return RolloutRequest(target);
  return Is("shadow") ? ShadowRequest(target) : SwapRequest(target);
}

Result<RemoteRequest> RemoteCommands::ConfigureRequest() const {
  if (target_.empty() != text_.has_value()) {
    return Error{Errc::kInvalidArgument, "configure needs either a file with JSON or --text JSON"};
  }
  auto json = text_ ? Result<std::string>(*text_) : ReadTextFile(target_, "a configuration in JSON");
  if (!json.ok()) return std::move(json).error();
  if (json->size() <= kMaxConfigurationBytes) return RemoteRequest{Configure{options_.slot, *std::move(json)}};
  return Error{Errc::kTooLarge, (text_ ? "--text" : target_) + ": the configuration has " + std::to_string(json->size()) +
                                    " bytes, and may have " + std::to_string(kMaxConfigurationBytes) +
                                    "; put large data into a file that the operator reads, and name that"};
}

Result<RemoteRequest> RemoteCommands::SwapRequest(const RemoteTarget& target) const {
  const auto moment = MomentOf(moment_);
  if (!moment.ok()) return moment.error();
  if (target.version != 0) return RemoteRequest{SwapToVersion{options_.slot, target.version, *moment}};
  return RemoteRequest{SwapToLibrary{options_.slot, target.library, *moment}};
}

Result<RemoteRequest> RemoteCommands::RolloutRequest(const RemoteTarget& target) const {
  if (!steps_.empty() && !strategy_.empty()) {
    return Error{Errc::kInvalidArgument, "--steps and --strategy exclude each other: a strategy says its steps"};
  }
  auto steps = steps_.empty() ? Result<std::vector<RolloutStep>>(std::vector<RolloutStep>()) : StepsOf(steps_);
  if (!steps.ok()) return std::move(steps).error();
  StartRollout rollout;
  rollout.strategy = strategy_;
  rollout.plan.slot = options_.slot;
  rollout.plan.library = target.library;
  rollout.plan.version = target.version;
  rollout.plan.steps = *std::move(steps);
  rollout.restart = restart_;
  for (const std::string& text : guards_) {
    auto guard = GuardOf(text);
    if (!guard.ok()) return std::move(guard).error();
    if (std::ranges::find(rollout.plan.guards, guard->name, &GuardLimit::name) != rollout.plan.guards.end()) {
      return Error{Errc::kInvalidArgument, "--guard: " + guard->name + " is named twice"};
    }
    rollout.plan.guards.push_back(*std::move(guard));
  }
  return RemoteRequest{std::move(rollout)};
}

Result<RemoteRequest> RemoteCommands::ShadowRequest(const RemoteTarget& target) const {
  StartShadow shadow;
  shadow.plan.slot = options_.slot;
  shadow.plan.library = target.library;
  shadow.plan.version = target.version;
  if (!duration_) return RemoteRequest{std::move(shadow)};
  const auto duration = ParseDuration(*duration_);
  if (!duration.ok()) return Error{Errc::kInvalidArgument, "--duration: " + duration.error().text};
  if (duration->count() == 0) return Error{Errc::kInvalidArgument, "--duration must be longer than 0"};
  shadow.plan.duration = *duration;
  return RemoteRequest{std::move(shadow)};
}

std::optional<int> RemoteCommands::Run() const {
  if (std::ranges::none_of(commands_, &CLI::App::parsed)) return std::nullopt;
  RemoteTarget target;
  const auto request = Request(target);
  if (!request.ok()) return Complain(request.error().text, 2);
  return CallEngine(options_, *request, target);
}

}  // namespace hotswap

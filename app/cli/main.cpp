// The `hotswap` command.
#include <CLI/CLI.hpp>
#include <cstdio>
#include <exception>
#include <string>

#include "app/cli/config_command.h"
#include "app/cli/inspect_command.h"
#include "app/cli/journal_command.h"
#include "app/cli/remote_command.h"
#include "app/cli/run_command.h"
#include "app/cli/seal_command.h"
#include "app/cli/store_command.h"
#include "app/cli/versions_command.h"
#include "app/cli/vet_command.h"
#include "app/language.h"
#include "app/standard_streams.h"
#include "app/version.h"
#include "core/loading/display_name.h"

namespace {

bool AnyCommand(const CLI::App*) { return true; }

/// A word may hold anything, also what a terminal obeys.
std::string Printable(const std::string& text) { return hotswap::DisplayName(text.c_str(), text.size()); }

/// "list, verify or gc".
std::string CommandNames(const CLI::App& parent) {
  const auto commands = parent.get_subcommands(AnyCommand);
  std::string names;
  for (std::size_t i = 0; i < commands.size(); ++i) {
    if (i > 0) names += i + 1 < commands.size() ? ", " : " or ";
    names += commands[i]->get_name();
  }
  return names;
}

/// What a person who mistyped the command line reads: the fault, and where to look.
std::string UsageError(const CLI::App* app, const CLI::Error& error) {
  const CLI::App* command = app;
  std::string words_so_far = "hotswap";
  while (!command->get_subcommands().empty()) {
    command = command->get_subcommands().front();
    words_so_far += " " + command->get_name();
  }
  std::string fault = error.what();
  const bool has_commands = !command->get_subcommands(AnyCommand).empty();
  if (has_commands && dynamic_cast<const CLI::RequiredError*>(&error) != nullptr) {
    const auto words = command->remaining();
    const std::string parent = command == app ? "" : command->get_name() + " ";
    fault = words.empty() ? "a command is missing" : "there is no command \"" + parent + words.front() + "\"";
    fault += "; write: " + words_so_far + " " + CommandNames(*command);
  }
  return "hotswap: " + Printable(hotswap::Translated(fault)) +
         "\nhotswap: " + hotswap::Translated("`" + words_so_far + " --help` tells all options") + "\n";
}

}  // namespace

int main(int argc, char** argv) {
  hotswap::PrepareStandardStreams();
  CLI::App app("Replaces live scoring operators without a pause, and shows what the replacement does.", "hotswap");
  app.set_version_flag("--version", std::string("hotswap ") + hotswap::kVersion);
  app.require_subcommand(1);
  app.failure_message(UsageError);
  hotswap::RunOptions run_options;
  CLI::App* run = app.add_subcommand("run", "Answers requests with operators and swaps them, without a window");
  hotswap::AddRunOptions(*run, run_options);
  hotswap::InspectOptions inspect_options;
  CLI::App* inspect = app.add_subcommand("inspect", "Judges operator libraries without running them");
  hotswap::AddInspectOptions(*inspect, inspect_options);
  hotswap::SealOptions seal_options;
  CLI::App* seal = app.add_subcommand("seal", "Makes damaged copies of operator libraries recognisable");
  hotswap::AddSealOptions(*seal, seal_options);
  hotswap::VetOptions vet_options;
  CLI::App* vet = app.add_subcommand("vet", "Judges operator libraries and tries them in a process of their own");
  hotswap::AddVetOptions(*vet, vet_options);
  hotswap::StoreOptions store_options;
  CLI::App* store = app.add_subcommand("store", "Lists, verifies or cleans up the copies that operators are loaded from");
  hotswap::AddStoreOptions(*store, store_options);
  hotswap::JournalOptions journal_options;
  CLI::App* journal = app.add_subcommand("journal", "Tells what runs did: swaps, rollouts, decisions, warnings and errors");
  hotswap::AddJournalOptions(*journal, journal_options);
  hotswap::VersionsOptions versions_options;
  CLI::App* versions = app.add_subcommand("versions", "Lists the versions of each slot, or releases one that is quarantined");
  hotswap::AddVersionsOptions(*versions, versions_options);
  hotswap::ConfigOptions config_options;
  CLI::App* config = app.add_subcommand("config", "Checks a configuration file, shows what counts, or prints the default");
  hotswap::AddConfigOptions(*config, config_options);
  const hotswap::RemoteCommands remote(app);
  hotswap::TranslateHelp(app);
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    return app.exit(error) == 0 ? hotswap::StatusOfPrinted("hotswap") : 2;
  }
  try {
    if (inspect->parsed()) return hotswap::InspectCommand(inspect_options);
    if (vet->parsed()) return hotswap::VetCommand(vet_options);
    if (seal->parsed()) return hotswap::SealCommand(seal_options);
    if (store->parsed()) return hotswap::StoreCommand(store_options);
    if (journal->parsed()) return hotswap::JournalCommand(journal_options);
    if (versions->parsed()) return hotswap::VersionsCommand(versions_options);
    if (config->parsed()) return hotswap::ConfigCommand(config_options);
    if (const auto status = remote.Run()) return *status;
    return hotswap::RunCommand(run_options);
  } catch (const std::exception& failure) {  // the system gave no thread, no memory or no descriptor
    const char* what = run->parsed() ? "the run could not be started" : "the command could not be carried out";
    std::fprintf(stderr, "hotswap: %s: %s\n", hotswap::Translated(what).c_str(), failure.what());
    return 1;
  }
}

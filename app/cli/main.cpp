// The `hotswap` command.
#include <CLI/CLI.hpp>
#include <cstdio>
#include <exception>
#include <string>

#include "app/cli/run_command.h"
#include "app/standard_streams.h"
#include "app/version.h"

namespace {

/// What a person who mistyped the command line reads: the fault, and where to look.
std::string UsageError(const CLI::App* app, const CLI::Error& error) {
  const CLI::App* command = app;
  while (!command->get_subcommands().empty()) command = command->get_subcommands().front();
  std::string fault = error.what();
  if (command == app) {
    const auto words = app->remaining();
    fault = words.empty() ? "a command is missing" : "there is no command \"" + words.front() + "\"";
    fault += "; write: hotswap run";
  }
  return "hotswap: " + fault + "\nhotswap: `hotswap" + (command == app ? "" : " " + command->get_name()) +
         " --help` tells all options\n";
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
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    return app.exit(error) == 0 ? 0 : 2;
  }
  try {
    return hotswap::RunCommand(run_options);
  } catch (const std::exception& failure) {  // the system gave no thread, no memory or no descriptor
    std::fprintf(stderr, "hotswap: the run could not be started: %s\n", failure.what());
    return 1;
  }
}

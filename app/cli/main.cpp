// The `hotswap` command.
#include <CLI/CLI.hpp>

#include "app/cli/run_command.h"
#include "app/version.h"

int main(int argc, char** argv) {
  CLI::App app("Replaces live scoring operators without a pause, and shows what the replacement does.", "hotswap");
  app.set_version_flag("--version", hotswap::kVersion);
  app.require_subcommand(1);
  hotswap::RunCommandOptions run_options;
  CLI::App* run = app.add_subcommand("run", "Answers requests with operators and swaps them, without a window");
  hotswap::AddRunCommandOptions(*run, run_options);
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    return app.exit(error) == 0 ? 0 : 2;
  }
  return hotswap::RunCommand(run_options);
}

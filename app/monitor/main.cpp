// The window's program: hotswap-monitor.
#include <CLI/CLI.hpp>
#include <iostream>

#include "app/monitor/monitor_program.h"
#include "app/standard_streams.h"
#include "app/version.h"

int main(int argc, char** argv) {
  hotswap::PrepareStandardStreams();
  hotswap::MonitorOptions options;
  CLI::App app("Replaces live scoring operators without a pause, and shows in a window what the replacement does.",
               "hotswap-monitor");
  app.set_version_flag("--version", hotswap::kVersion);
  hotswap::AddMonitorOptions(app, options);
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    return app.exit(error) == 0 ? 0 : 2;
  }
  return hotswap::RunMonitor(options, argc, argv);
}

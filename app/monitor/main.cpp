// The window's program: hotswap-monitor.
#include <CLI/CLI.hpp>
#include <cstdio>
#include <exception>
#include <string>

#include "app/language.h"
#include "app/monitor/monitor_program.h"
#include "app/standard_streams.h"
#include "app/version.h"

int main(int argc, char** argv) {
  hotswap::PrepareStandardStreams();
  hotswap::MonitorOptions options;
  CLI::App app("Replaces live scoring operators without a pause, and shows in a window what the replacement does.",
               "hotswap-monitor");
  app.set_version_flag("--version", std::string("hotswap-monitor ") + hotswap::kVersion);
  app.failure_message([](const CLI::App*, const CLI::Error& error) {
    const std::string name = "hotswap-monitor: ";
    return name + hotswap::Translated(error.what()) + "\n" + name +
           hotswap::Translated("`hotswap-monitor --help` tells all options") + "\n";
  });
  hotswap::AddMonitorOptions(app, options);
  hotswap::TranslateHelp(app);
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    return app.exit(error) == 0 ? hotswap::StatusOfPrinted("hotswap-monitor") : 2;
  }
  try {
    return hotswap::RunMonitor(options, argc, argv);
  } catch (const std::exception& failure) {  // the system gave no thread, no memory or no descriptor
    std::fprintf(stderr, "hotswap-monitor: %s: %s\n", hotswap::Translated("the run could not be started").c_str(),
                 failure.what());
    return 1;
  }
}

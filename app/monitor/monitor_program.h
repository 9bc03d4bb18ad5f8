#ifndef HOTSWAP_APP_MONITOR_MONITOR_PROGRAM_H_
#define HOTSWAP_APP_MONITOR_MONITOR_PROGRAM_H_

#include <string>

#include "app/options.h"

namespace hotswap {

struct MonitorOptions {
  RunOptions run;
  std::string theme;
  std::string language;
  std::string settings;
  std::string open;  ///< A saved session; empty: an engine runs.
};

/// Adds the options of hotswap-monitor; `options` outlives the parsing.
void AddMonitorOptions(CLI::App& app, MonitorOptions& options);

/// Shows the window until it is closed, a signal comes or the duration is over, then writes the report. The exit status is that
/// of `hotswap run`, but a refused operator is told in the window instead of ending the program.
int RunMonitor(const MonitorOptions& options, int argc, char** argv);

}  // namespace hotswap

#endif  // HOTSWAP_APP_MONITOR_MONITOR_PROGRAM_H_

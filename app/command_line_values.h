#ifndef HOTSWAP_APP_COMMAND_LINE_VALUES_H_
#define HOTSWAP_APP_COMMAND_LINE_VALUES_H_

#include <chrono>
#include <map>
#include <optional>
#include <string>

#include "app/options.h"
#include "core/api/config.h"
#include "core/base/result.h"

namespace hotswap {

/// Puts what the command line says over the configuration; notes in `origins` which option each key has its value from.
Status ApplyCommandLine(const RunOptions& options, Config& config, std::map<std::string, std::string>& origins);

/// The workers' part of it.
Status ApplyWorkerOptions(const RunOptions& options, WorkerSettings& workers);

/// Reads a time option that cannot be 0 into `value`; an absent one leaves it.
Status ReadPeriod(const char* option, const std::optional<std::string>& text, std::chrono::nanoseconds& value);
Status ReadPeriod(const char* option, const std::optional<std::string>& text, std::optional<std::chrono::nanoseconds>& value);

}  // namespace hotswap

#endif  // HOTSWAP_APP_COMMAND_LINE_VALUES_H_

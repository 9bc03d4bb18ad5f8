#ifndef HOTSWAP_APP_REPORT_FILE_H_
#define HOTSWAP_APP_REPORT_FILE_H_

#include <filesystem>

#include "core/base/result.h"
#include "core/control/local_engine.h"

namespace hotswap {

/// Whether a report can be written to `file`, so that a long run is not started in vain.
Status CheckReportFile(const std::filesystem::path& file);

/// Writes the report of a finished run: whole, or not at all (a temporary name and a rename; a device or pipe directly).
Status WriteReportFile(const LocalEngine& engine, const std::filesystem::path& file);

/// Prints it on standard output.
Status PrintReport(const LocalEngine& engine);

}  // namespace hotswap

#endif  // HOTSWAP_APP_REPORT_FILE_H_

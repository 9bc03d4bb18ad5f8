#ifndef HOTSWAP_APP_REPORT_FILE_H_
#define HOTSWAP_APP_REPORT_FILE_H_

#include <filesystem>

#include "core/base/result.h"
#include "core/control/local_engine.h"

namespace hotswap {

/// Whether a report can be written to `file`, so that a long run is not started in vain: tried, as far as that leaves no trace.
/// Directories, FIFOs and sockets are refused.
Status CheckReportFile(const std::filesystem::path& file);

/// Writes the report of a finished run: whole, or not at all (a temporary name and a rename). A device or link, and a file that
/// this user may write but not replace, is written in place. Errors name `file`, whatever was written to.
Status WriteReportFile(const LocalEngine& engine, const std::filesystem::path& file);

/// Writes it to `output`, a descriptor of standard output, and closes that.
Status PrintReport(const LocalEngine& engine, int output);

}  // namespace hotswap

#endif  // HOTSWAP_APP_REPORT_FILE_H_

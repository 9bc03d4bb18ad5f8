#include "app/monitor/window_exports.h"

#include <locale>
#include <sstream>
#include <string>

#include "app/version.h"
#include "core/control/run_report.h"
#include "core/session/session_file.h"

namespace hotswap {
namespace {

Status WriteReport(const Snapshot& snapshot, const std::filesystem::path& file) {
  std::ostringstream out;
  out.imbue(std::locale::classic());
  WriteMomentReport(out, snapshot);
  return WriteWhole("the report", file, out.str());
}

}  // namespace

void AddExports(ui::WindowOptions& options) {
  options.save_session = [](const Snapshot& snapshot, const std::filesystem::path& file) {
    return SaveSession(snapshot, std::string("hotswap-monitor ") + kVersion, file);
  };
  options.write_report = &WriteReport;
}

}  // namespace hotswap

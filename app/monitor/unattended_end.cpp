#include "app/monitor/unattended_end.h"

#include <unistd.h>

#include <cstdlib>
#include <iostream>
#include <string>
#include <utility>

#include "app/language.h"
#include "app/report_file.h"

namespace hotswap {

int FinishAndReport(LocalEngine& engine, const std::filesystem::path& report) {
  int exit_status = 0;
  const auto check = [&exit_status](const Status& part, const char* what) {
    if (part.ok()) return;
    std::cerr << "hotswap-monitor: " << Translated(std::string(what) + ": " + part.error().text) << '\n';
    exit_status = 1;
  };
  check(engine.Finish(), "the record is not whole");
  if (!report.empty()) check(WriteReportFile(engine, report), "the report was not written");
  return exit_status;
}

UnattendedEnd* UnattendedEnd::current_ = nullptr;

UnattendedEnd::UnattendedEnd(LocalEngine& engine, std::filesystem::path report, std::function<void()> stop_commands)
    : engine_(engine), report_(std::move(report)), stop_commands_(std::move(stop_commands)) {
  current_ = this;
  std::atexit(&AtExit);
}

UnattendedEnd::~UnattendedEnd() { current_ = nullptr; }

void UnattendedEnd::AtExit() {
  if (current_ == nullptr) return;
  const std::filesystem::path& report = current_->report_;
  const std::string its_report = report.empty() ? "" : "; its report goes to " + report.string();
  const std::string text = "the display went away, and the window with it. The run ends" + its_report +
                           ". Start it again where there is a display; `hotswap run` needs none.";
  std::cerr << "hotswap-monitor: " << Translated(text) << '\n';
  current_->stop_commands_();
  FinishAndReport(current_->engine_, report);
  _exit(1);  // the window's objects are still there and cannot be destroyed without a display
}

}  // namespace hotswap

#include "app/monitor/unattended_end.h"

#include <unistd.h>

#include <cstdlib>
#include <iostream>
#include <utility>

#include "app/report_file.h"

namespace hotswap {

int FinishAndReport(LocalEngine& engine, const std::filesystem::path& report) {
  Status status = engine.Finish();
  if (status.ok() && !report.empty()) status = WriteReportFile(engine, report);
  if (status.ok()) return 0;
  std::cerr << "hotswap-monitor: what the run leaves was not written: " << status.error().text << '\n';
  return 1;
}

UnattendedEnd* UnattendedEnd::current_ = nullptr;

UnattendedEnd::UnattendedEnd(LocalEngine& engine, std::filesystem::path report) : engine_(engine), report_(std::move(report)) {
  current_ = this;
  std::atexit(&AtExit);
}

UnattendedEnd::~UnattendedEnd() { current_ = nullptr; }

void UnattendedEnd::AtExit() {
  if (current_ == nullptr) return;
  FinishAndReport(current_->engine_, current_->report_);
  _exit(1);  // the window's objects are still there and cannot be destroyed without a display
}

}  // namespace hotswap

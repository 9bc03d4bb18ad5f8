#ifndef HOTSWAP_APP_MONITOR_UNATTENDED_END_H_
#define HOTSWAP_APP_MONITOR_UNATTENDED_END_H_

#include <filesystem>
#include <functional>

#include "core/control/local_engine.h"

namespace hotswap {

/// Ends the run and writes the report, if one is wanted. The exit status: 0, or 1 with a text on stderr.
int FinishAndReport(LocalEngine& engine, const std::filesystem::path& report);

/// Ends the run in order also when Qt calls exit() by itself, as it does when the display goes away: nobody commands it any more, the
/// report is written, and a person reads why.
///
/// Threads   Main thread; one at a time, because what exit() calls finds it through the process.
/// Lifetime  The engine outlives it.
class UnattendedEnd {
 public:
  /// `stop_commands` ends what other threads tell the engine to do.
  UnattendedEnd(LocalEngine& engine, std::filesystem::path report, std::function<void()> stop_commands);
  ~UnattendedEnd();
  UnattendedEnd(const UnattendedEnd&) = delete;
  UnattendedEnd& operator=(const UnattendedEnd&) = delete;

 private:
  static void AtExit();

  static UnattendedEnd* current_;

  LocalEngine& engine_;
  const std::filesystem::path report_;
  const std::function<void()> stop_commands_;
};

}  // namespace hotswap

#endif  // HOTSWAP_APP_MONITOR_UNATTENDED_END_H_

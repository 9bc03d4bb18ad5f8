#ifndef HOTSWAP_UI_BRIDGE_FRAME_METER_H_
#define HOTSWAP_UI_BRIDGE_FRAME_METER_H_

#include <chrono>
#include <optional>

#include "core/base/clock.h"

namespace hotswap::ui {

/// Measures the window itself: frames per second, the CPU share of its thread, and how long painting takes.
///
/// Threads   The window's thread only: the CPU time that it reads is the calling thread's.
/// Lifetime  The clock must outlive it.
class FrameMeter {
 public:
  struct Load {
    double frames_per_s = 0;
    double cpu_share = 0;  ///< Of one core, 0 to 1.
  };

  explicit FrameMeter(const Clock& clock);

  /// One frame was taken. Returns the figures once per second, else nothing.
  std::optional<Load> countFrame();

  /// Painting took this long. Kept as a moving average, so that one slow frame changes nothing.
  void addPainting(std::chrono::nanoseconds took);
  std::chrono::nanoseconds painting() const { return painting_; }

  /// Starts a new second; for a window that was hidden.
  void restart();

 private:
  const Clock& clock_;
  TimePoint since_;
  std::chrono::nanoseconds cpu_since_{0};
  int frames_ = 0;
  std::chrono::nanoseconds painting_{0};
};

/// CPU time that the calling thread has used.
std::chrono::nanoseconds threadCpuTime();

}  // namespace hotswap::ui

#endif  // HOTSWAP_UI_BRIDGE_FRAME_METER_H_

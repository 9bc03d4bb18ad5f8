#include "ui/bridge/frame_meter.h"

#include <ctime>

namespace hotswap::ui {
namespace {

constexpr std::chrono::seconds kPeriod{1};
constexpr int kAveragedFrames = 8;

double seconds(std::chrono::nanoseconds span) { return std::chrono::duration<double>(span).count(); }

}  // namespace

std::chrono::nanoseconds threadCpuTime() {
  timespec used{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &used);
  return std::chrono::seconds{used.tv_sec} + std::chrono::nanoseconds{used.tv_nsec};
}

FrameMeter::FrameMeter(const Clock& clock) : clock_(clock) { restart(); }

void FrameMeter::restart() {
  since_ = clock_.Now();
  cpu_since_ = threadCpuTime();
  frames_ = 0;
}

std::optional<FrameMeter::Load> FrameMeter::countFrame() {
  ++frames_;
  const std::chrono::nanoseconds elapsed = clock_.Now() - since_;
  if (elapsed < kPeriod) return std::nullopt;
  const Load load{.frames_per_s = frames_ / seconds(elapsed),
                  .cpu_share = seconds(threadCpuTime() - cpu_since_) / seconds(elapsed)};
  restart();
  return load;
}

void FrameMeter::addPainting(std::chrono::nanoseconds took) { painting_ += (took - painting_) / kAveragedFrames; }

}  // namespace hotswap::ui

#include "ui/bridge/frame_pacing.h"

#include <algorithm>

namespace hotswap::ui {

std::chrono::milliseconds nextFrameInterval(std::chrono::milliseconds present, std::chrono::nanoseconds painting) {
  if (painting > std::chrono::nanoseconds{present} / 4) return std::min(present * 2, kSlowestFrameInterval);
  const std::chrono::milliseconds faster = std::max(present / 2, kFrameInterval);
  return painting < std::chrono::nanoseconds{faster} / 8 ? faster : present;
}

}  // namespace hotswap::ui

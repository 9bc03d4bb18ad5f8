#ifndef HOTSWAP_UI_BRIDGE_FRAME_PACING_H_
#define HOTSWAP_UI_BRIDGE_FRAME_PACING_H_

#include <chrono>

namespace hotswap::ui {

inline constexpr std::chrono::milliseconds kFrameInterval{33};
inline constexpr std::chrono::milliseconds kSlowestFrameInterval{132};

/// How long to wait between frames when painting one takes `painting`: twice as long once painting passes a quarter of the
/// present interval, half as long again once it would stay below an eighth of that. Between the two nothing changes, so the
/// rate does not flutter. Within kFrameInterval and kSlowestFrameInterval.
std::chrono::milliseconds nextFrameInterval(std::chrono::milliseconds present, std::chrono::nanoseconds painting);

}  // namespace hotswap::ui

#endif  // HOTSWAP_UI_BRIDGE_FRAME_PACING_H_

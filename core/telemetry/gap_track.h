#ifndef HOTSWAP_CORE_TELEMETRY_GAP_TRACK_H_
#define HOTSWAP_CORE_TELEMETRY_GAP_TRACK_H_

#include <algorithm>
#include <array>
#include <atomic>
#include <cstddef>
#include <cstdint>

namespace hotswap {

/// The longest time between two block stamps of one worker, kept for the last two seconds in windows of 8.4 ms.
///
/// Threads  Record() on the worker, wait-free; LongestWithin() on any.
class GapTrack {
 public:
  static constexpr unsigned kWindowBits = 23;  ///< A window is 2^23 ns.
  static constexpr std::size_t kWindows = 256;

  /// A gap of `gap_ns` that ended at `end_ns` (both since the engine started).
  void Record(std::int64_t end_ns, std::int64_t gap_ns) {
    last_end_ns_.store(end_ns, std::memory_order_relaxed);
    const std::int64_t index = end_ns >> kWindowBits;
    Window& window = windows_[static_cast<std::size_t>(index) % kWindows];
    if (window.index.load(std::memory_order_relaxed) != index) {
      window.index.store(kNone, std::memory_order_release);
      window.longest_ns.store(gap_ns, std::memory_order_release);
      window.index.store(index, std::memory_order_release);
    } else if (gap_ns > window.longest_ns.load(std::memory_order_relaxed)) {
      window.longest_ns.store(gap_ns, std::memory_order_release);
    }
  }

  /// When the last gap ended, since the engine started; negative before the first.
  std::int64_t last_end_ns() const { return last_end_ns_.load(std::memory_order_relaxed); }

  /// The longest gap in ns that has a part between the two times, to the window's precision; 0 when there was none. Gaps that
  /// ended after `to_ns` are known once last_end_ns() is there.
  std::int64_t LongestWithin(std::int64_t from_ns, std::int64_t to_ns) const {
    std::int64_t longest = 0;
    const std::int64_t last_ns = std::max(to_ns, last_end_ns());
    for (std::int64_t index = std::max<std::int64_t>(0, from_ns >> kWindowBits); index <= last_ns >> kWindowBits; ++index) {
      const Window& window = windows_[static_cast<std::size_t>(index) % kWindows];
      if (window.index.load(std::memory_order_acquire) != index) continue;
      const std::int64_t gap = window.longest_ns.load(std::memory_order_acquire);
      if (window.index.load(std::memory_order_acquire) != index) continue;
      const bool began_in_time = (index << kWindowBits) - gap <= to_ns;
      if (began_in_time) longest = std::max(longest, gap);
    }
    return longest;
  }

 private:
  static constexpr std::int64_t kNone = -1;
  struct Window {
    std::atomic<std::int64_t> index{kNone};
    std::atomic<std::int64_t> longest_ns{0};
  };
  std::atomic<std::int64_t> last_end_ns_{-1};
  std::array<Window, kWindows> windows_;
};

}  // namespace hotswap

#endif  // HOTSWAP_CORE_TELEMETRY_GAP_TRACK_H_

#ifndef HOTSWAP_CORE_TELEMETRY_THREAD_CELLS_H_
#define HOTSWAP_CORE_TELEMETRY_THREAD_CELLS_H_

#include <algorithm>
#include <array>
#include <atomic>
#include <chrono>
#include <cstdint>
#include <optional>

#include "core/api/worker_settings.h"
#include "core/telemetry/bucket_history.h"
#include "core/telemetry/thread_cell.h"

namespace hotswap {

/// The cells of all worker threads, by thread number. A cell stays when its worker goes.
///
/// Threads  EnsureThreads() and NoteStart() on the control thread; the rest on any.
class ThreadCells {
 public:
  explicit ThreadCells(std::chrono::nanoseconds bucket_width = kBucketWidth) : bucket_width_(bucket_width) {}
  ~ThreadCells() {
    for (auto& cell : cells_) delete cell.load(std::memory_order_relaxed);
  }
  ThreadCells(const ThreadCells&) = delete;
  ThreadCells& operator=(const ThreadCells&) = delete;

  /// Makes cells for the threads 0 to count - 1.
  void EnsureThreads(unsigned count) {
    for (unsigned i = 0; i < count; ++i) {
      if (cells_[i].load(std::memory_order_relaxed) != nullptr) continue;
      cells_[i].store(new ThreadCell(bucket_width_), std::memory_order_release);
    }
  }

  /// Workers are about to start, `now` after the engine did. Only the first time counts.
  void NoteStart(std::chrono::nanoseconds now) {
    if (start_ns_.load(std::memory_order_relaxed) < 0) start_ns_.store(now.count(), std::memory_order_release);
  }

  /// When the first workers were started, since the engine was; nothing before that.
  std::optional<std::chrono::nanoseconds> started() const {
    const std::chrono::nanoseconds start(start_ns_.load(std::memory_order_acquire));
    return start.count() < 0 ? std::nullopt : std::optional(start);
  }

  /// When the newest request of all was answered, since the engine started; 0 before the first.
  std::chrono::nanoseconds last_end() const {
    std::chrono::nanoseconds last{0};
    for (const auto& cell : cells_) {
      const ThreadCell* present = cell.load(std::memory_order_acquire);
      if (present != nullptr) last = std::max(last, present->last_end());
    }
    return last;
  }

  /// Null when there never was such a thread.
  ThreadCell* Find(unsigned thread) const { return cells_[thread].load(std::memory_order_acquire); }

 private:
  const std::chrono::nanoseconds bucket_width_;
  std::array<std::atomic<ThreadCell*>, kMaxThreads> cells_{};
  std::atomic<std::int64_t> start_ns_{-1};
};

}  // namespace hotswap

#endif  // HOTSWAP_CORE_TELEMETRY_THREAD_CELLS_H_

#ifndef HOTSWAP_CORE_TELEMETRY_THREAD_CELLS_H_
#define HOTSWAP_CORE_TELEMETRY_THREAD_CELLS_H_

#include <array>
#include <atomic>
#include <chrono>

#include "core/api/worker_settings.h"
#include "core/telemetry/bucket_history.h"
#include "core/telemetry/thread_cell.h"

namespace hotswap {

/// The cells of all worker threads, by thread number. A cell stays when its worker goes.
///
/// Threads  EnsureThreads() on the control thread; the rest on any.
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

  /// Null when there never was such a thread.
  ThreadCell* Find(unsigned thread) const { return cells_[thread].load(std::memory_order_acquire); }

 private:
  const std::chrono::nanoseconds bucket_width_;
  std::array<std::atomic<ThreadCell*>, kMaxThreads> cells_{};
};

}  // namespace hotswap

#endif  // HOTSWAP_CORE_TELEMETRY_THREAD_CELLS_H_

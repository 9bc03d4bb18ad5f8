#ifndef HOTSWAP_CORE_CONTROL_SAMPLER_H_
#define HOTSWAP_CORE_CONTROL_SAMPLER_H_

#include <chrono>
#include <memory>

#include "core/api/snapshot.h"
#include "core/base/mutex.h"
#include "core/base/named_thread.h"
#include "core/control/control_state.h"
#include "core/control/snapshot_builder.h"
#include "core/telemetry/thread_cells.h"

namespace hotswap {

/// Takes a fresh snapshot every period.
///
/// Threads   Owns "hs-sample", apart from the controller's, so that charts move while a slow library loads. Latest() on any.
/// Lifetime  Cells and board outlive it. The destructor stops and joins.
class Sampler {
 public:
  struct Parts {
    std::chrono::steady_clock::time_point origin;
    const ThreadCells* cells = nullptr;
    const ControlBoard* board = nullptr;
    std::chrono::nanoseconds period{std::chrono::milliseconds{33}};
    bool keep_history = true;
  };

  explicit Sampler(const Parts& parts);
  ~Sampler() { Finish(); }
  Sampler(const Sampler&) = delete;
  Sampler& operator=(const Sampler&) = delete;

  /// The newest snapshot; never null. Waits for nothing but a pointer copy.
  std::shared_ptr<const Snapshot> Latest() const EXCLUDES(mutex_);

  /// Takes a last snapshot, of everything that workers and controller left, and joins. Later calls do nothing.
  void Finish() EXCLUDES(mutex_);

  // After Finish() only.
  LatencySummary whole_run() const { return builder_.whole_run(); }

 private:
  void Run();
  void Sample(bool last);

  // Fixed after construction.
  const Parts parts_;

  // Shared.
  mutable Mutex mutex_;
  CondVar changed_;
  std::shared_ptr<const Snapshot> latest_ GUARDED_BY(mutex_);
  bool finishing_ GUARDED_BY(mutex_) = false;

  // Only on hs-sample.
  SnapshotBuilder builder_;

  // Last: joins before anything above goes away.
  NamedThread thread_;
};

}  // namespace hotswap

#endif  // HOTSWAP_CORE_CONTROL_SAMPLER_H_

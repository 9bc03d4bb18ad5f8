#ifndef HOTSWAP_CORE_CONTROL_TRIAL_H_
#define HOTSWAP_CORE_CONTROL_TRIAL_H_

#include <atomic>
#include <chrono>
#include <cstdint>
#include <utility>
#include <vector>

#include "core/base/result.h"
#include "core/loading/sample_pass.h"

namespace hotswap {

/// Parity and warm-up (G5, G6) of one instance: its scores on the vetting's samples, then some of them again.
///
/// Threads   Run() on a thread that may be given up, once; answered() on any, while it runs; the rest after it.
/// Lifetime  Shared between both: a call that never returns keeps it.
class Trial {
 public:
  Trial(IScoreOperator& op, std::vector<Feature> samples, Vetted vetted, bool warm)
      : op_(op), samples_(std::move(samples)), vetted_(std::move(vetted)), warm_(warm) {}

  Status Run();

  /// Calls that came back so far.
  std::uint64_t answered() const { return answered_.load(std::memory_order_relaxed); }

  std::chrono::nanoseconds parity_time() const { return parity_; }
  std::chrono::nanoseconds warmup_time() const { return warmup_; }
  std::uint64_t warmed() const { return warmed_; }

 private:
  // Fixed after construction.
  IScoreOperator& op_;
  const std::vector<Feature> samples_;
  const Vetted vetted_;
  const bool warm_;

  // Shared.
  std::atomic<std::uint64_t> answered_{0};

  // Only on the thread that runs it, until it is done.
  std::chrono::nanoseconds parity_{0};
  std::chrono::nanoseconds warmup_{0};
  std::uint64_t warmed_ = 0;
};

}  // namespace hotswap

#endif  // HOTSWAP_CORE_CONTROL_TRIAL_H_

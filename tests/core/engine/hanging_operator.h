#ifndef HOTSWAP_TESTS_CORE_ENGINE_HANGING_OPERATOR_H_
#define HOTSWAP_TESTS_CORE_ENGINE_HANGING_OPERATOR_H_

#include <pthread.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <atomic>
#include <condition_variable>
#include <functional>
#include <mutex>
#include <stdexcept>
#include <utility>

#include "core/abi/operator_interface.h"

namespace hotswap::testing {

/// Scores a request by its round (item), but does not come back, until it is released, from those that a test chooses.
class HangingOperator final : public IScoreOperator {
 public:
  enum class Way {
    kSleep,
    kSpin,
    kEndThread,  ///< Calls pthread_exit at once.
    kVanish,     ///< Makes the kernel end the thread at once, without unwinding.
    kThrow,      ///< Sleeps; once released it throws.
  };

  explicit HangingOperator(std::function<bool(const Feature&)> hangs, Way way = Way::kSleep)
      : hangs_(std::move(hangs)), way_(way) {}

  double compute_score(const Feature& feature) override {
    if (hangs_(feature)) Hang();
    ++answered;
    return kOffset + feature.item_id;
  }
  const char* name() const override { return "Hanging"; }

  void Release() {
    {
      const std::lock_guard lock(mutex_);
      released_ = true;
    }
    changed_.notify_all();
  }

  static constexpr double kOffset = 1e6;  ///< Tells its scores from those of a TracingOperator.
  std::atomic<int> inside = 0;            ///< Calls that hang.
  std::atomic<std::size_t> answered = 0;

 private:
  void Hang() {
    ++inside;
    if (way_ == Way::kEndThread) pthread_exit(nullptr);
    if (way_ == Way::kVanish) syscall(SYS_exit, 0);
    while (way_ == Way::kSpin && !released_) {
    }
    {
      std::unique_lock lock(mutex_);
      changed_.wait(lock, [this] { return released_.load(); });
    }
    --inside;
    if (way_ == Way::kThrow) throw std::runtime_error("too late");
  }

  const std::function<bool(const Feature&)> hangs_;
  const Way way_;
  std::mutex mutex_;
  std::condition_variable changed_;
  std::atomic<bool> released_ = false;
};

}  // namespace hotswap::testing

#endif  // HOTSWAP_TESTS_CORE_ENGINE_HANGING_OPERATOR_H_

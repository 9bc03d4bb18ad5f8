#ifndef HOTSWAP_APP_CLI_INTERRUPTION_H_
#define HOTSWAP_APP_CLI_INTERRUPTION_H_

#include <atomic>

#include "core/base/named_thread.h"

namespace hotswap {

/// SIGINT, SIGTERM and SIGHUP as a wish to end in order, for a command that has copies to remove. Another one ends the process at
/// once, with status 1, unless it belongs to the same gesture. A signal that the caller ignores, as nohup does, stays ignored.
///
/// Threads   Owns "hs-signal". Made before any other thread, because it blocks those signals for all of them.
/// Lifetime  The destructor joins.
class Interruption {
 public:
  Interruption();
  ~Interruption();
  Interruption(const Interruption&) = delete;
  Interruption& operator=(const Interruption&) = delete;

  bool came() const { return came_.load(std::memory_order_acquire); }

 private:
  void Run();

  // Fixed after construction.
  int signals_ = -1;
  int wake_ = -1;

  // Shared.
  std::atomic<bool> came_{false};

  // Last: joins before anything above goes away.
  NamedThread thread_;
};

}  // namespace hotswap

#endif  // HOTSWAP_APP_CLI_INTERRUPTION_H_

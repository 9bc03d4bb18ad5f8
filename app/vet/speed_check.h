#ifndef HOTSWAP_APP_VET_SPEED_CHECK_H_
#define HOTSWAP_APP_VET_SPEED_CHECK_H_

#include <array>
#include <cstddef>
#include <cstdint>

#include "app/vet/operator_calls.h"
#include "app/vet/vetting_context.h"

namespace hotswap::vet {

/// Times the first calls one by one, and refuses when the budget is far away: with hundreds of slow calls to come, the time-out
/// of all checks would hide the cause.
///
/// The fastest of them is judged, by the time that this thread ran; only where it gives the processor away by itself each time,
/// as one that sleeps does, by the shortest time that passed, and then against a hundred budgets. So a busy machine makes no
/// operator slow.
class FirstCalls {
 public:
  explicit FirstCalls(std::int64_t budget_ns) : budget_ns_(budget_ns) {}

  void Start();
  void End();

  /// The wall time of a call that was slower than most of those timed.
  std::int64_t SlowCallNs() const;

 private:
  static constexpr std::size_t kTimed = 16;
  static constexpr std::size_t kEnough = 4;
  static constexpr std::int64_t kPatienceNs = 40'000'000;

  void Judge() const;

  const std::int64_t budget_ns_;
  std::size_t calls_ = 0;
  bool judged_ = false;
  std::array<std::int64_t, kTimed> ran_ns_{};
  std::array<std::int64_t, kTimed> passed_ns_{};
  std::size_t slept_ = 0;  ///< Calls in which the thread gave the processor away.
  std::int64_t first_start_ns_ = 0;
  std::int64_t start_ran_ns_ = 0;
  std::int64_t start_wall_ns_ = 0;
  long start_waits_ = 0;
};

/// Takes the median time of a call over blocks of calls, and holds it against the budget.
void CheckSpeed(const VettingContext& context, const Instance& instance);

}  // namespace hotswap::vet

#endif  // HOTSWAP_APP_VET_SPEED_CHECK_H_

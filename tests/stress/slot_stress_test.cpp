// Both directions of the slot's proof: with its fence no reader ever meets a released object, and without it one soon does.
#include <gtest/gtest.h>

#include <atomic>
#include <chrono>
#include <cstdint>
#include <memory>
#include <thread>
#include <vector>

#include "core/slot/slot.h"

namespace hotswap {
namespace {

using std::chrono::steady_clock;

/// Fenced on neither side: the broken variant.
struct NoFence {
  static void Announce(std::atomic<const void*>& cell, const void* value) {
    cell.store(value, std::memory_order_relaxed);
    std::atomic_signal_fence(std::memory_order_seq_cst);
  }
  static void Heavy() {}
};

/// The fallback without membarrier.
struct ExchangeFence {
  static void Announce(std::atomic<const void*>& cell, const void* value) { cell.exchange(value, std::memory_order_seq_cst); }
  static void Heavy() {}
};

/// Released ones are kept until the end of a run, so that a reader which meets one is caught instead of crashing.
struct Canary {
  std::atomic<bool> alive = true;
};

struct Tally {
  std::uint64_t calls = 0;
  std::uint64_t violations = 0;
};

/// Two readers against a writer that replaces and releases as fast as it can, until `until` or the first violation.
template <typename Fence>
Tally Race(steady_clock::duration length, bool pinned) {
  constexpr std::size_t kMostPublications = 1U << 20;  // bounds the memory of a run
  Slot<Canary, Fence> slot;
  std::atomic<bool> stop = false;
  std::atomic<std::uint64_t> calls = 0;
  std::atomic<std::uint64_t> violations = 0;
  slot.Publish(std::make_unique<Canary>());
  const auto read = [&] {
    std::uint64_t mine = 0;
    typename Slot<Canary, Fence>::Pin pin(slot);
    while (!stop.load(std::memory_order_relaxed)) {
      for (int i = 0; i < 64; ++i, ++mine) {
        if (pinned) {
          const auto look = [&](const Canary& next) {
            if (!next.alive.load(std::memory_order_relaxed)) ++violations;
            return i % 8 == 2;
          };
          const Canary* canary = i % 4 == 2 ? pin.RefreshUnless(look) : pin.Refresh();
          if (!canary->alive.load(std::memory_order_relaxed)) ++violations;
          if (i % 16 == 15) pin.Clear();
        } else {
          const typename Slot<Canary, Fence>::Guard guard(slot);
          if (!guard->alive.load(std::memory_order_relaxed)) ++violations;
        }
      }
    }
    calls += mine;
  };
  std::vector<std::unique_ptr<Canary>> graveyard;
  std::thread first(read);
  std::thread second(read);
  const auto deadline = steady_clock::now() + length;
  while (steady_clock::now() < deadline && violations == 0 && graveyard.size() < kMostPublications) {
    slot.Publish(std::make_unique<Canary>());
    for (auto& released : slot.Collect()) {
      released->alive.store(false, std::memory_order_relaxed);
      graveyard.push_back(std::move(released));
    }
  }
  stop = true;
  first.join();
  second.join();
  return {calls, violations};
}

constexpr auto kShort = std::chrono::seconds(2);

TEST(SlotStressTest, NoGuardMeetsAReleasedObject) {
  const Tally tally = Race<AsymmetricFence>(kShort, false);
  EXPECT_EQ(tally.violations, 0U);
  EXPECT_GT(tally.calls, 10'000U);
}

TEST(SlotStressTest, NoPinMeetsAReleasedObject) {
  const Tally tally = Race<AsymmetricFence>(kShort, true);
  EXPECT_EQ(tally.violations, 0U);
  EXPECT_GT(tally.calls, 10'000U);
}

TEST(SlotStressTest, TheFallbackWithoutMembarrierHoldsToo) {
  EXPECT_EQ(Race<ExchangeFence>(kShort, false).violations, 0U);
  EXPECT_EQ(Race<ExchangeFence>(kShort, true).violations, 0U);
}

#if !defined(__SANITIZE_THREAD__) && !defined(__SANITIZE_ADDRESS__)
TEST(SlotStressTest, WithoutTheFenceAReaderSoonMeetsAReleasedObject) {
  if (std::thread::hardware_concurrency() < 2) GTEST_SKIP() << "needs two processors at once";
  // A busy machine may keep the readers off the processors for a whole race, so there are several.
  const auto deadline = steady_clock::now() + std::chrono::seconds(60);
  std::uint64_t violations = 0;
  while (violations == 0 && steady_clock::now() < deadline) violations = Race<NoFence>(kShort, false).violations;
  EXPECT_GT(violations, 0U);
}
#endif

}  // namespace
}  // namespace hotswap

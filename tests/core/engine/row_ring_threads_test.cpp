#include <gtest/gtest.h>

#include <atomic>
#include <barrier>
#include <cstdint>
#include <memory>
#include <thread>
#include <vector>

#include "core/engine/row_ring.h"

namespace hotswap {
namespace {

constexpr std::uint64_t kCapacity = RowRing::kChunkRows * RowRing::kChunks;
constexpr unsigned kThreads = 4;

/// The ring is full when all start to take single rows, so that they meet at the claim and not at the writer.
TEST(RowRingThreadsTest, GivesEachRowOnceToTakersThatMeetAtEveryClaim) {
  constexpr std::uint64_t kLaps = 20;
  RowRing ring;
  std::vector<std::atomic<int>> counts(kLaps * kCapacity);
  std::barrier filled(kThreads + 1);
  std::barrier emptied(kThreads + 1);
  const auto take = [&] {
    const auto block = std::make_unique<RequestBlock>();
    for (std::uint64_t lap = 0; lap < kLaps; ++lap) {
      filled.arrive_and_wait();
      while (ring.Take(*block, 1) == FillResult::kFilled) {
        counts[static_cast<std::size_t>(block->features[0].user_id)].fetch_add(1, std::memory_order_relaxed);
      }
      emptied.arrive_and_wait();
    }
  };
  std::vector<std::thread> threads;
  for (unsigned i = 0; i < kThreads; ++i) threads.emplace_back(take);
  for (std::uint64_t lap = 0; lap < kLaps; ++lap) {
    while (ring.Written() < (lap + 1) * kCapacity && ring.CanWrite()) {
      ring.Write({.user_id = static_cast<int>(ring.Written()), .item_id = 0, .user_feature = 0, .item_feature = 0}, 0);
    }
    ring.Publish();
    filled.arrive_and_wait();
    emptied.arrive_and_wait();
  }
  for (std::thread& thread : threads) thread.join();
  for (std::size_t row = 0; row < counts.size(); ++row) ASSERT_EQ(counts[row].load(), 1) << "row " << row;
}

}  // namespace
}  // namespace hotswap

#include "core/telemetry/spsc_ring.h"

#include <gtest/gtest.h>

#include <cstdint>
#include <thread>

namespace hotswap {
namespace {

TEST(SpscRingTest, GivesBackInOrderWhatItTook) {
  SpscRing<int, 4> ring;
  int value = 0;
  EXPECT_FALSE(ring.Pop(value));
  for (int round = 0; round < 3; ++round) {
    EXPECT_TRUE(ring.Push(round));
    EXPECT_TRUE(ring.Push(round + 10));
    EXPECT_TRUE(ring.Pop(value));
    EXPECT_EQ(value, round);
    EXPECT_TRUE(ring.Pop(value));
    EXPECT_EQ(value, round + 10);
  }
  EXPECT_FALSE(ring.Pop(value));
}

TEST(SpscRingTest, DropsTheNewestWhenFull) {
  SpscRing<int, 4> ring;
  for (int i = 0; i < 4; ++i) EXPECT_TRUE(ring.Push(i));
  EXPECT_FALSE(ring.Push(4));
  int value = -1;
  for (int i = 0; i < 4; ++i) {
    ASSERT_TRUE(ring.Pop(value));
    EXPECT_EQ(value, i);
  }
  EXPECT_FALSE(ring.Pop(value));
}

TEST(SpscRingTest, BetweenTwoThreadsNothingIsTornOrReordered) {
  struct Pair {
    std::uint64_t number = 0;
    std::uint64_t complement = ~std::uint64_t{0};
  };
  constexpr std::uint64_t kCount = 100'000;
  SpscRing<Pair, 64> ring;
  std::thread writer([&] {
    for (std::uint64_t i = 1; i <= kCount;) {
      if (ring.Push({i, ~i}))
        ++i;
      else
        std::this_thread::yield();
    }
  });
  std::uint64_t last = 0;
  while (last < kCount) {
    Pair pair;
    if (!ring.Pop(pair)) {
      std::this_thread::yield();
      continue;
    }
    ASSERT_EQ(pair.complement, ~pair.number);
    ASSERT_EQ(pair.number, last + 1);
    last = pair.number;
  }
  writer.join();
}

}  // namespace
}  // namespace hotswap

#include "core/engine/row_ring.h"

#include <gtest/gtest.h>

#include <memory>

namespace hotswap {
namespace {

constexpr std::uint64_t kCapacity = RowRing::kChunkRows * RowRing::kChunks;

class RowRingTest : public ::testing::Test {
 protected:
  void Write(std::uint64_t count) {
    for (std::uint64_t i = 0; i < count && ring_.CanWrite(); ++i) {
      ring_.Write({.user_id = static_cast<int>(ring_.Written()), .item_id = 0, .user_feature = 0, .item_feature = 0}, 3);
    }
    ring_.Publish();
  }

  RowRing ring_;
  const std::unique_ptr<RequestBlock> block_ = std::make_unique<RequestBlock>();
};

TEST_F(RowRingTest, IsEmptyUntilRowsArePublishedAndExhaustedAfterTheEnd) {
  EXPECT_EQ(ring_.Take(*block_, 1), FillResult::kEmpty);
  Write(1);
  EXPECT_EQ(ring_.Take(*block_, 1), FillResult::kFilled);
  EXPECT_EQ(ring_.Take(*block_, 1), FillResult::kEmpty);
  Write(1);
  ring_.End();
  EXPECT_EQ(ring_.Take(*block_, 1), FillResult::kFilled);
  EXPECT_EQ(ring_.Take(*block_, 1), FillResult::kExhausted);
}

TEST_F(RowRingTest, GivesAtMostTheLimitInOrderWithSlots) {
  Write(100);
  ASSERT_EQ(ring_.Take(*block_, 30), FillResult::kFilled);
  EXPECT_EQ(block_->size, 30U);
  EXPECT_EQ(block_->features[29].user_id, 29);
  EXPECT_EQ(block_->slots[29], 3);
  ASSERT_EQ(ring_.Take(*block_, 1024), FillResult::kFilled);
  EXPECT_EQ(block_->size, 70U);
  EXPECT_EQ(block_->features[0].user_id, 30);
}

TEST_F(RowRingTest, HoldsABoundedNumberOfRows) {
  Write(kCapacity + 1);
  EXPECT_EQ(ring_.Written(), kCapacity);
  EXPECT_FALSE(ring_.CanWrite());
}

TEST_F(RowRingTest, ReusesAChunkOnlyWhenAllItsRowsWereTaken) {
  Write(kCapacity);
  for (std::uint64_t left = RowRing::kChunkRows; left > 0; left -= block_->size) {
    EXPECT_FALSE(ring_.CanWrite());
    ring_.Take(*block_, 1000);
  }
  EXPECT_TRUE(ring_.CanWrite());
  Write(kCapacity);
  EXPECT_EQ(ring_.Written(), kCapacity + RowRing::kChunkRows);
}

TEST_F(RowRingTest, KeepsOrderOverManyLaps) {
  std::uint64_t next = 0;
  while (next < 5 * kCapacity) {
    Write(1500);
    while (ring_.Take(*block_, 700) == FillResult::kFilled) {
      for (std::size_t i = 0; i < block_->size; ++i) ASSERT_EQ(block_->features[i].user_id, static_cast<int>(next++));
    }
  }
}

}  // namespace
}  // namespace hotswap

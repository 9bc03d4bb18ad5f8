#include "core/engine/user_partition.h"

#include <gtest/gtest.h>

#include <cmath>
#include <cstdint>
#include <random>
#include <set>

namespace hotswap {
namespace {

const UserShare kHalf(0.5, UserShare::SaltOf("slot"));

class UserPartitionTest : public ::testing::Test {
 protected:
  void Fill(std::size_t size, bool labels = true) {
    block_.size = size;
    block_.first_round = 100;
    block_.sorted = false;
    block_.has_labels = labels;
    for (std::size_t i = 0; i < size; ++i) {
      block_.features[i] = {static_cast<int>(random_() % 1000), static_cast<int>(i), 0, 0};
      block_.labels[i] = static_cast<float>(i);
    }
    partition_.StartBlock();
  }

  /// What belongs to a request moved with it: item, label and round all tell where it stood.
  void ExpectWhole(std::size_t begin, std::size_t end) {
    std::set<std::uint64_t> rounds;
    for (std::size_t i = begin; i < end; ++i) {
      const auto stood = static_cast<std::size_t>(block_.features[i].item_id);
      EXPECT_EQ(block_.RoundAt(i), 100 + stood);
      if (block_.has_labels) {
        EXPECT_EQ(block_.labels[i], static_cast<float>(stood));
      }
      EXPECT_GE(stood, begin);
      EXPECT_LT(stood, end);
      rounds.insert(block_.RoundAt(i));
    }
    EXPECT_EQ(rounds.size(), end - begin) << "each round once";
  }

  void ExpectPart(std::size_t begin, std::size_t end, bool candidate) {
    for (std::size_t i = begin; i < end; ++i) {
      EXPECT_EQ(kHalf.Has(block_.features[i].user_id), candidate) << i;
      if (i > begin) {
        EXPECT_LT(block_.features[i - 1].item_id, block_.features[i].item_id) << "the sort is stable";
      }
    }
  }

  std::mt19937_64 random_{7};
  RequestBlock block_;
  UserPartition partition_;
};

TEST_F(UserPartitionTest, EachVersionAnswersItsUsersInOneGo) {
  for (std::size_t size = 1; size <= RequestBlock::kCapacity; size = size * 2 + 1) {
    Fill(size, size % 2 == 1);
    const auto first = partition_.Next(block_, kHalf, 1, 0, size);
    ExpectPart(0, first.end, first.candidate);
    if (first.end < size) {
      EXPECT_FALSE(first.candidate);
      const auto second = partition_.Next(block_, kHalf, 1, first.end, size);
      EXPECT_TRUE(second.candidate);
      EXPECT_EQ(second.end, size);
      ExpectPart(first.end, size, true);
    }
    ExpectWhole(0, size);
  }
}

TEST_F(UserPartitionTest, LeavesTheRestOfTheBlockAlone) {
  Fill(100);
  partition_.Next(block_, kHalf, 1, 20, 60);
  ExpectWhole(0, 20);
  ExpectWhole(20, 60);
  ExpectWhole(60, 100);
  for (std::size_t i = 60; i < 100; ++i) EXPECT_EQ(block_.features[i].item_id, static_cast<int>(i));
}

TEST_F(UserPartitionTest, AnotherShareInMidBlockSortsWhatIsLeftAnew) {
  Fill(200);
  const auto first = partition_.Next(block_, kHalf, 1, 0, 200);
  ASSERT_LT(first.end, 200U);
  const std::size_t done = first.end / 2;
  const UserShare more(0.9, UserShare::SaltOf("slot"));
  const auto next = partition_.Next(block_, more, 2, done, 200);
  for (std::size_t i = done; i < 200; ++i) EXPECT_EQ(more.Has(block_.features[i].user_id), i >= next.end) << i;
  std::set<std::uint64_t> rounds;
  for (std::size_t i = 0; i < 200; ++i) {
    rounds.insert(block_.RoundAt(i));
    EXPECT_EQ(block_.RoundAt(i), 100U + static_cast<std::uint64_t>(block_.features[i].item_id));
  }
  EXPECT_EQ(rounds.size(), 200U);
}

TEST_F(UserPartitionTest, AnotherBlockIsSortedThoughRouteAndSizeAreTheSame) {
  Fill(50);
  partition_.Next(block_, kHalf, 1, 0, 50);
  Fill(50);
  const auto first = partition_.Next(block_, kHalf, 1, 0, 50);
  ExpectPart(0, first.end, first.candidate);
  ExpectWhole(0, 50);
}

TEST_F(UserPartitionTest, ABlockForOneVersionStaysAsItIs) {
  Fill(50);
  const auto all = partition_.Next(block_, UserShare(1, 1), 1, 0, 50);
  EXPECT_TRUE(all.candidate);
  EXPECT_EQ(all.end, 50U);
  EXPECT_FALSE(block_.sorted);
  partition_.StartBlock();
  const auto none = partition_.Next(block_, UserShare(), 1, 0, 50);
  EXPECT_FALSE(none.candidate);
  EXPECT_EQ(none.end, 50U);
}

}  // namespace
}  // namespace hotswap

#include "core/slot/user_share.h"

#include <gtest/gtest.h>

#include <cmath>
#include <cstdint>
#include <limits>

namespace hotswap {
namespace {

constexpr int kUsers = 10'000;
constexpr std::uint64_t kSalt = UserShare::SaltOf("ranking");

int Counted(const UserShare& users, int first = 0) {
  int count = 0;
  for (int user = first; user < first + kUsers; ++user) count += users.Has(user) ? 1 : 0;
  return count;
}

/// Four standard deviations of a fair draw: one test in 16,000 would be further off.
double Tolerance(double share) { return 4 * std::sqrt(kUsers * share * (1 - share)) + 1e-9; }

TEST(UserShareTest, HasTheShareOfUsersWithSequentialIds) {
  for (const char* slot : {"ranking", "ctr", "", "score"}) {
    for (const double share : {0.001, 0.01, 0.05, 0.25, 0.5, 0.75, 0.99}) {
      for (const int first : {0, 1'000'000, -5'000}) {
        EXPECT_NEAR(Counted({share, UserShare::SaltOf(slot)}, first), kUsers * share, Tolerance(share)) << slot << " " << share;
      }
    }
  }
}

TEST(UserShareTest, AGrowingShareKeepsEveryUserThatItHad) {
  UserShare before(0, kSalt);
  for (int percent = 1; percent <= 100; ++percent) {
    const UserShare after(percent / 100.0, kSalt);
    for (int user = 0; user < kUsers; ++user) {
      if (before.Has(user)) {
        ASSERT_TRUE(after.Has(user)) << user << " at " << percent;
      }
    }
    before = after;
  }
}

TEST(UserShareTest, AUserStaysAtAConstantShare) {
  const UserShare one(0.3, kSalt);
  const UserShare other(0.3, UserShare::SaltOf("ranking"));
  for (int user = 0; user < kUsers; ++user) ASSERT_EQ(one.Has(user), other.Has(user));
}

TEST(UserShareTest, NothingIsNobodyAndAllIsEverybody) {
  EXPECT_EQ(Counted(UserShare()), 0);
  EXPECT_EQ(Counted({0, kSalt}), 0);
  EXPECT_EQ(Counted({1, kSalt}), kUsers);
  EXPECT_TRUE(UserShare(1, kSalt).Has(std::numeric_limits<int>::min()));
  EXPECT_TRUE(UserShare(1, kSalt).Has(std::numeric_limits<int>::max()));
}

TEST(UserShareTest, SlotsChooseIndependentlyOfEachOther) {
  const UserShare ranking(0.5, UserShare::SaltOf("ranking"));
  const UserShare ctr(0.5, UserShare::SaltOf("ctr"));
  int both = 0;
  for (int user = 0; user < kUsers; ++user) both += ranking.Has(user) && ctr.Has(user) ? 1 : 0;
  EXPECT_NEAR(both, kUsers * 0.25, Tolerance(0.25));
}

/// Users are the same ones in every run and every release: a rollout that goes on after a restart must not shuffle them.
TEST(UserShareTest, TheUsersOfASlotAreFixedForEver) {
  std::uint64_t first_64 = 0;
  const UserShare users(0.5, UserShare::SaltOf("ranking"));
  for (int user = 0; user < 64; ++user) first_64 |= std::uint64_t{users.Has(user)} << user;
  EXPECT_EQ(first_64, 0xac9d1788ba412703) << std::hex << first_64;
}

}  // namespace
}  // namespace hotswap

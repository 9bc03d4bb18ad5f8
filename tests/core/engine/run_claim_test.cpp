#include "core/engine/run_claim.h"

#include <gtest/gtest.h>

#include <atomic>
#include <cstdint>
#include <thread>

namespace hotswap {
namespace {

TEST(RunClaimTest, ARunThatNobodyClaimsIsCommitted) {
  RunClaim claim;
  claim.Begin({});
  EXPECT_FALSE(claim.claimed());
  EXPECT_TRUE(claim.Commit());
}

TEST(RunClaimTest, AClaimedRunCannotBeCommitted) {
  RunClaim claim;
  claim.Begin({});
  EXPECT_TRUE(claim.Claim(claim.Look().value().run));
  EXPECT_TRUE(claim.claimed());
  EXPECT_FALSE(claim.Commit());
}

TEST(RunClaimTest, ACommittedRunCannotBeClaimed) {
  RunClaim claim;
  claim.Begin({});
  const std::uint64_t run = claim.Look().value().run;
  EXPECT_TRUE(claim.Commit());
  EXPECT_FALSE(claim.Claim(run));
  claim.Begin({});
  EXPECT_FALSE(claim.Claim(run)) << "a later run is another one";
  EXPECT_TRUE(claim.Commit());
}

TEST(RunClaimTest, ARunIsClaimedOnce) {
  RunClaim claim;
  claim.Begin({});
  const std::uint64_t run = claim.Look().value().run;
  EXPECT_TRUE(claim.Claim(run));
  EXPECT_FALSE(claim.Claim(run));
}

TEST(RunClaimTest, ALookTellsWhatTheRunIsAboutAndHowFarItCame) {
  RunClaim claim;
  EXPECT_FALSE(claim.Look().has_value());
  claim.Begin({.begin_ns = 5, .route = 6, .version = 7, .slot = 8});
  claim.Reached(3);
  const RunClaim::Sight sight = claim.Look().value();
  EXPECT_EQ(sight.call, 3U);
  EXPECT_EQ(sight.intent.begin_ns, 5);
  EXPECT_EQ(sight.intent.route, 6U);
  EXPECT_EQ(sight.intent.version, 7U);
  EXPECT_EQ(sight.intent.slot, 8U);
  claim.Commit();
  EXPECT_FALSE(claim.Look().has_value());
  claim.Begin({});
  EXPECT_EQ(claim.Look().value().call, 0U);
}

TEST(RunClaimTest, ALookNeverMixesTwoRuns) {
  RunClaim claim;
  std::atomic<bool> over = false;
  std::thread worker([&] {
    for (std::uint32_t run = 1; run <= 200'000; ++run) {
      claim.Begin({.begin_ns = run, .route = run, .version = run, .slot = run});
      claim.Reached(run);
      claim.Commit();
    }
    over = true;
  });
  while (!over) {
    const auto sight = claim.Look();
    if (!sight) continue;
    EXPECT_EQ(sight->intent.route, sight->run);
    EXPECT_EQ(sight->intent.version, sight->run);
    EXPECT_EQ(sight->intent.slot, sight->run);
    EXPECT_TRUE(sight->call == 0 || sight->call == sight->run) << sight->call;
  }
  worker.join();
}

TEST(RunClaimTest, EveryRunIsEitherCommittedOrClaimed) {
  for (int round = 0; round < 300; ++round) {
    RunClaim claim;
    claim.Begin({});
    const std::uint64_t run = claim.Look().value().run;
    std::atomic<int> ready = 0;
    bool claimed = false;
    std::thread rescuer([&] {
      ++ready;
      while (ready < 2) std::this_thread::yield();
      claimed = claim.Claim(run);
    });
    ++ready;
    while (ready < 2) std::this_thread::yield();
    const bool committed = claim.Commit();
    rescuer.join();
    ASSERT_NE(claimed, committed);
  }
}

}  // namespace
}  // namespace hotswap

// Routes with two versions: who answers whom, judged from the record of every request.
#include <gtest/gtest.h>

#include <chrono>
#include <cmath>
#include <cstdint>
#include <map>
#include <set>
#include <vector>

#include "tests/core/engine/canary_bench.h"
#include "tests/core/engine/hanging_operator.h"

namespace hotswap {
namespace {

using namespace std::chrono_literals;
using testing::CanaryBench;
using testing::Eventually;
using testing::ExpectEachRoundOnce;
using testing::HangingOperator;

constexpr std::uint64_t kRounds = 20'000;

/// Score, version, flag and round of a row all tell the same request and the same version.
void ExpectRightAnswer(const RecordRow& row) {
  const Feature feature = SyntheticFeature(row.thread, row.round);
  ASSERT_EQ(row.score, (row.version == 2 ? 1e6 : 0) + feature.user_id + feature.user_feature) << row.round;
  ASSERT_EQ((row.flags & RecordRow::kCandidate) != 0, row.version == 2) << row.round;
}

TEST(CanaryTest, AUserIsAnsweredByOneVersionInEveryThread) {
  CanaryBench canary;
  canary.PublishByUsers(0.25);
  canary.Start(3, kRounds);
  ASSERT_TRUE(canary.Finished());
  const UserShare users(0.25, CanaryBench::kSalt);
  std::uint64_t by_candidate = 0;
  for (const auto& [thread, rows] : canary.Rows()) {
    ExpectEachRoundOnce(rows);
    for (const RecordRow& row : rows) {
      ExpectRightAnswer(row);
      ASSERT_EQ(users.Has(SyntheticFeature(row.thread, row.round).user_id), row.version == 2);
      by_candidate += row.version == 2 ? 1 : 0;
    }
  }
  EXPECT_NEAR(static_cast<double>(by_candidate), 0.25 * 3 * kRounds, 0.02 * 3 * kRounds);
  EXPECT_EQ(CanaryBench::Requests(canary.candidate_cells), by_candidate);
  EXPECT_EQ(CanaryBench::Requests(canary.stable_cells), 3 * kRounds - by_candidate);
  for (unsigned thread = 0; thread < 3; ++thread) {
    EXPECT_EQ(canary.bench.Requests(thread), kRounds);
    EXPECT_EQ(canary.bench.cells.Find(thread)->Read().switches, 0U) << "taking turns is no switch";
  }
}

TEST(CanaryTest, AGrowingShareTakesNoUserBack) {
  CanaryBench canary;
  canary.PublishByUsers(0.01);
  canary.Start(2, 0);
  for (const double share : {0.05, 0.25, 0.5, 1.0}) {
    const std::uint64_t before = CanaryBench::Requests(canary.candidate_cells);
    ASSERT_TRUE(Eventually([&] { return CanaryBench::Requests(canary.candidate_cells) > before + 20; }));
    canary.PublishByUsers(share);
    canary.bench.slots[0].Collect();
  }
  for (const auto& [thread, rows] : canary.Rows()) {
    ExpectEachRoundOnce(rows);
    std::map<int, std::uint32_t> version_of_user;
    for (const RecordRow& row : rows) {
      ExpectRightAnswer(row);
      std::uint32_t& newest = version_of_user[SyntheticFeature(row.thread, row.round).user_id];
      ASSERT_GE(row.version, newest) << "a user went back";
      newest = row.version;
    }
  }
}

TEST(CanaryTest, ASampleTellsTheVersionAndTheRoundOfItsRequest) {
  CanaryBench canary;
  canary.PublishByUsers(0.5);
  canary.Start(2, 40, 5ms);
  ASSERT_TRUE(canary.Finished());
  const UserShare users(0.5, CanaryBench::kSalt);
  for (unsigned thread = 0; thread < 2; ++thread) {
    std::set<std::uint64_t> rounds;  // on a busy machine some fall due together, and a canary sorts them
    for (RequestSample sample; canary.bench.cells.Find(thread)->PopSample(sample);) {
      rounds.insert(sample.round);
      EXPECT_EQ(sample.version, users.Has(SyntheticFeature(thread, sample.round).user_id) ? 2U : 1U);
    }
    EXPECT_EQ(rounds.size(), 40U);
    EXPECT_EQ(*rounds.rbegin(), 40U);
  }
}

TEST(CanaryTest, SomeThreadsUseTheCandidateAlone) {
  CanaryBench canary;
  canary.Publish([&](Route& route) {
    canary.AddCandidate(route);
    route.mode = RouteMode::kByThreads;
    route.candidate_threads = 2;
  });
  canary.Start(3, 1000);
  ASSERT_TRUE(canary.Finished());
  for (const auto& [thread, rows] : canary.Rows()) {
    ExpectEachRoundOnce(rows);
    for (const RecordRow& row : rows) {
      ExpectRightAnswer(row);
      ASSERT_EQ(row.version, thread < 2 ? 2U : 1U);
    }
  }
}

TEST(CanaryTest, EachVersionKnowsItsFirstAndLastRunOnAThread) {
  CanaryBench canary;
  const Route* route = nullptr;
  canary.Publish([&](Route& made) {
    canary.AddCandidate(made);
    made.mode = RouteMode::kByThreads;
    made.candidate_threads = 1;
    route = &made;
  });
  canary.Start(2, 100);
  ASSERT_TRUE(canary.Finished());
  EXPECT_LT(route->stable.stamps[0].first_ns, 0);
  EXPECT_GE(route->candidate->stamps[0].first_ns, 0);
  EXPECT_GE(route->candidate->stamps[0].last_ns, route->candidate->stamps[0].first_ns);
  EXPECT_GE(route->stable.stamps[1].last_ns, 0);
  EXPECT_LT(route->candidate->stamps[1].first_ns, 0);
}

/// The candidate hangs at its first request.
class CanaryRescueTest : public ::testing::Test {
 protected:
  StuckCall AwaitStuck() {
    std::vector<StuckCall> stuck;
    EXPECT_TRUE(Eventually([&] {
      stuck = canary_.bench.pool->FindStuck(SteadyClock().Now());
      return !stuck.empty();
    }));
    return stuck.at(0);
  }

  void ReleaseAll() {
    hanging_.Release();
    EXPECT_TRUE(Eventually([&] {
      canary_.bench.pool->FindStuck(SteadyClock().Now());
      return canary_.bench.pool->Parked().empty();
    }));
  }

  HangingOperator hanging_{[](const Feature&) { return true; }};
  CanaryBench canary_{20ms};
};

TEST_F(CanaryRescueTest, ACallThatHangsInTheCandidateIsAnsweredByTheStableVersion) {
  canary_.candidate = &hanging_;
  canary_.PublishByUsers(0.3);
  canary_.Start(1, 5000);
  const StuckCall stuck = AwaitStuck();
  EXPECT_EQ(stuck.version, 2U) << "the stuck run is the candidate's";
  canary_.Publish([](Route&) {});
  EXPECT_EQ(canary_.bench.pool->Rescue(stuck), RescueOutcome::kReplaced);
  ASSERT_TRUE(canary_.Finished());
  const auto rows = canary_.Rows();
  ExpectEachRoundOnce(rows.at(0));
  EXPECT_EQ(rows.at(0).size(), 5000U);
  for (const RecordRow& row : rows.at(0)) {
    ExpectRightAnswer(row);
    ASSERT_EQ(row.version, 1U);
  }
  EXPECT_EQ(CanaryBench::Requests(canary_.candidate_cells), 0U);
  ReleaseAll();
}

TEST_F(CanaryRescueTest, WhereTheCandidateStaysTheStuckRequestIsItsErrorAndNobodyElses) {
  hanging_.Release();
  std::atomic<bool> hung = false;
  HangingOperator once([&](const Feature&) { return !hung.exchange(true); });
  canary_.candidate = &once;
  canary_.PublishByUsers(0.3);
  canary_.Start(1, 5000);
  EXPECT_EQ(canary_.bench.pool->Rescue(AwaitStuck()), RescueOutcome::kReplaced);
  ASSERT_TRUE(canary_.Finished());
  const auto rows = canary_.Rows();
  ExpectEachRoundOnce(rows.at(0));
  std::uint64_t errors = 0;
  for (const RecordRow& row : rows.at(0)) {
    const bool candidate = UserShare(0.3, CanaryBench::kSalt).Has(SyntheticFeature(0, row.round).user_id);
    ASSERT_EQ(row.version, candidate ? 2U : 1U);
    errors += (row.flags & RecordRow::kError) != 0 ? 1 : 0;
    if ((row.flags & RecordRow::kError) != 0) {
      EXPECT_EQ(row.version, 2U);
    }
  }
  EXPECT_EQ(errors, 1U);
  EXPECT_EQ(canary_.candidate_cells.Faults().errors, 1U);
  EXPECT_EQ(canary_.stable_cells.Faults().errors, 0U);
  once.Release();
  ReleaseAll();
}

TEST_F(CanaryRescueTest, WithoutAnotherWorkerTheRestIsTheCandidatesErrors) {
  canary_.candidate = &hanging_;
  canary_.PublishByUsers(1);
  canary_.Start(1, 1);
  AwaitStuck();
  canary_.bench.before_rescue = [](const StuckCall&) {};
  canary_.bench.pool->Stop();  // replaced once, then failed
  EXPECT_EQ(canary_.candidate_cells.Faults().errors, 1U);
  const auto rows = canary_.Rows();
  ASSERT_EQ(rows.at(0).size(), 1U);
  EXPECT_EQ(rows.at(0)[0].round, 1U);
  EXPECT_EQ(rows.at(0)[0].version, 2U);
  ReleaseAll();
}

}  // namespace
}  // namespace hotswap

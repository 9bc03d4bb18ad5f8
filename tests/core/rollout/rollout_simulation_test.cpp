// What the judgement is worth: whole rollouts over clustered users, a look every 100 ms. The number of rollouts is
// HOTSWAP_SIMULATED_ROLLOUTS in the environment, else 10,000 (fewer in builds that are slow).

#include <gtest/gtest.h>

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <cstdlib>
#include <iostream>
#include <string>
#include <vector>

#include "tests/core/rollout/simulated_rollout.h"

namespace hotswap {
namespace {

using std::chrono::milliseconds;

#ifdef HOTSWAP_SLOW_BUILD
constexpr int kDefaultRollouts = 500;
#else
constexpr int kDefaultRollouts = 10'000;
#endif

int Rollouts() {
  const char* const wanted = std::getenv("HOTSWAP_SIMULATED_ROLLOUTS");
  return wanted == nullptr ? kDefaultRollouts : std::max(500, std::atoi(wanted));
}

RolloutPlan PlanOf(double first, std::uint64_t least, std::vector<GuardLimit> guards) {
  const auto step = [least](double share) {
    return RolloutStep{.share = share, .threads = 0, .min_time = milliseconds(500), .min_requests = least};
  };
  return {.slot = "", .library = "op.so", .version = 0, .steps = {step(first), step(50), step(100)}, .guards = std::move(guards)};
}

struct Count {
  int promoted = 0;
  int rolled_back = 0;
  int undecided = 0;
};

Count Simulate(const std::string& what, int rollouts, const RolloutPlan& plan, const SimulatedTraffic& traffic, int part = 0) {
  Count count;
  for (int i = part * rollouts; i < (part + 1) * rollouts; ++i) {
    const SimulatedEnd end = SimulateRollout(plan, traffic, {}, static_cast<std::uint64_t>(i) + 1);
    if (!end.outcome) ++count.undecided;
    if (end.outcome == RolloutOutcome::kPromoted) ++count.promoted;
    if (end.outcome == RolloutOutcome::kRolledBack) ++count.rolled_back;
  }
  std::cout << what << ": of " << rollouts << " rollouts " << count.promoted << " promoted, " << count.rolled_back
            << " rolled back, " << count.undecided << " undecided after " << traffic.most_looks << " looks\n";
  return count;
}

/// Sixty users on a machine on which near 1 % of the calls wait for a processor, in bursts.
SimulatedTraffic FewUsers() {
  SimulatedTraffic traffic;
  traffic.users = 60;
  traffic.requests_per_look = 100;
  traffic.long_calls = 0.002;
  return traffic;
}

const std::vector<GuardLimit> kExample{
    {"max_error_rate", 0.001}, {"max_p99_ratio", 1.5}, {"max_nonfinite", 0}, {"max_score_psi", 0.25}};

/// Each limit is one that catches the regression of its kind below.
const std::vector<GuardLimit> kStrict{{"max_error_rate", 0.001}, {"max_p99_ratio", 1.1},   {"max_nonfinite", 0},
                                      {"max_score_psi", 0.1},    {"max_mean_shift", 0.02}, {"max_throughput_drop", 0.1}};

/// The rollouts in five parts, so that each is done within a test's time on a machine that others keep busy.
class IdenticalVersionsTest : public ::testing::TestWithParam<int> {};

TEST_P(IdenticalVersionsTest, AreRolledBackOnceInAHundredAtMostAndPromotedWithinSeconds) {
  const int rollouts = Rollouts() / 5;
  SimulatedTraffic traffic = FewUsers();
  traffic.requests_per_look = 500;
  const Count count = Simulate("identical, the example's limits", rollouts, PlanOf(20, 100, kExample), traffic, GetParam());
  EXPECT_LE(count.rolled_back, rollouts / 100);
  EXPECT_GE(count.promoted, rollouts * 95 / 100);
}

TEST_P(IdenticalVersionsTest, BreakLimitsThatCatchRegressionsOnceInAHundredAtMost) {
  const int rollouts = Rollouts() / 5;
  const Count count = Simulate("identical, strict limits", rollouts, PlanOf(20, 100, kStrict), FewUsers(), GetParam());
  EXPECT_LE(count.rolled_back, rollouts / 100);
}

INSTANTIATE_TEST_SUITE_P(Parts, IdenticalVersionsTest, ::testing::Range(0, 5));

TEST(RolloutSimulationTest, LimitsThatIdenticalVersionsJustMeetBreakOnceInAHundredAtMost) {
  const int rollouts = Rollouts() / 5;
  SimulatedTraffic traffic = FewUsers();
  traffic.labels = true;
  traffic.stable_error_rate = 0.01;
  const RolloutPlan plan = PlanOf(20, 100,
                                  {{"max_error_rate", 0.01},
                                   {"max_p99_ratio", 1},
                                   {"max_score_psi", 0},
                                   {"max_mean_shift", 0},
                                   {"max_throughput_drop", 0},
                                   {"min_auc_delta", 0},
                                   {"max_log_loss_delta", 0}});
  const Count count = Simulate("identical, limits that they just meet", rollouts, plan, traffic);
  EXPECT_LE(count.rolled_back, rollouts / 100);
}

TEST(RolloutSimulationTest, WouldSeeAJudgementThatTakesRequestsForUsers) {
  const int rollouts = std::max(40, Rollouts() / 50);
  SimulatedTraffic traffic = FewUsers();
  traffic.hides_users = true;
  const Count count =
      Simulate("identical, requests taken for users", rollouts, PlanOf(20, 100, {{"max_mean_shift", 0.02}}), traffic);
  EXPECT_GE(count.rolled_back, rollouts / 4) << "the simulation would not notice that clusters are ignored";
}

struct Regression {
  const char* name;
  SimulatedFault fault;
  GuardLimit guard;
  std::uint64_t requests;  ///< Observed of both versions, until which 95 % are caught.
};

void PrintTo(const Regression& regression, std::ostream* out) { *out << regression.name; }

SimulatedFault Fault(double SimulatedFault::*member, double value) {
  SimulatedFault fault;
  fault.*member = value;
  return fault;
}

class RolloutSimulationPowerTest : public ::testing::TestWithParam<Regression> {};

TEST_P(RolloutSimulationPowerTest, IsCaughtInNinetyFiveOfAHundred) {
  const Regression& regression = GetParam();
  SimulatedTraffic traffic;
  traffic.users = 10'000;
  traffic.requests_per_look = 5000;
  traffic.user_deviation = 0.15;
  traffic.labels = regression.fault.label_noise != 0;
  traffic.most_looks = 60;
  const RolloutPlan plan = PlanOf(5, 1000, {regression.guard});
  const int rollouts = std::max(20, Rollouts() / 100);
  std::vector<std::uint64_t> requests;
  int promoted = 0;
  for (int i = 0; i < rollouts; ++i) {
    const SimulatedEnd end = SimulateRollout(plan, traffic, regression.fault, static_cast<std::uint64_t>(i) + 1);
    if (end.outcome == RolloutOutcome::kPromoted) ++promoted;
    if (end.outcome == RolloutOutcome::kRolledBack && end.guard == regression.guard.name) requests.push_back(end.requests);
  }
  std::ranges::sort(requests);
  const auto needed = static_cast<std::size_t>(rollouts * 95 / 100);
  ASSERT_GE(requests.size(), needed) << promoted << " were promoted";
  std::cout << regression.name << " (" << regression.guard.name << " = " << regression.guard.limit << "): " << requests.size()
            << " of " << rollouts << " caught, half within " << requests[requests.size() / 2] << " requests, 95 % within "
            << requests[needed - 1] << "\n";
  EXPECT_LE(requests[needed - 1], regression.requests);
}

INSTANTIATE_TEST_SUITE_P(
    Regressions, RolloutSimulationPowerTest,
    ::testing::Values(
        Regression{"p99_20_percent", Fault(&SimulatedFault::slower, 1.2), {"max_p99_ratio", 1.1}, 100'000},
        Regression{"p99_twice", Fault(&SimulatedFault::slower, 2), {"max_p99_ratio", 1.5}, 40'000},
        Regression{"throughput_20_percent", Fault(&SimulatedFault::slower, 1.25), {"max_throughput_drop", 0.1}, 100'000},
        Regression{"mean_0_05", Fault(&SimulatedFault::score_shift, 0.05), {"max_mean_shift", 0.02}, 250'000},
        Regression{"mean_0_5", Fault(&SimulatedFault::score_shift, 0.5), {"max_mean_shift", 0.05}, 10'000},
        Regression{"another_distribution", Fault(&SimulatedFault::score_scale, 2), {"max_score_psi", 0.1}, 20'000},
        Regression{"errors_1_percent", Fault(&SimulatedFault::error_rate, 0.01), {"max_error_rate", 0.001}, 40'000},
        Regression{"errors_10_percent", Fault(&SimulatedFault::error_rate, 0.1), {"max_error_rate", 0.001}, 10'000},
        Regression{"nonfinite_1_of_1000", Fault(&SimulatedFault::nonfinite_rate, 0.001), {"max_nonfinite", 0}, 80'000},
        Regression{"ranks_worse", Fault(&SimulatedFault::label_noise, 0.3), {"min_auc_delta", -0.02}, 50'000},
        Regression{"predicts_worse", Fault(&SimulatedFault::label_noise, 0.3), {"max_log_loss_delta", 0.05}, 30'000}),
    [](const auto& tested) { return std::string(tested.param.name); });

}  // namespace
}  // namespace hotswap

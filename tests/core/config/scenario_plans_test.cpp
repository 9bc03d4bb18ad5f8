#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <ostream>
#include <string>

#include "core/config/scenario_reader.h"
#include "tests/support/temporary_directory.h"

namespace hotswap {
namespace {

using namespace std::chrono_literals;
using ::testing::HasSubstr;

constexpr const char* kSlots = "slot = [{name = 'score', operator = 'a.so'}, {name = 'ctr', operator = 'b.so'}]\n";

class ScenarioPlansTest : public ::testing::Test {
 protected:
  Result<Scenario> Read(const std::string& after_the_slots) {
    return ReadScenario(directory_.Write("test.toml", kSlots + after_the_slots), {});
  }

  TemporaryDirectory directory_;
};

TEST_F(ScenarioPlansTest, ReadsTheRolloutOfTheManual) {
  const auto scenario = Read(R"(
[[rollout]]
at = "2s"
slot = "score"
operator = "score_op_v2.so"
steps = [{ share = 5, min_time = "500ms", min_requests = 1000 }, { share = 50, min_time = "500ms", min_requests = 1000 }, { share = 100 }]
guards = { max_error_rate = 0.001, max_p99_ratio = 1.5, max_nonfinite = 0, max_score_psi = 0.25 }
)");
  ASSERT_TRUE(scenario.ok()) << scenario.error().text;
  ASSERT_EQ(scenario->rollouts.size(), 1U);
  EXPECT_EQ(scenario->rollouts[0].at, 2s);
  const RolloutPlan& plan = scenario->rollouts[0].plan;
  EXPECT_EQ(plan.slot, "score");
  EXPECT_EQ(plan.library, directory_.Path() / "score_op_v2.so");
  ASSERT_EQ(plan.steps.size(), 3U);
  EXPECT_EQ(plan.steps[0].share, 5);
  EXPECT_EQ(plan.steps[1].min_time, 500ms);
  EXPECT_EQ(plan.steps[1].min_requests, 1000U);
  EXPECT_EQ(plan.steps[2].share, 100);
  EXPECT_EQ(plan.steps[2].min_requests, 0U);
  ASSERT_EQ(plan.guards.size(), 4U);
  EXPECT_EQ(plan.guards[2].name, "max_p99_ratio");
  EXPECT_EQ(plan.guards[2].limit, 1.5);
}

TEST_F(ScenarioPlansTest, ReadsAThreadCanaryWithoutGuardsOfTheFirstSlot) {
  const auto scenario = Read("rollout = [{at = '1s', operator = 'c.so', steps = [{threads = 1}, {threads = 4}]}]").value();
  EXPECT_EQ(scenario.rollouts[0].plan.slot, "score");
  EXPECT_EQ(scenario.rollouts[0].plan.steps[1].threads, 4U);
  EXPECT_EQ(scenario.rollouts[0].plan.steps[1].share, 0);
  EXPECT_TRUE(scenario.rollouts[0].plan.guards.empty()) << "a guard that is not listed is off";
}

TEST_F(ScenarioPlansTest, ReadsShadowsWithAndWithoutAnEndInOrderOfTime) {
  const auto scenario =
      Read(R"(shadow = [{at = "3s", operator = "c.so", duration = "1s"}, {at = "1s", slot = "ctr", operator = "d.so"}])").value();
  ASSERT_EQ(scenario.shadows.size(), 2U);
  EXPECT_EQ(scenario.shadows[0].plan.slot, "ctr");
  EXPECT_EQ(scenario.shadows[0].plan.duration, 0s) << "until it is stopped";
  EXPECT_EQ(scenario.shadows[1].plan.duration, 1s);
  EXPECT_EQ(scenario.shadows[1].plan.library.filename(), "c.so");
}

TEST_F(ScenarioPlansTest, ReadsEveryMomentOfASwap) {
  const auto scenario = Read(R"(
swap = [{at = "1s", operator = "c.so"}, {at = "2s", operator = "c.so", moment = "batch_boundary"},
        {at = "3s", operator = "c.so", moment = "thread_by_thread", period = "20ms"}, {at = "4s", operator = "c.so", moment = "barrier"},
        {at = "5s", operator = "c.so", moment = "at_request", request = 5000}, {at = "6s", operator = "c.so", moment = "at_time", time = "7s"},
        {at = "8s", operator = "c.so", moment = "low_load", requests_per_s = 10.5, deadline = "3s"}, {at = "9s", operator = "c.so", moment = "now"}])");
  ASSERT_TRUE(scenario.ok()) << scenario.error().text;
  const auto& swaps = scenario->swaps;
  ASSERT_EQ(swaps.size(), 8U);
  EXPECT_EQ(swaps[0].moment.kind, MomentKind::kNow);
  EXPECT_EQ(swaps[1].moment.kind, MomentKind::kBatchBoundary);
  EXPECT_EQ(swaps[2].moment.kind, MomentKind::kThreadByThread);
  EXPECT_EQ(swaps[2].moment.period, 20ms);
  EXPECT_EQ(swaps[3].moment.kind, MomentKind::kBarrier);
  EXPECT_EQ(swaps[4].moment.kind, MomentKind::kAtRequest);
  EXPECT_EQ(swaps[4].moment.request, 5000U);
  EXPECT_EQ(swaps[5].moment.time, 7s);
  EXPECT_EQ(swaps[6].moment.requests_per_s, 10.5);
  EXPECT_EQ(swaps[6].moment.deadline, 3s);
  EXPECT_EQ(swaps[7].moment.kind, MomentKind::kNow);
}

TEST_F(ScenarioPlansTest, ReadsTheExampleThatShips) {
  const auto scenario = ReadScenario(std::filesystem::path(HOTSWAP_SCENARIOS) / "rollout.toml", {});
  ASSERT_TRUE(scenario.ok()) << scenario.error().text;
  EXPECT_EQ(scenario->rollouts.size(), 1U);
  EXPECT_EQ(scenario->shadows.size(), 1U);
  EXPECT_EQ(scenario->swaps.at(0).moment.kind, MomentKind::kBarrier);
}

TEST_F(ScenarioPlansTest, TakesWhatTheScenarioDoesNotSayFromTheDefaults) {
  const auto file = directory_.Write("test.toml", std::string(kSlots) + "workers = {rounds = 5}\n");
  const ScenarioDefaults defaults{.workers = {.threads = 9, .interval = 7ms, .rounds = 3},
                                  .source = {.kind = "movielens", .file = {}, .loop = true}};
  const auto scenario = ReadScenario(file, {}, defaults).value();
  EXPECT_EQ(scenario.workers, (WorkerSettings{.threads = 9, .interval = 7ms, .rounds = 5}));
  EXPECT_EQ(scenario.source.kind, "movielens");
}

/// What is written after kSlots, in line 2, and how the error begins after the file's name.
struct BadPlan {
  const char* name;
  const char* text;
  const char* error;
};

void PrintTo(const BadPlan& bad, std::ostream* out) { *out << bad.name; }

class ScenarioPlanErrorTest : public ::testing::TestWithParam<BadPlan> {};

TEST_P(ScenarioPlanErrorTest, NamesFileLineAndColumn) {
  const TemporaryDirectory directory;
  const auto file = directory.Write("bad.toml", kSlots + std::string(GetParam().text));
  const auto read = ReadScenario(file, {});
  ASSERT_FALSE(read.ok());
  EXPECT_EQ(read.error().code, Errc::kParse);
  EXPECT_THAT(read.error().text, HasSubstr(file.string() + ":" + GetParam().error));
}

INSTANTIATE_TEST_SUITE_P(
    Rollout, ScenarioPlanErrorTest,
    ::testing::Values(
        BadPlan{"NoOperator", "[[rollout]]\nat = '1s'\nsteps = [{share = 100}]\n", "2:1: [[rollout]] needs operator"},
        BadPlan{"NoTime", "[[rollout]]\noperator = 'c'\nsteps = [{share = 100}]\n", "2:1: [[rollout]] needs at"},
        BadPlan{"NoSteps", "[[rollout]]\nat = '1s'\noperator = 'c'\n", "2:1: [[rollout]] needs steps"},
        BadPlan{"EmptySteps", "[[rollout]]\nat = '1s'\noperator = 'c'\nsteps = []\n",
                "5:9: steps must be a list of tables: write steps ="},
        BadPlan{"StepsOfNumbers", "[[rollout]]\nat = '1s'\noperator = 'c'\nsteps = [5, 100]\n",
                "5:9: steps must be a list of tables"},
        BadPlan{"UnknownSlot", "[[rollout]]\nat = '1s'\nslot = 'crt'\noperator = 'c'\nsteps = [{share = 100}]\n",
                "4:8: slot is \"crt\", which no [[slot]] names"},
        BadPlan{"UnknownKey", "[[rollout]]\nat = '1s'\noperator = 'c'\nstep = [{share = 100}]\n",
                "5:1: unknown key \"step\" in [[rollout]]; did you mean \"steps\"?"},
        BadPlan{"UnknownStepKey", "[[rollout]]\nat = '1s'\noperator = 'c'\nsteps = [{shares = 100}]\n",
                "5:11: unknown key \"shares\" in a step; did you mean \"share\"?"},
        BadPlan{"ShareAndThreads", "[[rollout]]\nat = '1s'\noperator = 'c'\nsteps = [{share = 100, threads = 1}]\n",
                "5:34: threads and share exclude each other"},
        BadPlan{"NoShare", "[[rollout]]\nat = '1s'\noperator = 'c'\nsteps = [{min_time = '1s'}]\n",
                "5:10: threads or share is missing"},
        BadPlan{"ShareZero", "[[rollout]]\nat = '1s'\noperator = 'c'\nsteps = [{share = 0}]\n",
                "5:19: share must be over 0 and at most 100"},
        BadPlan{"ShareHuge", "[[rollout]]\nat = '1s'\noperator = 'c'\nsteps = [{share = 100.1}]\n", "5:19: share must be over 0"},
        BadPlan{"ShareNan", "[[rollout]]\nat = '1s'\noperator = 'c'\nsteps = [{share = nan}]\n",
                "5:19: share must be a number, neither"},
        BadPlan{"ShareText", "[[rollout]]\nat = '1s'\noperator = 'c'\nsteps = [{share = '5%'}]\n",
                "5:19: share must be a number, not text"},
        BadPlan{"ThreadsZero", "[[rollout]]\nat = '1s'\noperator = 'c'\nsteps = [{threads = 0}]\n",
                "5:21: threads is 0, but must be from"},
        BadPlan{"NegativeTime", "[[rollout]]\nat = '1s'\noperator = 'c'\nsteps = [{share = 1, min_time = '-1s'}]\n",
                "5:33: min_time = \"-1s\" is negative"},
        BadPlan{"NegativeRequests", "[[rollout]]\nat = '1s'\noperator = 'c'\nsteps = [{share = 1, min_requests = -1}]\n",
                "5:37: min_requests is -1, but must be 0 or more"},
        BadPlan{"UnknownGuard", "[[rollout]]\nat = '1s'\noperator = 'c'\nsteps = [{share = 1}]\nguards = {max_eror_rate = 1}\n",
                "6:11: unknown key \"max_eror_rate\" in guards; did you mean \"max_error_rate\"?"},
        BadPlan{"InfiniteGuard",
                "[[rollout]]\nat = '1s'\noperator = 'c'\nsteps = [{share = 1}]\nguards = {max_p99_ratio = inf}\n",
                "6:27: max_p99_ratio must be a number, neither"},
        BadPlan{"AfterTheEnd", "duration = '2s'\n[[rollout]]\nat = '2s'\noperator = 'c'\nsteps = [{share = 100}]\n",
                "4:6: at is not before the end"}),
    [](const auto& bad) { return std::string(bad.param.name); });

INSTANTIATE_TEST_SUITE_P(
    ShadowAndMoment, ScenarioPlanErrorTest,
    ::testing::Values(
        BadPlan{"ShadowNoOperator", "[[shadow]]\nat = '1s'\n", "2:1: [[shadow]] needs operator"},
        BadPlan{"ShadowNoDuration", "[[shadow]]\nat = '1s'\noperator = 'c'\nduration = '0'\n",
                "5:12: duration must be longer than 0"},
        BadPlan{"ShadowGuards", "[[shadow]]\nat = '1s'\noperator = 'c'\nguards = {}\n",
                "5:1: unknown key \"guards\" in [[shadow]]"},
        BadPlan{"MomentUnknown", "[[swap]]\nat = '1s'\noperator = 'c'\nmoment = 'barier'\n",
                "5:10: moment is \"barier\", which is unknown; did you mean \"barrier\"?"},
        BadPlan{"NoPeriod", "[[swap]]\nat = '1s'\noperator = 'c'\nmoment = 'thread_by_thread'\n", "2:1: [[swap]] needs period"},
        BadPlan{"PeriodZero", "[[swap]]\nat = '1s'\noperator = 'c'\nmoment = 'thread_by_thread'\nperiod = '0'\n",
                "6:10: period must be longer"},
        BadPlan{"PeriodAlone", "[[swap]]\nat = '1s'\noperator = 'c'\nperiod = '1s'\n",
                "5:10: period is only for moment = \"thread_by_thread\""},
        BadPlan{"RequestZero", "[[swap]]\nat = '1s'\noperator = 'c'\nmoment = 'at_request'\nrequest = 0\n",
                "6:11: request is 0, but must be 1"},
        BadPlan{"TimeBefore", "[[swap]]\nat = '2s'\noperator = 'c'\nmoment = 'at_time'\ntime = '1s'\n", "6:8: time is before at"},
        BadPlan{"TimeAfter", "duration = '3s'\n[[swap]]\nat = '1s'\noperator = 'c'\nmoment = 'at_time'\ntime = '4s'\n",
                "7:8: time is not before the end"},
        BadPlan{"LoadZero", "[[swap]]\nat = '1s'\noperator = 'c'\nmoment = 'low_load'\nrequests_per_s = 0\ndeadline = '1s'\n",
                "6:18: requests_per_s must be over 0"},
        BadPlan{"NoDeadline", "[[swap]]\nat = '1s'\noperator = 'c'\nmoment = 'low_load'\nrequests_per_s = 5\n",
                "2:1: [[swap]] needs deadline"}),
    [](const auto& bad) { return std::string(bad.param.name); });

}  // namespace
}  // namespace hotswap

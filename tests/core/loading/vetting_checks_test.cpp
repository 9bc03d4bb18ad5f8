// What the checks of the vetting child say of operators; the programs of app/vet have no other way to be asked.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <chrono>
#include <ostream>
#include <string>

#include "core/loading/vetting_client.h"
#include "tests/core/loading/vetting_bench.h"

namespace hotswap {
namespace {

using testing::BuiltSettings;
using ::testing::HasSubstr;
using testing::RequestFor;
using testing::VetOnce;
using testing::VettingFixture;

struct Misdeed {
  const char* fixture;
  const char* check;
  const char* code;
  const char* told;
};

void PrintTo(const Misdeed& misdeed, std::ostream* out) { *out << misdeed.fixture; }

class VettingChecksTest : public ::testing::TestWithParam<Misdeed> {};

TEST_P(VettingChecksTest, NameTheMisdeed) {
  VettingSettings settings = BuiltSettings();
  // Only what hangs uses it up; the others have it many times over, also on a busy machine.
  settings.limit = std::chrono::milliseconds(GetParam().code == std::string("timed_out") ? 500 : 20'000);
  const auto result = VetOnce(RequestFor(VettingFixture(GetParam().fixture)), settings);
  const Finding& last = result.findings.back();
  EXPECT_EQ(last.level, FindingLevel::kRefusal);
  EXPECT_EQ(last.check, GetParam().check);
  EXPECT_EQ(last.code, GetParam().code);
  EXPECT_THAT(last.text, HasSubstr(GetParam().told));
  EXPECT_TRUE(result.scores.empty());
}

INSTANTIATE_TEST_SUITE_P(Operators, VettingChecksTest,
                         ::testing::Values(Misdeed{"crashes", "scores", "crashed", "crashes in compute_score (SIGSEGV"},
                                           Misdeed{"hangs", "scores", "timed_out", "hangs in compute_score"},
                                           Misdeed{"forges_report", "scores", "side_effect", "the results of this vetting"},
                                           Misdeed{"stops", "scores", "timed_out", "stops the whole process by SIGSTOP"},
                                           Misdeed{"traps", "scores", "crashed", "__builtin_trap"},
                                           Misdeed{"exits_by_status", "scores", "exited", "by exit status 42"},
                                           Misdeed{"leaves_thread", "threads_left", "thread_left", "leaves "},
                                           Misdeed{"endless_history", "call_leak", "leak", "without an end"},
                                           Misdeed{"loses_little", "call_leak", "leak", "without an end"},
                                           Misdeed{"loses_slowly", "instance_leak", "leak", "after destroy_operator"},
                                           Misdeed{"loses_model", "instance_leak", "leak",
                                                   "bytes of memory after destroy_operator"},
                                           Misdeed{"crashes_at_exit", "exit", "crashed", "at the end of the process"},
                                           Misdeed{"remembers", "determinism", "nondeterministic", "declare it stateful"},
                                           Misdeed{"overrun", "heap", "memory_error", "writes behind the end of a block"},
                                           Misdeed{"underrun", "heap", "memory_error", "writes before the start of a block"},
                                           Misdeed{"use_after_free", "heap", "memory_error", "uses memory after it freed it"},
                                           Misdeed{"unset_memory", "heap", "nondeterministic", "reads memory that it never set"}),
                         [](const auto& test) { return std::string(test.param.fixture); });

TEST(VettingPolicyTest, ReplaysAnOperatorThatSaysItIsStateful) {
  VettingRequest request = RequestFor(VettingFixture("remembers"));
  request.stateful = true;
  const auto result = VetOnce(request);
  EXPECT_EQ(result.findings.back().level, FindingLevel::kOk) << result.findings.back().text;
}

TEST(VettingPolicyTest, WarnsOfWhatStaysMappedAndRefusesItWhenStrict) {
  VettingRequest request = RequestFor(VettingFixture("stays"));
  const auto warned = VetOnce(request);
  EXPECT_EQ(warned.findings.back().level, FindingLevel::kOk);
  EXPECT_TRUE(std::ranges::any_of(warned.findings, [](const Finding& finding) {
    return finding.check == "unload" && finding.level == FindingLevel::kWarning && finding.code == "not_unloaded";
  }));
  request.strict = true;
  const auto refused = VetOnce(request);
  EXPECT_EQ(refused.findings.back().code, "not_unloaded");
  EXPECT_EQ(refused.findings.back().level, FindingLevel::kRefusal);
}

struct Merit {
  const char* fixture;
  const char* warned;  ///< The check that warns; empty: none may.
  const char* told;
};

void PrintTo(const Merit& merit, std::ostream* out) { *out << merit.fixture; }

class VettingFairnessTest : public ::testing::TestWithParam<Merit> {};

TEST_P(VettingFairnessTest, DoesNotRefuseWhatIsOnlyUnusual) {
  VettingSettings settings = BuiltSettings();
  settings.limit = std::chrono::seconds(20);  // A busy machine may need several times as long.
  const auto result = VetOnce(RequestFor(VettingFixture(GetParam().fixture)), settings);
  EXPECT_EQ(result.findings.back().level, FindingLevel::kOk) << result.findings.back().text;
  for (const Finding& finding : result.findings) {
    if (finding.level != FindingLevel::kWarning || finding.code == "too_slow") continue;
    EXPECT_EQ(finding.check, GetParam().warned) << finding.text;
  }
  EXPECT_TRUE(std::string(GetParam().warned).empty() || std::ranges::any_of(result.findings, [](const Finding& finding) {
                return finding.check == GetParam().warned && finding.level == FindingLevel::kWarning &&
                       finding.text.find(GetParam().told) != std::string::npos;
              }));
}

INSTANTIATE_TEST_SUITE_P(Operators, VettingFairnessTest,
                         ::testing::Values(Merit{"bounded_history", "", ""}, Merit{"long_history", "", ""},
                                           Merit{"waits", "speed", "would be taken back"},
                                           Merit{"slow_history", "call_leak", "could not be seen in time"},
                                           Merit{"keeps_model", "", ""},
                                           Merit{"slow_destroy", "destroy", "ms in destroy_operator"},
                                           Merit{"asks_environment", "environment", "variable HOTSWAP_TEST_BOLD, which"}),
                         [](const auto& test) { return std::string(test.param.fixture); });

TEST(VettingEnvironmentTest, NamesTheEnvironmentAsTheCauseOfACrash) {
  const auto result = VetOnce(RequestFor(VettingFixture("needs_environment")));
  EXPECT_EQ(result.findings.back().level, FindingLevel::kRefusal);
  EXPECT_TRUE(std::ranges::any_of(result.findings, [](const Finding& finding) {
    return finding.check == "environment" && finding.text.find("HOTSWAP_TEST_FOLDER") != std::string::npos;
  }));
}

TEST(VettingPolicyTest, AsksAnOperatorOfOneWorkerFromOneThread) {
  VettingRequest request = RequestFor(VettingFixture("all_kinds_of_good"));
  request.per_worker = true;
  const auto result = VetOnce(request);
  EXPECT_EQ(result.findings.back().level, FindingLevel::kOk);
  EXPECT_TRUE(std::ranges::none_of(result.findings, [](const Finding& finding) { return finding.check == "threads"; }));
}

}  // namespace
}  // namespace hotswap

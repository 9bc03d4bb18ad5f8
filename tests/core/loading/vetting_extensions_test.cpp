// What the vetting child says of operators with extensions.
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
using testing::FixtureOperator;
using ::testing::HasSubstr;
using testing::RequestFor;
using testing::VetOnce;

struct Misdeed {
  const char* fixture;
  const char* code;
  const char* told;
};

void PrintTo(const Misdeed& misdeed, std::ostream* out) { *out << misdeed.fixture; }

class VettingExtensionsTest : public ::testing::TestWithParam<Misdeed> {};

TEST_P(VettingExtensionsTest, NamesTheMisdeed) {
  VettingSettings settings = BuiltSettings();
  // Only what hangs uses it up; the others have it many times over, also on a busy machine.
  settings.limit = std::chrono::milliseconds(GetParam().code == std::string("timed_out") ? 500 : 20'000);
  const auto result = VetOnce(RequestFor(FixtureOperator(GetParam().fixture)), settings);
  const Finding& last = result.findings.back();
  EXPECT_EQ(last.level, FindingLevel::kRefusal);
  EXPECT_EQ(last.check, "extensions");
  EXPECT_EQ(last.code, GetParam().code);
  EXPECT_THAT(last.text, HasSubstr(GetParam().told));
}

INSTANTIATE_TEST_SUITE_P(
    Operators, VettingExtensionsTest,
    ::testing::Values(Misdeed{"extension_get_throws", "threw", "throws out of hotswap_get_extension: no extensions today"},
                      Misdeed{"extension_null_entry", "abi_mismatch", "with a null in place of restore"},
                      Misdeed{"extension_short_table", "abi_mismatch", "in a table of 16 bytes, which ends before"},
                      Misdeed{"extension_warm_up_throws", "threw", "throws out of warm_up (hotswap.warmup/1): no pages"},
                      Misdeed{"extension_warm_up_fails", "not_ready", "does not warm up (warm_up of hotswap.warmup/1): it is"},
                      Misdeed{"extension_save_huge", "too_large", "has a state of more than 64 MiB"},
                      Misdeed{"extension_save_crashes", "crashed", "in one of its extensions"},
                      Misdeed{"extension_restore_hangs", "timed_out", "in one of its extensions"},
                      Misdeed{"extension_restore_throws", "threw", "throws out of restore (hotswap.state/1): bad state"},
                      Misdeed{"extension_restore_forgets", "nondeterministic", "after it took over the state"},
                      Misdeed{"extension_configure_throws", "threw", "throws out of configure (hotswap.configure/1)"}),
    [](const auto& one) { return std::string(one.param.fixture); });

TEST(VettedExtensionsTest, PassesWhatKeepsToItsExtensionsAndWhatOnlyReportsAFailure) {
  for (const char* fixture :
       {"extension_none", "extension_configure_fails", "extension_save_fails", "extension_restore_refuses"}) {
    const auto result = VetOnce(RequestFor(FixtureOperator(fixture)));
    const auto found = std::ranges::find(result.findings, "extensions", &Finding::check);
    ASSERT_NE(found, result.findings.end()) << fixture;
    EXPECT_EQ(found->level, FindingLevel::kOk) << fixture << ": " << found->text;
    EXPECT_FALSE(result.scores.empty()) << fixture;
  }
}

TEST(VettedExtensionsTest, AStatefulOperatorHandsItsStateOver) {
  VettingRequest request = RequestFor(FixtureOperator("extended_1"));
  request.stateful = true;
  const auto result = VetOnce(request);
  EXPECT_TRUE(std::ranges::none_of(result.findings, [](const auto& f) { return f.level == FindingLevel::kRefusal; }));
}

}  // namespace
}  // namespace hotswap

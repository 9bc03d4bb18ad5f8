#include "core/loading/vetting_client.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>
#include <filesystem>
#include <string>

#include "tests/core/loading/child_processes.h"
#include "tests/core/loading/process_resources.h"
#include "tests/core/loading/scratch_directory.h"
#include "tests/core/loading/unprivileged_child.h"
#include "tests/core/loading/vetting_bench.h"

namespace hotswap {
namespace {

using testing::BuiltSettings;
using testing::HasChildren;
using ::testing::HasSubstr;
using testing::OpenDescriptors;
using testing::RequestFor;
using testing::ScratchDirectory;
using testing::VetOnce;
using testing::VettingFixture;

const VettingRequest kGood = RequestFor(VettingFixture("all_kinds_of_good"));

Finding Last(const VettingResult& result) { return result.findings.back(); }

bool Passed(const VettingResult& result) { return Last(result).level == FindingLevel::kOk; }

TEST(VettingClientTest, LetsAGoodOperatorPassWithItsScores) {
  VettingClient client(BuiltSettings());
  const auto result = client.Vet(kGood, {});
  ASSERT_TRUE(Passed(result)) << Last(result).text;
  for (const Finding& finding : result.findings) {
    EXPECT_EQ(finding.gate, "G3");
    EXPECT_EQ(finding.level, FindingLevel::kOk) << finding.text;
    EXPECT_TRUE(finding.code.empty());
  }
  EXPECT_EQ(result.scores.size(), client.samples().size());
  EXPECT_GT(result.median_call_ns, 0);
  EXPECT_GT(result.took.count(), 0);
  EXPECT_FALSE(result.cached);
}

TEST(VettingClientTest, VetsOnTheSamplesThatItIsGiven) {
  VettingSettings settings = BuiltSettings();
  settings.samples = {{1, 2, 0.25, 0.5}, {3, 4, 0.75, 0.5}, {5, 6, 1.0, 0.0}};
  VettingRequest request = RequestFor(VettingFixture("remembers"));
  request.stateful = true;
  const auto result = VetOnce(request, settings);
  ASSERT_TRUE(Passed(result)) << Last(result).text;
  EXPECT_EQ(result.scores, (std::vector<double>{0.025, 0.025 + 0.1 * (0.75 - 0.025), 0.0975 + 0.1 * (1.0 - 0.0975)}));
}

TEST(VettingClientTest, LeavesNoProcessAndNoDescriptorWhateverTheVerdict) {
  const std::size_t before = OpenDescriptors();
  VettingSettings settings = BuiltSettings();
  settings.limit = std::chrono::milliseconds(300);
  for (const char* name : {"crashes", "hangs", "forges_report", "stays"}) {
    VetOnce(RequestFor(VettingFixture(name)), settings);
    EXPECT_FALSE(HasChildren()) << name;
  }
  EXPECT_EQ(OpenDescriptors(), before);
}

TEST(VettingClientTest, RefusesWhenTheProgramIsMissingAndSaysWhereItBelongs) {
  VettingSettings settings;
  const auto result = VetOnce(kGood, settings);  // Looks beside this test, where it is not.
  EXPECT_EQ(Last(result).level, FindingLevel::kRefusal);
  EXPECT_EQ(Last(result).code, "unavailable");
  const auto expected = std::filesystem::read_symlink("/proc/self/exe").parent_path() / "hotswap-vet";
  EXPECT_THAT(Last(result).text, HasSubstr(expected.string()));
}

TEST(VettingClientTest, RunsNothingButTheBytesThatWereJudged) {
  VettingRequest request = kGood;
  request.sha256[0] = request.sha256[0] == '0' ? '1' : '0';
  EXPECT_EQ(Last(VetOnce(request)).code, "stale");
  request.library = "/nowhere/to/be/found.so";
  EXPECT_EQ(Last(VetOnce(request)).code, "unavailable");
}

TEST(VettingClientTest, IsBrokenOffByItsCaller) {
  VettingClient client(BuiltSettings());
  int asked = 0;
  const auto result = client.Vet(RequestFor(VettingFixture("hangs")), [&asked] { return ++asked < 5; });
  EXPECT_EQ(Last(result).code, "unavailable");
  EXPECT_THAT(Last(result).text, HasSubstr("broken off"));
  EXPECT_FALSE(HasChildren());
}

TEST(VettingClientTest, AnswersTheSecondTimeFromItsCache) {
  const ScratchDirectory scratch;
  VettingSettings settings = BuiltSettings();
  settings.cache = scratch / "verdicts";
  const auto first = VetOnce(kGood, settings);
  const auto second = VetOnce(kGood, settings);
  EXPECT_FALSE(first.cached);
  EXPECT_TRUE(second.cached);
  EXPECT_EQ(second.scores, first.scores);
  EXPECT_EQ(second.findings.size(), first.findings.size());
  VettingRequest anew = kGood;
  anew.use_cache = false;
  EXPECT_FALSE(VetOnce(anew, settings).cached);
  VettingRequest strict = kGood;
  strict.strict = true;
  EXPECT_FALSE(VetOnce(strict, settings).cached) << "another policy";
  settings.latency_budget *= 2;
  EXPECT_FALSE(VetOnce(kGood, settings).cached) << "another budget";
  settings.samples = {{1, 2, 0.5, 0.5}};
  EXPECT_FALSE(VetOnce(kGood, settings).cached) << "other samples";
}

TEST(VettingClientTest, NewVerdictsTakeThePlaceOfDamagedOnes) {
  const ScratchDirectory scratch;
  VettingSettings settings = BuiltSettings();
  settings.cache = scratch / "verdicts";
  VetOnce(kGood, settings);
  for (const auto& entry : std::filesystem::directory_iterator(settings.cache)) {
    std::filesystem::resize_file(entry.path(), 100);
  }
  EXPECT_FALSE(VetOnce(kGood, settings).cached);
  EXPECT_TRUE(VetOnce(kGood, settings).cached);
}

TEST(VettingClientTest, TriesATimeOutAgain) {
  const ScratchDirectory scratch;
  VettingSettings settings = BuiltSettings();
  settings.cache = scratch / "verdicts";
  settings.limit = std::chrono::milliseconds(300);
  const auto request = RequestFor(VettingFixture("hangs"));
  EXPECT_EQ(Last(VetOnce(request, settings)).code, "timed_out");
  EXPECT_FALSE(VetOnce(request, settings).cached);
}

TEST(VettingClientTest, NeedsNoPrivileges) {
  const ScratchDirectory scratch;
  // That user may not be able to look into the build tree.
  const auto library = scratch / "good.so";
  VettingSettings settings = BuiltSettings();
  std::filesystem::copy_file(settings.helper, scratch / "hotswap-vet");
  std::filesystem::copy_file(VettingFixture("all_kinds_of_good"), library);
  settings.helper = scratch / "hotswap-vet";
  const auto passes = [&] {
    const auto result = VetOnce(RequestFor(library), settings);
    const bool passed = Passed(result);
    if (!passed) fprintf(stderr, "%s\n", Last(result).text.c_str());
    return passed;
  };
  EXPECT_TRUE(testing::TrueWithoutPrivileges(passes));
}

}  // namespace
}  // namespace hotswap

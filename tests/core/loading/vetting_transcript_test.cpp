#include "core/loading/vetting_transcript.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "tests/core/loading/report_lines.h"

namespace hotswap {
namespace {

using ::testing::ElementsAre;
using testing::ReportLines;

constexpr SipKey kKey{1, 2};

std::string WholeReport() {
  return ReportLines(kKey)
      .Add("stage\tload")
      .Add("finding\tok\tload\t\tloads")
      .Add("finding\twarning\tunload\tnot_unloaded\tstays")
      .Add("median\t4045000000000000")
      .Add("scores\t3ff00000000000004000000000000000")
      .Add("scores\t4008000000000000")
      .Add("library\t/lib/libmodel.so")
      .Add("stage\texit")
      .Add("done")
      .text();
}

TEST(VettingTranscriptTest, ReadsWhatAChildReports) {
  const auto transcript = VettingTranscript::Read(WholeReport(), kKey);
  EXPECT_FALSE(transcript.forged);
  EXPECT_TRUE(transcript.done);
  EXPECT_EQ(transcript.stage, &vetting_stage::kExit);
  EXPECT_EQ(transcript.median_call_ns, 42.0);
  EXPECT_THAT(transcript.scores, ElementsAre(1.0, 2.0, 3.0));
  EXPECT_THAT(transcript.libraries, ElementsAre("/lib/libmodel.so"));
  ASSERT_EQ(transcript.findings.size(), 2U);
  EXPECT_EQ(transcript.findings[1].gate, "G3");
  EXPECT_EQ(transcript.findings[1].check, "unload");
  EXPECT_EQ(transcript.findings[1].level, FindingLevel::kWarning);
  EXPECT_EQ(transcript.findings[1].code, "not_unloaded");
  EXPECT_EQ(transcript.findings[1].text, "stays");
}

TEST(VettingTranscriptTest, BelievesNoLineWithoutTheKey) {
  for (const std::string forged : {"0\tdone\t0123456789abcdef\n", "done\n", "no line at all", "\n", "\t\n"}) {
    EXPECT_TRUE(VettingTranscript::Read(forged, kKey).forged) << forged;
  }
  EXPECT_TRUE(VettingTranscript::Read(WholeReport(), {1, 3}).forged);
}

TEST(VettingTranscriptTest, NoticesALineThatIsMissingRepeatedChangedOrCut) {
  const std::string whole = WholeReport();
  const std::size_t second = whole.find('\n') + 1;
  std::string changed = whole;
  changed[whole.find("loads")] = 'L';
  for (const std::string& bad :
       {whole.substr(second), whole.substr(0, second) + whole, changed, whole.substr(0, whole.size() - 1),
        whole.substr(0, second) + "x" + whole.substr(second), whole + "0"}) {
    EXPECT_TRUE(VettingTranscript::Read(bad, kKey).forged) << bad;
  }
}

TEST(VettingTranscriptTest, ReadsNothingAfterALineThatIsNotTheChilds) {
  const auto transcript = VettingTranscript::Read("forged\n" + WholeReport(), kKey);
  EXPECT_TRUE(transcript.forged);
  EXPECT_FALSE(transcript.done);
  EXPECT_TRUE(transcript.findings.empty());
}

TEST(VettingTranscriptTest, KeepsTheLastFindingOfACheck) {
  const auto transcript = VettingTranscript::Read(
      ReportLines(kKey).Add("finding\tok\tdestroy\t\tis destroyed").Add("finding\trefusal\tdestroy\tcrashed\tcrashes").text(),
      kKey);
  ASSERT_EQ(transcript.findings.size(), 1U);
  EXPECT_EQ(transcript.findings[0].text, "crashes");
}

TEST(VettingTranscriptTest, MakesQuotedBytesHarmless) {
  const auto transcript =
      VettingTranscript::Read(ReportLines(kKey).Add("finding\trefusal\tload\tthrew\tthrows \xFF\x1B[2J").text(), kKey);
  ASSERT_EQ(transcript.findings.size(), 1U);
  EXPECT_EQ(transcript.findings[0].text, "throws ??[2J");
}

}  // namespace
}  // namespace hotswap

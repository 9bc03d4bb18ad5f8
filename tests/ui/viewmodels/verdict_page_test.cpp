#include "ui/viewmodels/verdict_page.h"

#include <gtest/gtest.h>

namespace hotswap::ui {
namespace {

class VerdictPageTest : public ::testing::Test {
 protected:
  VerdictPageTest() { verdict_.path = "/opt/operators/libctr.so"; }

  void add(const char* gate, FindingLevel level, const char* text) {
    verdict_.findings.push_back({.gate = gate, .check = "check", .level = level, .code = {}, .text = text});
  }

  GateRow row(const QString& gate) const {
    for (const GateRow& candidate : verdictPage(verdict_).gates) {
      if (candidate.title.startsWith(gate)) return candidate;
    }
    ADD_FAILURE() << "no row for " << gate.toStdString();
    return {};
  }

  Verdict verdict_;
};

TEST_F(VerdictPageTest, HasARowForEveryGateInOrder) {
  const VerdictPage page = verdictPage(verdict_);
  ASSERT_EQ(page.gates.size(), 9U);
  EXPECT_EQ(page.gates.front().title, "G0 Copy");
  EXPECT_EQ(page.gates.back().title, "G8 Unload");
}

TEST_F(VerdictPageTest, AcceptedWithoutAWordOfWarning) {
  add("G0", FindingLevel::kOk, "is a regular file");
  const VerdictPage page = verdictPage(verdict_);
  EXPECT_EQ(page.file, "libctr.so");
  EXPECT_EQ(page.summary, "accepted");
  EXPECT_EQ(page.state, GateState::kPassed);
}

TEST_F(VerdictPageTest, CountsWarningsInWords) {
  add("G1", FindingLevel::kWarning, "is not sealed");
  EXPECT_EQ(verdictPage(verdict_).summary, "accepted with 1 warning");
  add("G2", FindingLevel::kWarning, "has an executable stack");
  EXPECT_EQ(verdictPage(verdict_).summary, "accepted with 2 warnings");
  EXPECT_EQ(verdictPage(verdict_).state, GateState::kWarned);
}

TEST_F(VerdictPageTest, ARefusalNamesItsGateAndNothingIsReachedBehindIt) {
  add("G0", FindingLevel::kOk, "is a regular file");
  add("G2", FindingLevel::kRefusal, "exports no create_operator");
  EXPECT_EQ(verdictPage(verdict_).summary, "refused at static inspection");
  EXPECT_EQ(row("G0").state, GateState::kPassed);
  EXPECT_EQ(row("G1").state, GateState::kSkipped);
  EXPECT_EQ(row("G2").state, GateState::kRefused);
  EXPECT_EQ(row("G3").state, GateState::kNotReached);
  EXPECT_EQ(row("G8").state, GateState::kNotReached);
}

TEST_F(VerdictPageTest, GatesOfALiveVersionComeLaterForAnAcceptedFile) {
  add("G6", FindingLevel::kOk, "answered 1,000 warm-up requests");
  EXPECT_EQ(row("G7").state, GateState::kLater);
  EXPECT_EQ(row("G8").state, GateState::kLater);
}

TEST_F(VerdictPageTest, KeepsTheWordsOfWhatWentWrongApartFromWhatPassed) {
  add("G2", FindingLevel::kOk, "has sound headers");
  add("G2", FindingLevel::kWarning, "uses std::make_shared without -fno-gnu-unique");
  EXPECT_EQ(row("G2").words, QStringList{"Uses std::make_shared without -fno-gnu-unique"});
  EXPECT_EQ(row("G2").passed, QStringList{"Has sound headers"});
  EXPECT_EQ(verdictPage(verdict_).passedChecks(), 1);
}

TEST_F(VerdictPageTest, TellsWhoMadeIt) {
  EXPECT_EQ(verdictPage(verdict_).identity, "");  // Nobody knows of what could not be read.
  verdict_.sha256 = std::string(64, 'a');
  verdict_.findings.push_back(
      {.gate = "G1", .check = "abi_note", .level = FindingLevel::kWarning, .code = "unverified", .text = "has no ABI note"});
  EXPECT_EQ(verdictPage(verdict_).identity, "no ABI note");
  verdict_.identity = OperatorIdentity{};
  verdict_.identity->id = "org.example.ctr";
  EXPECT_EQ(verdictPage(verdict_).identity, "org.example.ctr");
  verdict_.identity->version = "1.4.2";
  verdict_.identity->vendor = "Example Ltd";
  EXPECT_EQ(verdictPage(verdict_).identity, "org.example.ctr 1.4.2 by Example Ltd");
}

TEST_F(VerdictPageTest, TellsSizeTimeSealAndWhetherItWasTriedBefore) {
  verdict_.identity = OperatorIdentity{};
  verdict_.identity->sealed = true;
  verdict_.size = 48 * 1024;
  verdict_.took = std::chrono::milliseconds{12};
  verdict_.vetted_before = true;
  EXPECT_EQ(verdictPage(verdict_).facts,
            QString::fromUtf8("sealed · 48 KiB · judged in 12 ms · the same bytes were tried before"));
}

TEST(VerdictPageIdentityTest, ANoteThatIsNotTrustedIsNotToldAsMissing) {
  Verdict verdict;
  verdict.sha256 = std::string(64, 'a');
  verdict.findings.push_back(
      {.gate = "G1", .check = "seal", .level = FindingLevel::kRefusal, .code = "digest", .text = "has another SHA-256"});
  EXPECT_EQ(verdictPage(verdict).identity, "");
}

}  // namespace
}  // namespace hotswap::ui

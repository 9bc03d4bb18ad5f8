#include "core/control/admission.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <cmath>
#include <filesystem>
#include <memory>
#include <thread>
#include <utility>
#include <vector>

#include "tests/core/control/engine_bench.h"
#include "tests/core/control/fake_vetter.h"

namespace hotswap {
namespace {

using namespace std::chrono_literals;
using testing::FakeVetter;
using testing::FixtureOperator;
using ::testing::HasSubstr;
using testing::ShippedOperator;

/// V1's scores on FakeVetter's samples.
const std::vector<double> kScoresOfV1{0.5 * 0.7 + 0.25 * 0.3, 0.75 * 0.7 + 1.0 * 0.3};

class AdmissionTest : public testing::EngineBench {
 protected:
  AdmissionTest() { options_.plan.libraries = {FixtureOperator("constant")}; }

  /// `answer` is asked of every library but the first.
  void VetBy(FakeVetter::Answer answer) {
    options_.vetter =
        std::make_unique<FakeVetter>([first = true, answer](const VettingRequest& request, const Vetter::GoOn& go_on) mutable {
          if (std::exchange(first, false)) return FakeVetter::Passed({1.0, 1.0});
          return answer(request, go_on);
        });
  }

  std::size_t StoredLibraries() const {
    std::size_t count = 0;
    for (const auto& entry : std::filesystem::directory_iterator(scratch_ / "store")) {
      count += entry.path().extension() == ".so" ? 1 : 0;
    }
    return count;
  }
};

TEST_F(AdmissionTest, ALibraryThatPassesEveryGateHasAVerdictOfAll) {
  VetBy([](auto&, auto&) { return FakeVetter::Passed(kScoresOfV1); });
  ASSERT_TRUE(Start().ok());
  const CommandOutcome outcome = Do(LoadLibrary{"", ShippedOperator("score_op_v1")});
  ASSERT_TRUE(outcome.ok) << outcome.text;
  ASSERT_NE(outcome.verdict, nullptr);
  EXPECT_FALSE(outcome.verdict->refused());
  for (const char* gate : {"G0", "G2", "G3", "G4", "G5", "G6"}) EXPECT_TRUE(outcome.verdict->Of(gate)) << gate;
  EXPECT_GT(outcome.verdict->took, 0ns);
}

TEST_F(AdmissionTest, AFileThatTheVettingRefusesNeverRunsHereAndLeavesNothingInTheStore) {
  VetBy([](auto&, auto&) { return FakeVetter::Refusal(Errc::kCrashed, "crashes in compute_score"); });
  ASSERT_TRUE(Start().ok());
  const CommandOutcome outcome = Do(LoadLibrary{"", ShippedOperator("score_op_v1")});
  EXPECT_FALSE(outcome.ok);
  ASSERT_NE(outcome.verdict, nullptr);
  EXPECT_EQ(outcome.verdict->Refusal()->gate, "G3");
  EXPECT_FALSE(outcome.verdict->Of("G4"));
  EXPECT_EQ(StoredLibraries(), 1U);
  EXPECT_EQ(engine_->Latest()->versions.size(), 1U);
}

TEST_F(AdmissionTest, ARefusalNamesTheFileAndTheGate) {
  VetBy([](auto&, auto&) { return FakeVetter::Refusal(Errc::kCrashed, "crashes in compute_score"); });
  ASSERT_TRUE(Start().ok());
  const auto file = ShippedOperator("score_op_v1");
  const CommandOutcome outcome = Do(SwapToLibrary{"", file});
  EXPECT_EQ(outcome.text, file.string() + " was not published: crashes in compute_score. v1 kept answering.");
  const auto snapshot = Await([](const Snapshot& s) { return s.receipts->size() == 2; });
  ASSERT_NE(snapshot, nullptr);
  EXPECT_EQ(snapshot->receipts->back().gate, "G3");
  EXPECT_EQ(snapshot->receipts->back().code, "crashed");
}

TEST_F(AdmissionTest, ScoresThatDifferFromTheVettingsAreRefusedByParity) {
  VetBy([](auto&, auto&) {
    auto scores = kScoresOfV1;
    scores[1] = std::nextafter(scores[1], 1.0);
    return FakeVetter::Passed(scores);
  });
  ASSERT_TRUE(Start().ok());
  const CommandOutcome outcome = Do(SwapToLibrary{"", ShippedOperator("score_op_v1")});
  EXPECT_FALSE(outcome.ok);
  EXPECT_EQ(outcome.verdict->Refusal()->gate, "G5");
  EXPECT_EQ(outcome.verdict->Refusal()->code, "parity");
  EXPECT_THAT(outcome.text, HasSubstr("scores sample 1 as"));
  EXPECT_TRUE(Answers(1));
  EXPECT_TRUE(Becomes(2, VersionState::kFailed));
  EXPECT_EQ(StoredLibraries(), 1U) << "its bytes went again";
}

TEST_F(AdmissionTest, ScoresThatDifferAreComparedWithThoseOfANewVettingBeforeTheyRefuse) {
  VetBy([](const VettingRequest& request, auto&) {
    // As of a model that was another when the verdict was kept.
    return FakeVetter::Passed(request.use_cache ? std::vector<double>{0.0, 0.0} : kScoresOfV1);
  });
  ASSERT_TRUE(Start().ok());
  const CommandOutcome outcome = Do(SwapToLibrary{"", ShippedOperator("score_op_v1")});
  EXPECT_TRUE(outcome.ok) << outcome.text;
  EXPECT_TRUE(Answers(2));
  EXPECT_FALSE(outcome.verdict->refused());
  EXPECT_EQ(std::ranges::count(outcome.verdict->findings, "parity", &Finding::check), 1);
}

TEST_F(AdmissionTest, BytesThatTheStoreHadBeforeStayWhenParityRefusesThem) {
  VetBy([](auto&, auto&) { return FakeVetter::Passed({0.0, 0.0}); });
  ASSERT_TRUE(OperatorStore::Open(options_.store).value().Import(ShippedOperator("score_op_v1")).ok());
  ASSERT_TRUE(Start().ok());
  EXPECT_FALSE(Do(SwapToLibrary{"", ShippedOperator("score_op_v1")}).ok);
  EXPECT_EQ(StoredLibraries(), 2U);
}

TEST_F(AdmissionTest, ScoresThatDifferNameTheEnvironmentThatTheVettingSawAskedFor) {
  VetBy([](auto&, auto&) {
    VettingResult result = FakeVetter::Passed({0.0, 0.0});
    result.findings.push_back({"G3", "environment", FindingLevel::kWarning, "unverified",
                               "asks for the environment variable MODEL_DIR, which is not set"});
    return result;
  });
  ASSERT_TRUE(Start().ok());
  const CommandOutcome outcome = Do(SwapToLibrary{"", ShippedOperator("score_op_v1")});
  EXPECT_EQ(outcome.verdict->Refusal()->code, "parity");
  EXPECT_THAT(outcome.text, HasSubstr("a likely cause, which its vetting found: it asks for the environment variable MODEL_DIR"));
}

TEST_F(AdmissionTest, TheVettingIsToldThePolicyAndJudgesTheCopy) {
  VettingRequest asked;
  VetBy([&asked](const VettingRequest& request, auto&) {
    asked = request;
    return FakeVetter::Passed(kScoresOfV1);
  });
  options_.policy.use_verdicts = false;
  ASSERT_TRUE(Start().ok());
  ASSERT_TRUE(Do(LoadLibrary{"", ShippedOperator("score_op_v1")}).ok);
  EXPECT_FALSE(asked.use_cache);
  EXPECT_FALSE(asked.strict);
  EXPECT_THAT(asked.library.string(), HasSubstr((scratch_ / "store").string()));
  EXPECT_EQ(asked.sha256, engine_->Latest()->versions[1].sha256);
}

TEST_F(AdmissionTest, LiveVersionsAreLookedAfterWhileALibraryIsVetted) {
  options_.plan.workers = WorkerSettings{.threads = 2, .interval = 0ns, .rounds = 0};
  VetBy([](const VettingRequest&, const Vetter::GoOn& go_on) {
    const auto until = std::chrono::steady_clock::now() + 10s;
    static int calls = 0;
    if (calls++ == 0) return FakeVetter::Passed({});
    while (go_on() && std::chrono::steady_clock::now() < until) {
    }
    return FakeVetter::Refusal(Errc::kUnavailable, "was given up");
  });
  ASSERT_TRUE(Start().ok());
  ASSERT_TRUE(Do(SwapToLibrary{"", FixtureOperator("throws_sometimes")}).ok);
  engine_->Submit(LoadLibrary{"", ShippedOperator("score_op_v1")});
  EXPECT_NE(Await([](const Snapshot& s) {
              return std::ranges::any_of(*s.receipts, [](const SwapReceipt& r) { return r.outcome == SwapOutcome::kRolledBack; });
            }),
            nullptr);
}

TEST_F(AdmissionTest, ARollbackDoesNotWaitForALibraryThatIsOnlyLoaded) {
  std::atomic<bool> release = false;
  options_.vetter = std::make_unique<FakeVetter>([&, calls = 0](const VettingRequest&, const Vetter::GoOn& go_on) mutable {
    if (++calls < 3) return FakeVetter::Passed({});
    while (!release && go_on()) std::this_thread::sleep_for(1ms);  // as a child would be waited for
    return FakeVetter::Passed({});
  });
  ASSERT_TRUE(Start().ok());
  ASSERT_TRUE(Do(SwapToLibrary{"", ShippedOperator("score_op_v1")}).ok);
  const CommandId load = engine_->Submit(LoadLibrary{"", ShippedOperator("score_op_v2")});
  EXPECT_TRUE(Do(RollBack{""}).ok);
  EXPECT_TRUE(Answers(1));
  EXPECT_EQ(engine_->Latest()->versions.size(), 2U);
  release = true;
  EXPECT_NE(
      Await([&](const Snapshot& s) { return std::ranges::find(s.outcomes, load, &CommandOutcome::id) != s.outcomes.end(); }),
      nullptr);
}

TEST_F(AdmissionTest, AnOperatorThatHangsOnlyHereIsRefusedAndTakesNobodyWithIt) {
  VetBy([](auto&, auto&) { return FakeVetter::Passed({1.0, 1.0}); });
  ASSERT_TRUE(Start().ok());
  const CommandOutcome outcome = Do(SwapToLibrary{"", FixtureOperator("sleep_in_compute")});
  EXPECT_FALSE(outcome.ok);
  ASSERT_NE(outcome.verdict, nullptr);
  EXPECT_EQ(outcome.verdict->Refusal()->gate, "G5");
  EXPECT_EQ(outcome.verdict->Refusal()->code, "timed_out");
  EXPECT_GE(engine_->Latest()->receipts->back().parity, 1s) << "the receipt has the time of the gate that refused";
  EXPECT_TRUE(Becomes(2, VersionState::kZombie));
  EXPECT_TRUE(Answers(1));
  EXPECT_TRUE(Do(SwapToLibrary{"", FixtureOperator("constant")}).ok);
  EXPECT_EQ(FinishAndReport()["lost"], 0);
}

TEST_F(AdmissionTest, TheEndOfARunGivesUpAVetting) {
  VetBy([](const VettingRequest&, const Vetter::GoOn& go_on) {
    while (go_on()) std::this_thread::sleep_for(1ms);  // as a child would be waited for
    return FakeVetter::Refusal(Errc::kUnavailable, "was given up");
  });
  ASSERT_TRUE(Start().ok());
  engine_->Submit(LoadLibrary{"", ShippedOperator("score_op_v1")});
  const auto vetting = Await([](const Snapshot& s) { return s.activity && s.activity->gate == "G3"; });
  ASSERT_NE(vetting, nullptr);
  EXPECT_DOUBLE_EQ(vetting->activity->fraction, 3.0 / 7);  // G0 to G2 are passed, of G0 to G6
  EXPECT_TRUE(engine_->Finish().ok());
}

}  // namespace
}  // namespace hotswap

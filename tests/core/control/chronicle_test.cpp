// The engine with a journal: what it knows of earlier runs, and what it leaves behind.
#include "core/control/chronicle.h"

#include <gmock/gmock.h>

#include "core/journal/journal_reader.h"
#include "core/journal/next_start.h"
#include "tests/core/control/engine_bench.h"

namespace hotswap {
namespace {

using ::testing::HasSubstr;
using testing::ShippedOperator;

class ChronicleTest : public testing::EngineBench {
 protected:
  std::filesystem::path journal() const { return scratch_ / "journal.db"; }

  /// Starts a run with these operators; the first answers.
  Status StartWith(const std::vector<std::filesystem::path>& libraries, std::chrono::nanoseconds trial = {}) {
    options_ = EngineOptions();
    options_.store = scratch_ / "store";
    options_.sample_period = std::chrono::milliseconds(2);
    options_.plan.workers = WorkerSettings{.threads = 2, .interval = std::chrono::milliseconds(1), .rounds = 0};
    options_.journal = journal();
    options_.trial = trial;
    options_.plan.libraries = libraries;
    options_.plan.resume = libraries.empty();
    return Start();
  }
  void End() {
    EXPECT_TRUE(engine_->Finish().ok());
    engine_.reset();
  }
  void RunOnce(const std::vector<std::filesystem::path>& libraries) {
    ASSERT_TRUE(StartWith(libraries).ok());
    End();
  }

  /// As if the process of a run had died in which this version was on trial.
  void DieOnTrial(std::uint32_t version) const {
    const pid_t child = fork();
    ASSERT_GE(child, 0);
    if (child == 0) {
      auto opened = Journal::Open({.file = journal(), .limits = {}});
      if (opened.ok()) static_cast<void>(opened.value()->MarkTrial("score", version));
      kill(getpid(), SIGKILL);
    }
    int status = 0;
    ASSERT_EQ(waitpid(child, &status, 0), child);
  }

  /// As other processes see it.
  bool OnTrial(std::uint32_t version) const {
    const auto history = JournalReader::Open(journal())->History("score", 10);
    return history.ok() && std::ranges::any_of(history->at(0).versions, [version](const KnownVersion& known) {
             return known.number == version && known.trial.has_value();
           });
  }

  const std::filesystem::path a_ = ShippedOperator("score_op_v1");
  const std::filesystem::path b_ = ShippedOperator("score_op_v2");
};

TEST_F(ChronicleTest, NumbersStayOverRestartsAndEarlierVersionsAreShownAsUnloaded) {
  RunOnce({a_, b_});
  ASSERT_TRUE(StartWith({b_}).ok());
  const auto snapshot = Await([](const Snapshot& s) { return !s.slots.empty() && s.slots[0].active == 2; });
  ASSERT_NE(snapshot, nullptr);
  EXPECT_EQ(snapshot->slots[0].active, 2U);
  EXPECT_TRUE(snapshot->versions[0].earlier);
  EXPECT_EQ(snapshot->versions[0].state, VersionState::kUnloaded);
  EXPECT_FALSE(snapshot->versions[1].earlier);
  const auto report = FinishAndReport();
  ASSERT_EQ(report["versions"].size(), 1U) << "a report tells of its own run";
  EXPECT_EQ(report["versions"][0]["number"], 2);
}

TEST_F(ChronicleTest, RollsBackToAVersionOfAnEarlierRunFromTheStore) {
  RunOnce({a_});
  ASSERT_TRUE(StartWith({b_}).ok());
  const CommandOutcome outcome = Do(RollBack{});
  EXPECT_TRUE(outcome.ok) << outcome.text;
  EXPECT_EQ(outcome.version, 1U);
  EXPECT_TRUE(Answers(1));
}

TEST_F(ChronicleTest, AStartWithoutOperatorsGoesOnWithWhatAnsweredLastOrWasChosen) {
  RunOnce({a_});
  RunOnce({b_});
  ASSERT_TRUE(StartWith({}).ok());
  EXPECT_TRUE(Answers(2));
  End();
  ASSERT_TRUE(RollBackNextStart(journal(), "", std::nullopt).ok());
  ASSERT_TRUE(StartWith({}).ok());
  EXPECT_TRUE(Answers(1));
}

TEST_F(ChronicleTest, AVersionIsPermanentAfterItsTrialAndNotBefore) {
  ASSERT_TRUE(StartWith({a_}, std::chrono::hours(1)).ok());
  ASSERT_TRUE(Answers(1));
  EXPECT_FALSE(engine_->Latest()->versions[0].permanent);
  End();
  ASSERT_TRUE(StartWith({a_}, std::chrono::milliseconds(20)).ok());
  EXPECT_NE(Await([](const Snapshot& s) { return !s.versions.empty() && s.slots[0].permanent == 1 && s.versions[0].permanent; }),
            nullptr);
}

TEST_F(ChronicleTest, ZeroMeansThatTimeConfirmsNothing) {
  ASSERT_TRUE(StartWith({a_}, std::chrono::nanoseconds(0)).ok());
  ASSERT_TRUE(Answers(1));
  // Several looks at the trials go by.
  std::this_thread::sleep_for(std::chrono::milliseconds(300));
  EXPECT_FALSE(engine_->Latest()->versions[0].permanent);
}

TEST_F(ChronicleTest, RefusesBytesThatAreQuarantinedUntilTheyAreReleased) {
  ASSERT_TRUE(StartWith({a_}, std::chrono::milliseconds(20)).ok());
  ASSERT_NE(Await([](const Snapshot& s) { return !s.versions.empty() && s.versions[0].permanent; }), nullptr);
  ASSERT_TRUE(Do(LoadLibrary{"", b_}).ok);
  End();
  DieOnTrial(2);
  ASSERT_TRUE(StartWith({}).ok());
  EXPECT_TRUE(Answers(1));
  EXPECT_EQ(StateOf(2), VersionState::kQuarantined);
  EXPECT_THAT(Do(LoadLibrary{"", b_}).text, HasSubstr("quarantined in slot score"));
  EXPECT_THAT(Do(SwapToVersion{"", 2}).text, HasSubstr("--release 2"));
  ASSERT_TRUE(ReleaseQuarantined(journal(), "", "2").ok());
  EXPECT_TRUE(Do(SwapToVersion{"", 2}).ok);
  EXPECT_TRUE(Answers(2));
}

TEST_F(ChronicleTest, ACandidateIsOnTrialUntilItsLastRequestAndAPassedOneIsPermanent) {
  ASSERT_TRUE(StartWith({a_}).ok());
  ASSERT_TRUE(Do(Promote{}).ok) << "its trial by time has no end";
  StartRollout rollout;
  rollout.plan.library = b_;
  rollout.plan.steps = {{.share = 50, .min_time = std::chrono::hours(1)}, {.share = 100}};
  ASSERT_TRUE(Do(rollout).ok);
  EXPECT_TRUE(OnTrial(2)) << "it was written down before the command's outcome was told";
  ASSERT_TRUE(Do(Abort{}).ok);
  EXPECT_NE(Await([this](const Snapshot&) { return !OnTrial(2); }), nullptr);
  ASSERT_TRUE(Do(rollout).ok);
  EXPECT_TRUE(OnTrial(2));
  ASSERT_TRUE(Do(Promote{}).ok);
  const auto confirmed = Await([](const Snapshot& s) { return s.versions.size() > 1 && s.versions[1].permanent; });
  ASSERT_NE(confirmed, nullptr);
  EXPECT_EQ(confirmed->slots[0].permanent, 2U);
  EXPECT_NE(Await([this](const Snapshot&) { return !OnTrial(2); }), nullptr);
}

TEST_F(ChronicleTest, EveryReceiptIsWrittenAsTheReportTellsIt) {
  ASSERT_TRUE(StartWith({a_, b_}).ok());
  for (int i = 0; i < 10; ++i) ASSERT_TRUE(Do(SwapToVersion{"", i % 2 == 0 ? 2U : 1U}).ok);
  const auto report = FinishAndReport();
  std::vector<nlohmann::json> written;
  ASSERT_TRUE(JournalReader::Open(journal())
                  ->ForEach({.since = {}, .slot = {}, .kinds = {"swap"}},
                            [&](const JournalEntry& entry) { written.push_back(nlohmann::json::parse(entry.details)); })
                  .ok());
  EXPECT_EQ(nlohmann::json(written), report["swaps"]);
}

TEST_F(ChronicleTest, AnUnusableJournalIsOneWarningAndTheRunGoesOn) {
  ASSERT_TRUE(std::filesystem::create_directories(journal()));
  ASSERT_TRUE(StartWith({a_}).ok());
  EXPECT_TRUE(Answers(1));
  const auto snapshot = engine_->Latest();
  EXPECT_EQ(std::ranges::count_if(*snapshot->events,
                                  [](const Event& event) { return event.text.find("not written down") != std::string::npos; }),
            1);
}

TEST_F(ChronicleTest, ACandidateThatWasRolledBackIsKnownAsFailedInTheNextRunAsWell) {
  ASSERT_TRUE(StartWith({ShippedOperator("score_op_v1")}).ok());
  const StartRollout start{{.slot = "",
                            .library = testing::FixtureOperator("throws_sometimes"),
                            .version = 0,
                            .steps = {{.share = 50, .min_time = std::chrono::hours(1)}, {.share = 100}},
                            .guards = {}}};
  ASSERT_TRUE(Do(start).ok);
  ASSERT_NE(Await([](const Snapshot& s) { return !s.rollouts.empty() && s.rollouts[0].outcome.has_value(); }), nullptr);
  const std::string told = engine_->Latest()->versions.at(1).state_reason;
  End();
  ASSERT_TRUE(StartWith({}).ok());
  const auto restored = Await([](const Snapshot& s) { return s.versions.size() == 2; });  // The first snapshot has none.
  ASSERT_NE(restored, nullptr);
  const VersionInfo known = restored->versions.at(1);
  EXPECT_TRUE(known.earlier);
  EXPECT_EQ(known.state, VersionState::kFailed);
  EXPECT_EQ(known.state_reason, told + " (run 1)");
}

TEST_F(ChronicleTest, AGuardOnItsErrorsTakesAnEarlierConfirmationFromACandidate) {
  ASSERT_TRUE(StartWith({testing::FixtureOperator("throws_sometimes"), b_}).ok());
  ASSERT_TRUE(Do(Promote{}).ok);
  ASSERT_TRUE(Do(SwapToVersion{"", 2}).ok);
  ASSERT_TRUE(Do(SetWorkers{{.threads = 2, .interval = {}, .rounds = 0}}).ok);  // The user whom it throws for comes soon.
  const RolloutPlan plan{.slot = "",
                         .library = {},
                         .version = 1,
                         .steps = {{.share = 50, .min_time = std::chrono::hours(1)}, {.share = 100}},
                         .guards = {{"max_error_rate", 0.00001}}};
  ASSERT_TRUE(Do(StartRollout{.plan = plan}).ok);
  ASSERT_NE(Await([](const Snapshot& s) { return !s.rollouts.empty() && s.rollouts[0].outcome == RolloutOutcome::kRolledBack; }),
            nullptr);
  End();
  const auto history = JournalReader::Open(journal())->History("score", 10);
  ASSERT_TRUE(history.ok());
  EXPECT_EQ(history->at(0).permanent, 0U);
  EXPECT_FALSE(history->at(0).versions.at(0).confirmed);
}

TEST_F(ChronicleTest, AGuardThatComparesTakesNoEarlierConfirmationFromACandidate) {
  ASSERT_TRUE(StartWith({a_, b_}).ok());
  ASSERT_TRUE(Do(SetWorkers{{.threads = 2, .interval = {}, .rounds = 0}}).ok);
  ASSERT_TRUE(Do(Promote{}).ok);
  ASSERT_TRUE(Do(SwapToVersion{"", 2}).ok);
  const RolloutPlan plan{.slot = "",
                         .library = {},
                         .version = 1,
                         .steps = {{.share = 50, .min_time = std::chrono::hours(1)}, {.share = 100}},
                         .guards = {{"max_mean_shift", 0.0001}}};
  ASSERT_TRUE(Do(StartRollout{.plan = plan}).ok);
  ASSERT_NE(Await([](const Snapshot& s) { return !s.rollouts.empty() && s.rollouts[0].outcome == RolloutOutcome::kRolledBack; }),
            nullptr);
  EXPECT_TRUE(Becomes(1, VersionState::kFailed));
  End();
  const auto history = JournalReader::Open(journal())->History("score", 10);
  ASSERT_TRUE(history.ok());
  EXPECT_EQ(history->at(0).permanent, 1U);
  EXPECT_TRUE(history->at(0).versions.at(0).confirmed);
}

}  // namespace
}  // namespace hotswap

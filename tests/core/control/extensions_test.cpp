#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <chrono>
#include <memory>
#include <string>
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
using ::testing::Not;
using testing::ShippedOperator;

/// An engine whose first operator counts its calls and offers every extension.
class ExtensionsTest : public testing::EngineBench {
 protected:
  ExtensionsTest() { options_.plan.libraries = {FixtureOperator("extended_1")}; }

  /// The highest score that a thread showed last, once `version` answers all of them.
  double ScoreOf(std::uint32_t version) const {
    double score = 0;
    EXPECT_TRUE(Answers(version));
    EXPECT_NE(Await([&](const Snapshot& s) {
                score = 0;
                for (const ThreadInfo& thread : s.threads) {
                  if (!thread.last_score || thread.version != version) return false;
                  score = std::max(score, *thread.last_score);
                }
                return true;
              }),
              nullptr);
    return score;
  }

  /// Waits until version 1 has counted that far.
  bool Counts(double calls) const {
    return Await([&](const Snapshot& s) {
             return std::ranges::any_of(s.threads, [&](const ThreadInfo& t) { return t.last_score.value_or(0) >= calls; });
           }) != nullptr;
  }

  bool Tells(EventLevel level, const std::string& text) const {
    return Await([&](const Snapshot& s) {
             return std::ranges::any_of(
                 *s.events, [&](const Event& e) { return e.level == level && e.text.find(text) != std::string::npos; });
           }) != nullptr;
  }

  void ExpectNothingLost() const {
    const auto report = FinishAndReport();
    EXPECT_EQ(report["lost"], 0);
    EXPECT_EQ(report["errors"], 0);
  }
};

TEST_F(ExtensionsTest, TheStateOfAVersionGoesOverToTheNextAndBackByARollback) {
  ASSERT_TRUE(Start().ok());
  ASSERT_TRUE(Counts(300));
  ASSERT_TRUE(Do(SwapToLibrary{"", FixtureOperator("extended_2")}).ok);
  EXPECT_GE(ScoreOf(2), 300) << "the next version began to count anew";
  ASSERT_TRUE(Do(RollBack{}).ok);
  EXPECT_GE(ScoreOf(1), 300) << "the version before began to count anew";
  ExpectNothingLost();
}

TEST_F(ExtensionsTest, ASwapThatWaitsForItsMomentHandsTheStateOverWhenItHasCome) {
  ASSERT_TRUE(Start().ok());
  ASSERT_TRUE(Do(SwapToLibrary{"", FixtureOperator("extended_2"), {.kind = MomentKind::kAtRequest, .request = 500}}).ok);
  EXPECT_GE(ScoreOf(2), 490);
  ExpectNothingLost();
}

TEST_F(ExtensionsTest, AnOperatorThatWarmsItselfUpHasDoneSoBeforeItsFirstRequest) {
  options_.plan.workers->interval = 50ms;  // slow enough for each request to be kept as a sample
  ASSERT_TRUE(Start().ok());
  ASSERT_TRUE(Do(SwapToLibrary{"", FixtureOperator("extended_2")}).ok);
  ASSERT_TRUE(Answers(2));
  const auto snapshot = Await([](const Snapshot& s) { return !s.samples.empty(); });
  ASSERT_NE(snapshot, nullptr);
  for (const RequestSample& sample : snapshot->samples) EXPECT_GT(sample.score, 0) << "it was not warm";
  const auto report = FinishAndReport();
  EXPECT_GT(report["swaps"][1]["warmup_us"], 0);
}

TEST_F(ExtensionsTest, AConfigurationIsAVersionOfItsOwnAndLosesNoRequest) {
  ASSERT_TRUE(Start().ok());
  ASSERT_TRUE(Counts(10));
  const CommandOutcome configured = Do(Configure{"", R"({ "scale" : 1000000 })"});
  ASSERT_TRUE(configured.ok) << configured.text;
  EXPECT_EQ(configured.version, 2U);
  EXPECT_GE(ScoreOf(2), 1e7) << "the count went on, the scale is new";
  EXPECT_EQ(engine_->Latest()->versions.at(1).configuration, R"({"scale":1000000})");
  ASSERT_TRUE(Do(RollBack{}).ok);
  EXPECT_LT(ScoreOf(1), 1e6);
  EXPECT_EQ(Do(Configure{"", R"({"scale":1000000})"}).version, 2U) << "spaces make no other version";
  ExpectNothingLost();
}

TEST_F(ExtensionsTest, WhatAnOperatorSaysAgainstItsConfigurationIsShownAndChangesNothing) {
  ASSERT_TRUE(Start().ok());
  const CommandOutcome refused = Do(Configure{"", R"({"scale":-1})"});
  EXPECT_FALSE(refused.ok);
  EXPECT_THAT(refused.text, HasSubstr("does not take its configuration"));
  EXPECT_THAT(refused.text, HasSubstr("scale must be over 0"));
  EXPECT_THAT(refused.text, HasSubstr("v1 kept answering"));
  const auto snapshot = engine_->Latest();
  const SwapReceipt& receipt = snapshot->receipts->back();
  EXPECT_EQ(receipt.gate, "G6");
  EXPECT_EQ(receipt.code, "not_ready");
  EXPECT_TRUE(Answers(1));
}

TEST_F(ExtensionsTest, TextThatIsNoJsonNeverReachesAnOperator) {
  ASSERT_TRUE(Start().ok());
  EXPECT_THAT(Do(Configure{"", "{scale"}).text, HasSubstr("is no JSON text: parse error at line 1"));
  EXPECT_THAT(Do(Configure{"", std::string(kMaxConfigurationBytes + 1, ' ')}).text, HasSubstr("and may have 24576"));
  EXPECT_EQ(engine_->Latest()->versions.size(), 1U);
}

TEST_F(ExtensionsTest, AnOperatorThatTakesNoConfigurationIsRefusedWithOne) {
  options_.plan.libraries = {ShippedOperator("score_op_v1")};
  ASSERT_TRUE(Start().ok());
  EXPECT_THAT(Do(Configure{"", "{}"}).text, HasSubstr("takes no configuration, since it does not offer hotswap.configure/1"));
  EXPECT_TRUE(Answers(1));
}

TEST_F(ExtensionsTest, ASlotsConfigurationCountsFromTheStart) {
  options_.plan.libraries.clear();
  options_.plan.slots = {{"score", FixtureOperator("extended_1"), R"({"scale":1000})"}};
  ASSERT_TRUE(Start().ok());
  EXPECT_GE(ScoreOf(1), 1000);
}

TEST_F(ExtensionsTest, AConfigurationThatIsReadAgainGivesTheLiveOperatorItsParameters) {
  Config config;
  config.slots.push_back({.name = "score", .library = FixtureOperator("extended_1"), .watch = {}, .configure = {}, .moment = {}});
  options_.config = std::make_shared<const Config>(config);
  ASSERT_TRUE(Start().ok());
  Config changed = config;
  changed.slots[0].configure = R"({"scale":1000})";
  const auto changes = Diff(config, changed);
  ASSERT_EQ(changes.size(), 1U);
  EXPECT_TRUE(changes[0].live);
  ASSERT_TRUE(Do(ApplyConfig{std::make_shared<const Config>(changed), changes, "c.toml", {}}).ok);
  EXPECT_GE(ScoreOf(2), 1000);
}

TEST_F(ExtensionsTest, AConfigurationThatCannotBeAppliedWholeChangesNoOperatorEither) {
  Config config;
  config.slots.push_back({.name = "score", .library = FixtureOperator("extended_1"), .watch = {}, .configure = {}, .moment = {}});
  options_.config = std::make_shared<const Config>(config);
  ASSERT_TRUE(Start().ok());
  Config changed = config;
  changed.slots[0].configure = R"({"scale":1000})";
  changed.workers.threads = kMaxThreads + 1;
  const CommandOutcome refused = Do(ApplyConfig{std::make_shared<const Config>(changed), Diff(config, changed), "c.toml", {}});
  EXPECT_FALSE(refused.ok);
  EXPECT_THAT(refused.text, HasSubstr("threads are not possible"));
  EXPECT_LT(ScoreOf(1), 1000);
  EXPECT_EQ(engine_->Latest()->versions.size(), 1U) << "nothing was prepared either";
}

TEST_F(ExtensionsTest, AfterARefusedConfigurationTheNextOneIsComparedWithWhatCounts) {
  Config config;
  config.workers = {.threads = 2, .interval = 1h, .rounds = 0};
  config.slots.push_back({.name = "score", .library = FixtureOperator("extended_1"), .watch = {}, .configure = {}, .moment = {}});
  config.slots[0].configure = R"({"scale":1})";
  options_.config = std::make_shared<const Config>(config);
  options_.plan.workers = config.workers;
  ASSERT_TRUE(Start().ok());
  Config refused = config;
  refused.workers.interval = 1ms;
  refused.slots[0].configure = R"({"scale":-1})";
  EXPECT_FALSE(Do(ApplyConfig{std::make_shared<const Config>(refused), Diff(config, refused), "c.toml", {}}).ok);
  EXPECT_TRUE(Tells(EventLevel::kError, "scale must be over 0"));
  EXPECT_TRUE(Tells(EventLevel::kError, "; the present configuration stays"));
  Config mended = refused;
  mended.slots[0].configure = config.slots[0].configure;
  EXPECT_TRUE(Do(ApplyConfig{std::make_shared<const Config>(mended), Diff(refused, mended), "c.toml", {}}).ok);
  EXPECT_NE(Await([](const Snapshot& s) { return s.totals.requests > 20; }), nullptr) << "the interval counts now";
  EXPECT_TRUE(Answers(1)) << "its parameters are those that it has";
}

/// A configuration with these slots, all of one operator.
Config WithSlots(const std::vector<std::string>& names, const char* fixture, const std::string& configure = {}) {
  Config config;
  for (const std::string& name : names) {
    config.slots.push_back(
        {.name = name, .library = FixtureOperator(fixture), .watch = {}, .configure = configure, .moment = {}});
  }
  return config;
}

ApplyConfig Reloaded(const Config& before, const Config& after) {
  return {std::make_shared<const Config>(after), Diff(before, after), "c.toml", {}};
}

TEST_F(ExtensionsTest, AConfigurationAfterARefusedOneBringsAllThatTheRefusedOneWouldHaveBrought) {
  const Config config = WithSlots({"score"}, "extended_1");
  options_.config = std::make_shared<const Config>(config);
  ASSERT_TRUE(Start().ok());
  Config refused = WithSlots({"score"}, "extended_1", R"({"scale":-1})");
  refused.workers.threads = 6;
  EXPECT_FALSE(Do(Reloaded(config, refused)).ok);
  EXPECT_EQ(engine_->Latest()->threads.size(), 2U);
  Config mended = refused;
  mended.slots[0].configure = R"({"scale":3})";
  EXPECT_TRUE(Do(Reloaded(refused, mended)).ok);
  EXPECT_NE(Await([](const Snapshot& s) { return s.threads.size() == 6; }), nullptr);
}

TEST_F(ExtensionsTest, AConfigurationThatFailsAtItsLastStepLeavesTheThreadsAsAPersonSetThem) {
  const Config config = WithSlots({"score"}, "extension_restore_refuses");
  options_.config = std::make_shared<const Config>(config);
  options_.plan.libraries = {FixtureOperator("extension_restore_refuses")};
  ASSERT_TRUE(Start().ok());
  ASSERT_TRUE(Do(SetWorkers{{.threads = 3, .interval = 1ms, .rounds = 0}}).ok);
  Config changed = WithSlots({"score"}, "extension_restore_refuses", "{}");
  changed.workers.threads = 6;
  EXPECT_THAT(Do(Reloaded(config, changed)).text, HasSubstr("does not answer without the state of the version before"));
  EXPECT_NE(Await([](const Snapshot& s) { return s.threads.size() == 3; }), nullptr);
  EXPECT_TRUE(Answers(1));
}

TEST_F(ExtensionsTest, AConfigurationThatOneSlotRefusesLeavesNoInstanceInTheOthers) {
  options_.slot_names = {"score", "ctr"};
  const Config config = WithSlots({"score", "ctr"}, "extended_1");
  options_.config = std::make_shared<const Config>(config);
  options_.plan.libraries.clear();
  options_.plan.slots = {{"score", FixtureOperator("extended_1")}, {"ctr", FixtureOperator("extended_1")}};
  ASSERT_TRUE(Start().ok());
  Config changed = config;
  changed.slots[0].configure = R"({"scale":1000})";
  changed.slots[1].configure = R"({"scale":-1})";
  EXPECT_THAT(Do(Reloaded(config, changed)).text, HasSubstr("scale must be over 0"));
  const auto snapshot = Await([](const Snapshot& s) {
    return std::ranges::none_of(s.versions, [](const VersionInfo& v) { return v.state == VersionState::kReady; });
  });
  ASSERT_NE(snapshot, nullptr) << "the first slot keeps an instance that nobody asked for";
  for (const SlotInfo& slot : snapshot->slots) EXPECT_EQ(slot.active, 1U);
}

struct Fault {
  const char* fixture;
  const char* text;
};

class RefusedExtensionTest : public ExtensionsTest, public ::testing::WithParamInterface<Fault> {};

TEST_P(RefusedExtensionTest, IsRefusedWithItsReasonAndTheVersionBeforeGoesOn) {
  options_.plan.libraries = {FixtureOperator("extension_none")};
  ASSERT_TRUE(Start().ok());
  const CommandOutcome refused = Do(SwapToLibrary{"", FixtureOperator(GetParam().fixture)});
  EXPECT_FALSE(refused.ok);
  EXPECT_THAT(refused.text, HasSubstr(GetParam().text));
  EXPECT_TRUE(Answers(1));
  EXPECT_TRUE(Do(SwapToLibrary{"", FixtureOperator("extension_none")}).ok) << "nothing is left of the one that was refused";
  ExpectNothingLost();
}

INSTANTIATE_TEST_SUITE_P(
    All, RefusedExtensionTest,
    ::testing::Values(
        Fault{"extension_get_throws", "throws out of hotswap_get_extension (hotswap.warmup/1): no extensions today"},
        Fault{"extension_null_entry", "offers hotswap.state/1 with a null in place of restore"},
        Fault{"extension_short_table", "offers hotswap.state/1 in a table of 16 bytes"},
        Fault{"extension_warm_up_throws", "throws out of warm_up (hotswap.warmup/1): no pages"},
        Fault{"extension_warm_up_fails", "does not warm up (warm_up of hotswap.warmup/1): it is meant to fail?here"},
        Fault{"extension_restore_throws", "throws out of restore (hotswap.state/1): bad state"},
        Fault{"extension_restore_refuses", "does not answer without the state of the version before"},
        Fault{"extension_restore_hangs", "does not come back from restore (hotswap.state/1)"}),
    [](const auto& one) { return std::string(one.param.fixture); });

TEST_F(ExtensionsTest, AStateThatCannotBeUsedIsAWarningAndTheVersionBeginsWithoutIt) {
  options_.plan.libraries = {FixtureOperator("extension_none")};
  ASSERT_TRUE(Start().ok());
  EXPECT_TRUE(Do(SwapToLibrary{"", FixtureOperator("extension_restore_unused")}).ok);
  EXPECT_TRUE(Tells(EventLevel::kWarning, "begins without the state of the version before, which it cannot use: it is meant"));
}

TEST_F(ExtensionsTest, AVersionThatCannotHandItsStateOverIsReplacedAllTheSame) {
  options_.plan.libraries = {FixtureOperator("extension_save_fails")};
  ASSERT_TRUE(Start().ok());
  EXPECT_TRUE(Do(SwapToLibrary{"", FixtureOperator("extension_none")}).ok);
  EXPECT_TRUE(Tells(EventLevel::kWarning, "begins without the state of the version before, which does not hand over its state"));
}

TEST_F(ExtensionsTest, AVersionThatThrowsWhileItHandsItsStateOverIsReplacedAllTheSame) {
  options_.plan.libraries = {FixtureOperator("extension_save_throws")};
  ASSERT_TRUE(Start().ok());
  EXPECT_TRUE(Do(SwapToLibrary{"", FixtureOperator("extension_none")}).ok);
  EXPECT_TRUE(Tells(EventLevel::kWarning, "begins without the state of the version before, which throws out of save"));
  EXPECT_TRUE(Answers(2));
  ASSERT_TRUE(Do(RollBack{}).ok) << "nobody takes the half that was handed over, and nothing holds it";
  EXPECT_TRUE(Answers(1));
  ExpectNothingLost();
}

TEST_F(ExtensionsTest, AVersionThatHangsWhileItHandsItsStateOverIsReplacedAndNeverDestroyed) {
  options_.plan.libraries = {FixtureOperator("extension_save_hangs")};
  ASSERT_TRUE(Start().ok());
  EXPECT_TRUE(Do(SwapToLibrary{"", FixtureOperator("extension_none")}).ok);
  EXPECT_TRUE(Tells(EventLevel::kWarning, "begins without the state of the version before, which does not come back from save"));
  EXPECT_TRUE(Answers(2));
  EXPECT_TRUE(Do(SwapToLibrary{"", FixtureOperator("extended_1")}).ok) << "the call that hangs holds nothing up";
  EXPECT_TRUE(Answers(3));
  EXPECT_FALSE(Do(RollBack{"", 1}).ok) << "a call of it is still under way";
  EXPECT_TRUE(Answers(3));
  ExpectNothingLost();
}

TEST_F(ExtensionsTest, AStateThatIsGarbageToItsHeirIsAWarningAndLeavesIt) {
  options_.plan.libraries = {FixtureOperator("extension_save_garbage")};
  ASSERT_TRUE(Start().ok());
  EXPECT_TRUE(Do(SwapToLibrary{"", FixtureOperator("extended_2")}).ok);
  EXPECT_TRUE(Tells(EventLevel::kWarning, "which it cannot use: the state is no number of calls"));
  EXPECT_GT(ScoreOf(2), 0) << "it counts from its own beginning";
  ExpectNothingLost();
}

TEST_F(ExtensionsTest, ACandidateBeginsWithTheStateOfTheVersionThatAnswers) {
  ASSERT_TRUE(Start().ok());
  ASSERT_TRUE(Counts(300));
  const RolloutPlan plan{.slot = "",
                         .library = FixtureOperator("extended_2"),
                         .steps = {{.share = 50, .min_time = 1h}, {.share = 100}},
                         .guards = {}};
  ASSERT_TRUE(Do(StartRollout{.plan = plan}).ok);
  ASSERT_TRUE(Do(Promote{}).ok);
  EXPECT_GE(ScoreOf(2), 300);
  ExpectNothingLost();
}

TEST_F(ExtensionsTest, ACandidateThatDoesNotTakeTheStateBeginsNoRolloutAndLeavesNothing) {
  options_.plan.libraries = {FixtureOperator("extension_none")};
  ASSERT_TRUE(Start().ok());
  const RolloutPlan plan{.slot = "",
                         .library = FixtureOperator("extension_restore_throws"),
                         .steps = {{.share = 50, .min_time = 1h}, {.share = 100}},
                         .guards = {}};
  EXPECT_THAT(Do(StartRollout{.plan = plan}).text, HasSubstr("throws out of restore (hotswap.state/1): bad state"));
  EXPECT_TRUE(Becomes(2, VersionState::kFailed)) << "its instance is gone";
  EXPECT_TRUE(Answers(1));
  ExpectNothingLost();
}

TEST_F(ExtensionsTest, AStateOverTheLimitIsRefusedAndAnOperatorWithoutStateIsTheWayOut) {
  options_.plan.libraries = {FixtureOperator("extension_save_huge")};
  ASSERT_TRUE(Start().ok());
  EXPECT_THAT(Do(SwapToLibrary{"", FixtureOperator("extension_none")}).text, HasSubstr("has a state of more than 64 MiB"));
  EXPECT_TRUE(Answers(1));
  EXPECT_TRUE(Do(SwapToLibrary{"", ShippedOperator("score_op_v1")}).ok);
}

TEST_F(ExtensionsTest, InstancesForEachWorkerAreNeverCalledByTwoThreadsAtOnce) {
  Config config;
  config.slots.push_back({.name = "score",
                          .library = FixtureOperator("not_thread_safe"),
                          .watch = {},
                          .instances = InstanceSharing::kPerWorker,
                          .configure = {},
                          .moment = {}});
  options_.config = std::make_shared<const Config>(config);
  options_.plan.libraries = {FixtureOperator("not_thread_safe")};
  options_.plan.workers = WorkerSettings{.threads = 4, .interval = 0ms, .rounds = 5000};
  ASSERT_TRUE(Start().ok());
  ASSERT_NE(Await([](const Snapshot& s) {
              return s.threads.size() == 4 && std::ranges::all_of(s.threads, [](const auto& t) { return t.rounds == 5000; });
            }),
            nullptr);
  EXPECT_EQ(engine_->Latest()->versions.at(0).errors, 0U);
}

}  // namespace
}  // namespace hotswap

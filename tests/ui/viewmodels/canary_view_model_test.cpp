#include "ui/viewmodels/canary_view_model.h"

#include <algorithm>

#include "tests/ui/viewmodels/rollout_fixture.h"

namespace hotswap::ui {
namespace {

class CanaryViewModelTest : public RolloutFixture {
 protected:
  CanaryViewModelTest() {
    snapshot_.rollouts.clear();
    snapshot_.versions[1].state = VersionState::kReady;
    model_.setCandidate({0, 2});
  }

  /// The configuration was read again, and says this of strategies.
  void reread(std::vector<Config::Strategy> strategies) {
    auto config = std::make_shared<Config>();
    config->rollouts = std::move(strategies);
    snapshot_.config = std::move(config);
    model_.apply(std::make_shared<const Snapshot>(snapshot_));
  }

  static Config::Strategy strategy(const char* name, double share) {
    return {.name = name, .steps = {{.share = share}}, .guards = {}};
  }

  CanaryViewModel model_;
};

TEST_F(CanaryViewModelTest, ProposesTheDefaultStrategyForTheTarget) {
  model_.apply(std::make_shared<const Snapshot>(snapshot_));
  EXPECT_EQ(model_.whyNotOpen(), "");
  EXPECT_EQ(model_.title(), QString::fromUtf8("Canary: v1 → v2 ScoreOperatorV2"));
  const RolloutPlan plan = model_.plan();
  EXPECT_EQ(plan.slot, "score");
  EXPECT_EQ(plan.version, 2U);
  EXPECT_EQ(plan.steps.size(), Config::DefaultStrategy().steps.size());
  EXPECT_EQ(plan.guards.size(), Config::DefaultGuards().size());
}

TEST_F(CanaryViewModelTest, OnlyChosenStepsAndGuardsAreInThePlan) {
  model_.apply(std::make_shared<const Snapshot>(snapshot_));
  model_.chooseStep(0, false);
  model_.setStepTime(1, 2s);
  model_.setStepRequests(1, 77);
  const auto drift = std::ranges::find(model_.guards(), "max_score_psi", &CanaryGuard::name) - model_.guards().begin();
  model_.chooseGuard(static_cast<int>(drift), true);
  model_.setGuardLimit(static_cast<int>(drift), 0.5);
  const RolloutPlan plan = model_.plan();
  EXPECT_EQ(plan.steps.front().share, 5);
  EXPECT_EQ(plan.steps.front().min_time, 2s);
  EXPECT_EQ(plan.steps.front().min_requests, 77U);
  EXPECT_EQ(std::ranges::find(plan.guards, "max_score_psi", &GuardLimit::name)->limit, 0.5);
}

TEST_F(CanaryViewModelTest, WhatWasEditedIsKeptNeitherForTheNextCandidateNorAfterTheFormWasClosed) {
  model_.apply(std::make_shared<const Snapshot>(snapshot_));
  const auto least = model_.steps()[0].step.min_time;
  model_.open();
  model_.setStepTime(0, least + 1s);
  model_.setCandidate({0, 2});  // as each snapshot says
  EXPECT_EQ(model_.steps()[0].step.min_time, least + 1s);
  model_.setCandidate({0, 3});
  EXPECT_EQ(model_.steps()[0].step.min_time, least);
  model_.chooseGuard(0, !model_.guards()[0].chosen);
  const bool edited = model_.guards()[0].chosen;
  model_.close();
  model_.open();
  EXPECT_NE(model_.guards()[0].chosen, edited);
}

TEST_F(CanaryViewModelTest, ATimeOfSomeMinutesIsToldToTheSecond) {
  model_.apply(std::make_shared<const Snapshot>(snapshot_));
  for (int i = 0; i < static_cast<int>(model_.steps().size()); ++i) model_.setStepTime(i, 0s);
  model_.setStepTime(0, 123s);
  EXPECT_TRUE(model_.hint().startsWith("Takes 2 min 3 s at least.")) << model_.hint().toStdString();
  model_.setStepTime(0, 120s);
  EXPECT_TRUE(model_.hint().startsWith("Takes 2 min at least.")) << model_.hint().toStdString();
}

TEST_F(CanaryViewModelTest, NothingStartsWithoutAStep) {
  model_.apply(std::make_shared<const Snapshot>(snapshot_));
  for (int i = 0; i < static_cast<int>(model_.steps().size()); ++i) model_.chooseStep(i, false);
  EXPECT_EQ(model_.whyNotStart(), "No step is chosen");
}

TEST_F(CanaryViewModelTest, SaysWhyTheTargetCannotBeRolledOut) {
  model_.setCandidate({0, 1});
  model_.apply(std::make_shared<const Snapshot>(snapshot_));
  EXPECT_EQ(model_.whyNotOpen(), "v1 answers already");
  model_.setCandidate({0, 2});
  snapshot_.slots[0].active = 0;
  model_.apply(std::make_shared<const Snapshot>(snapshot_));
  EXPECT_TRUE(model_.whyNotOpen().contains("Nothing answers yet"));
}

TEST_F(CanaryViewModelTest, TheTimeThatTheLeastRequestsTakeIsToldWhereItIsLonger) {
  reread({{.name = "standard", .steps = {{.share = 1, .min_time = 30s, .min_requests = 1000}}, .guards = {}}});
  snapshot_.versions[0].requests_per_s = 1e6;
  model_.apply(std::make_shared<const Snapshot>(snapshot_));
  EXPECT_TRUE(model_.hint().startsWith("Takes 30 s at least.")) << model_.hint().toStdString();
  snapshot_.versions[0].requests_per_s = 10;  // 1,000 requests at 0.1 per second
  model_.apply(std::make_shared<const Snapshot>(snapshot_));
  EXPECT_TRUE(model_.hint().startsWith("Takes about 2 h 46 min at the present 10")) << model_.hint().toStdString();
}

TEST_F(CanaryViewModelTest, ARolloutUnderWayComesFirst) {
  RolloutStatus under_way;
  under_way.slot = "score";
  under_way.candidate = 2;
  snapshot_.rollouts.push_back(under_way);
  model_.apply(std::make_shared<const Snapshot>(snapshot_));
  EXPECT_TRUE(model_.whyNotOpen().contains("under way"));
}

TEST_F(CanaryViewModelTest, AStrategyWithoutGuardsHasTheUsualOnes) {
  model_.setStrategies({{.name = "quick", .steps = {{.share = 10}}, .guards = {}}}, {{"max_score_psi", 0.4}});
  model_.apply(std::make_shared<const Snapshot>(snapshot_));
  ASSERT_EQ(model_.plan().guards.size(), 1U);
  EXPECT_EQ(model_.plan().guards[0].limit, 0.4);
}

TEST_F(CanaryViewModelTest, StrategiesAreThoseOfTheConfigurationAsItIsNow) {
  reread({strategy("quick", 10), strategy("standard", 5)});
  EXPECT_EQ(model_.strategyNames(), QStringList({"standard", "quick"}));
  EXPECT_EQ(model_.plan().steps.at(0).share, 5);
  model_.chooseStrategy(1);
  reread({strategy("quick", 20), strategy("slow", 1), strategy("standard", 5)});
  EXPECT_EQ(model_.strategyNames(), QStringList({"standard", "quick", "slow"}));
  EXPECT_EQ(model_.strategy(), 1) << "the one that was chosen stays so";
  EXPECT_EQ(model_.plan().steps.at(0).share, 20);
}

TEST_F(CanaryViewModelTest, WhatWasChangedInTheFormStaysWhenItsStrategyIsAsBefore) {
  reread({strategy("standard", 5)});
  model_.open();
  model_.setStepRequests(0, 77);
  int replaced = 0;
  QObject::connect(&model_, &CanaryViewModel::formReplaced, [&] { ++replaced; });
  reread({strategy("quick", 10), strategy("standard", 5)});
  EXPECT_EQ(replaced, 0);
  EXPECT_EQ(model_.plan().steps.at(0).min_requests, 77U);
  EXPECT_EQ(model_.strategyNames().size(), 2);
}

TEST_F(CanaryViewModelTest, AnOpenFormSaysThatTheConfigurationChangedIt) {
  reread({strategy("standard", 5)});
  model_.open();
  EXPECT_FALSE(model_.hint().contains("read again"));
  reread({strategy("standard", 25)});
  EXPECT_TRUE(model_.hint().contains("The configuration was read again: this is standard as it is now"));
  EXPECT_EQ(model_.plan().steps.at(0).share, 25);
  model_.close();
  model_.open();
  EXPECT_FALSE(model_.hint().contains("read again"));
}

TEST_F(CanaryViewModelTest, AStrategyThatIsGoneGivesWayToTheFirst) {
  reread({strategy("quick", 10), strategy("standard", 5)});
  model_.chooseStrategy(1);
  reread({strategy("standard", 5)});
  EXPECT_EQ(model_.strategy(), 0);
  EXPECT_EQ(model_.plan().steps.at(0).share, 5);
}

TEST_F(CanaryViewModelTest, AFormWithoutGuardsSaysWhatThatMeans) {
  model_.setStrategies({{.name = "quick", .steps = {{.share = 10}}, .guards = {}}}, {});
  EXPECT_TRUE(model_.hint().contains("nothing but a fault takes it back")) << model_.hint().toStdString();
}

}  // namespace
}  // namespace hotswap::ui

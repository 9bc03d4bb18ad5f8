#include "ui/viewmodels/activity_view_model.h"

#include <gtest/gtest.h>

namespace hotswap::ui {
namespace {

using namespace std::chrono_literals;

TEST(ActivityViewModelTest, ShowsNothingWhenNothingIsUnderWay) {
  ActivityViewModel model;
  model.apply({});
  EXPECT_FALSE(model.activity().visible());
  EXPECT_FALSE(model.scenario().visible());
}

TEST(ActivityViewModelTest, NamesTheLibraryAndTheGate) {
  Snapshot snapshot;
  snapshot.activity = Activity{.text = "Loading libfoo.so", .gate = "G4", .fraction = 0.5};
  ActivityViewModel model;
  model.apply(snapshot);
  EXPECT_EQ(model.activity().text, "Loading libfoo.so");
  EXPECT_EQ(model.activity().step, "loading [G4]");
  EXPECT_EQ(model.activity().permille, 500);
}

TEST(ActivityViewModelTest, AnUnknownLengthStaysUnknown) {
  Snapshot snapshot;
  snapshot.activity = Activity{.text = "Loading libfoo.so", .gate = {}, .fraction = -1};
  ActivityViewModel model;
  model.apply(snapshot);
  EXPECT_LT(model.activity().permille, 0);
  EXPECT_TRUE(model.activity().step.isEmpty());
}

TEST(ActivityViewModelTest, AScenarioShowsHowFarItIsAndStaysVisibleOnceItEnded) {
  Snapshot snapshot;
  snapshot.scenario = ScenarioProgress{.name = "reference", .elapsed = 3s, .duration = 12s, .running = true};
  ActivityViewModel model;
  model.apply(snapshot);
  EXPECT_EQ(model.scenario().text, "reference: 3.0 s of 12.0 s");
  EXPECT_EQ(model.scenario().permille, 250);
  EXPECT_TRUE(model.scenarioRuns());

  snapshot.scenario->running = false;
  snapshot.scenario->elapsed = 12s;
  model.apply(snapshot);
  EXPECT_EQ(model.scenario().text, "reference: ended after 12.0 s");
  EXPECT_EQ(model.scenario().permille, 1000);
  EXPECT_FALSE(model.scenarioRuns());
}

TEST(ActivityViewModelTest, AStoppedScenarioSaysWhereAndGoesAwayAfterAWhile) {
  Snapshot snapshot;
  snapshot.at = 20s;
  snapshot.scenario = ScenarioProgress{.name = "reference", .elapsed = 3s, .duration = 12s, .running = false};
  ActivityViewModel model;
  model.apply(snapshot);
  EXPECT_EQ(model.scenario().text, "reference: stopped at 3.0 s of 12.0 s");
  EXPECT_EQ(model.scenario().permille, 250);
  snapshot.at = 30s;
  model.apply(snapshot);
  EXPECT_TRUE(model.scenario().visible());
  snapshot.at = 31s;
  model.apply(snapshot);
  EXPECT_FALSE(model.scenario().visible());
  snapshot.scenario->running = true;
  model.apply(snapshot);
  EXPECT_TRUE(model.scenario().visible());
}

TEST(ActivityViewModelTest, AScenarioWhoseRoundsAreDoneSaysWhatItWaitsFor) {
  Snapshot snapshot;
  snapshot.finished = true;
  snapshot.workers.rounds = 20;
  snapshot.scenario = ScenarioProgress{.name = "reference", .elapsed = 6s, .duration = 12s, .running = true};
  ActivityViewModel model;
  model.apply(snapshot);
  EXPECT_EQ(model.scenario().text, "reference: all 20 rounds done, waiting for the end (6.0 s of 12.0 s)");
}

}  // namespace
}  // namespace hotswap::ui

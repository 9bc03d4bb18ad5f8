#ifndef HOTSWAP_TESTS_UI_VIEWMODELS_ROLLOUT_FIXTURE_H_
#define HOTSWAP_TESTS_UI_VIEWMODELS_ROLLOUT_FIXTURE_H_

#include <gtest/gtest.h>

#include "core/api/snapshot.h"

namespace hotswap::ui {

using namespace std::chrono_literals;

/// A slot whose v1 answers, and a rollout of v2 in the second of three steps.
class RolloutFixture : public ::testing::Test {
 protected:
  RolloutFixture() {
    snapshot_.slots = {SlotInfo{.name = "score", .active = 1, .rollback_target = 0}};
    addVersion(1, VersionState::kActive, "ScoreOperatorV1");
    addVersion(2, VersionState::kCandidate, "ScoreOperatorV2");
    RolloutStatus rollout;
    rollout.number = 1;
    rollout.slot = "score";
    rollout.candidate = 2;
    rollout.stable = 1;
    rollout.steps = {{.share = 5, .min_time = 10s, .min_requests = 1000},
                     {.share = 50, .min_time = 30s, .min_requests = 2000},
                     {.share = 100}};
    rollout.step = 1;
    rollout.since = 100s;
    rollout.step_since = 110s;
    rollout.time_missing = 12s;
    rollout.requests_missing = 500;
    rollout.requests_candidate = 3000;
    snapshot_.rollouts.push_back(rollout);
  }

  void addVersion(std::uint32_t number, VersionState state, const char* name) {
    VersionInfo info;
    info.number = number;
    info.state = state;
    info.name = name;
    snapshot_.versions.push_back(info);
  }

  RolloutStatus& rollout() { return snapshot_.rollouts.front(); }

  void addGuard(GuardVerdict verdict, std::optional<double> figure) {
    rollout().guards.push_back({.name = "max_p99_ratio",
                                .limit = 1.5,
                                .figure = figure,
                                .verdict = verdict,
                                .sample = 120,
                                .needed = 500,
                                .unit = "requests",
                                .text = "p99 is 1.2 times as long"});
  }

  void end(RolloutOutcome outcome, const char* reason) {
    rollout().outcome = outcome;
    rollout().reason = reason;
    rollout().decided = 20s;
  }

  Snapshot snapshot_;
};

}  // namespace hotswap::ui

#endif  // HOTSWAP_TESTS_UI_VIEWMODELS_ROLLOUT_FIXTURE_H_

#ifndef HOTSWAP_TESTS_UI_VIEWMODELS_VERDICT_FIXTURE_H_
#define HOTSWAP_TESTS_UI_VIEWMODELS_VERDICT_FIXTURE_H_

#include <gtest/gtest.h>

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "ui/viewmodels/verdict_view_model.h"

namespace hotswap::ui {

inline std::shared_ptr<const Verdict> verdictOf(const std::string& file, FindingLevel level = FindingLevel::kOk) {
  auto verdict = std::make_shared<Verdict>();
  verdict->path = "/opt/" + file;
  verdict->findings.push_back({.gate = "G2", .check = "exports", .level = level, .code = {}, .text = "exports what it must"});
  return verdict;
}

inline CommandOutcome accepted(CommandId id, std::uint32_t version) {
  return {.id = id,
          .ok = true,
          .version = version,
          .text = {},
          .verdict = verdictOf("lib" + std::to_string(version) + ".so", FindingLevel::kOk)};
}

inline CommandOutcome refused(CommandId id) {
  return {.id = id,
          .ok = false,
          .version = 0,
          .text = "bad" + std::to_string(id) + ".so was not loaded",
          .verdict = verdictOf("bad" + std::to_string(id) + ".so", FindingLevel::kRefusal)};
}

/// The sheet and an engine with some versions, each of them judged.
class VerdictFixture : public ::testing::Test {
 protected:
  VerdictFixture() {
    snapshot_.slots = {SlotInfo{.name = "score", .active = 0, .rollback_target = 0}};
    QObject::connect(&model_, &VerdictViewModel::versionShown, &model_, [this](VersionKey key) { shown_.push_back(key.number); });
    QObject::connect(&model_, &VerdictViewModel::read, &model_, [this](const QStringList& texts) { read_ << texts; });
  }

  /// The engine has versions 1 to `count`, each with a verdict.
  void haveVersions(std::uint32_t count) {
    snapshot_.versions.clear();
    for (std::uint32_t number = 1; number <= count; ++number) {
      VersionInfo info;
      info.number = number;
      info.name = "Op" + std::to_string(number);
      info.state = number == snapshot_.slots[0].active ? VersionState::kActive : VersionState::kReady;
      info.verdict = verdictOf("lib" + std::to_string(number) + ".so");
      snapshot_.versions.push_back(info);
    }
    model_.apply(snapshot_);
  }

  void judge(const CommandOutcome& outcome) { model_.judged({0, outcome.version}, outcome); }

  Snapshot snapshot_;
  VerdictViewModel model_;
  std::vector<std::uint32_t> shown_;
  QStringList read_;
};

}  // namespace hotswap::ui

#endif  // HOTSWAP_TESTS_UI_VIEWMODELS_VERDICT_FIXTURE_H_

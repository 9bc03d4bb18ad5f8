#include "core/config/plan_reader.h"

#include <algorithm>
#include <cstdint>
#include <limits>
#include <string>
#include <utility>

#include "core/api/guard_names.h"
#include "core/api/worker_settings.h"
#include "core/config/json_text.h"

namespace hotswap {
namespace {

constexpr std::array kMomentKinds = {MomentKind::kNow,     MomentKind::kBatchBoundary, MomentKind::kThreadByThread,
                                     MomentKind::kBarrier, MomentKind::kAtRequest,     MomentKind::kAtTime,
                                     MomentKind::kLowLoad};

constexpr std::array<std::string_view, 4> kStepKeys = {"share", "threads", "min_time", "min_requests"};

/// Complains about a parameter that the moment needs and has not, or has and cannot use.
bool Wants(const TomlSection& section, std::string_view key, MomentKind kind, MomentKind its) {
  if (kind == its) {
    section.Require(key);
  } else if (section.Has(key)) {
    section.Refuse(key, "is only for moment = \"" + std::string(MomentName(its)) + "\"");
  }
  return kind == its;
}

std::uint64_t Count(const TomlSection& section, std::string_view key, std::int64_t least) {
  return static_cast<std::uint64_t>(section.Integer(key, least, std::numeric_limits<std::int64_t>::max()).value_or(0));
}

RolloutStep ReadStep(const TomlSection& section) {
  RolloutStep step;
  if (section.Has("share") == section.Has("threads")) {
    section.Refuse("threads", section.Has("share") ? "and share exclude each other: a step says one of them"
                                                   : "or share is missing: a step says how much the candidate answers");
  }
  if (const auto share = section.Number("share")) {
    step.share = *share;
    if (*share <= 0 || *share > 100) section.Refuse("share", "must be over 0 and at most 100: it is in percent");
  }
  if (const auto threads = section.Integer("threads", 1, kMaxThreads)) step.threads = static_cast<unsigned>(*threads);
  step.min_time = section.Duration("min_time").value_or(step.min_time);
  step.min_requests = Count(section, "min_requests", 0);
  return step;
}

}  // namespace

Moment ReadMoment(const TomlSection& section) {
  Moment moment;
  std::array<std::string_view, kMomentKinds.size()> names;
  std::transform(kMomentKinds.begin(), kMomentKinds.end(), names.begin(), MomentName);
  if (const auto kind = section.Choice("moment", names)) moment.kind = kMomentKinds[*kind];
  if (Wants(section, "period", moment.kind, MomentKind::kThreadByThread)) {
    moment.period = section.Period("period").value_or(moment.period);
  }
  if (Wants(section, "request", moment.kind, MomentKind::kAtRequest)) moment.request = Count(section, "request", 1);
  if (Wants(section, "time", moment.kind, MomentKind::kAtTime)) moment.time = section.Duration("time").value_or(moment.time);
  if (Wants(section, "requests_per_s", moment.kind, MomentKind::kLowLoad)) {
    moment.requests_per_s = section.Number("requests_per_s").value_or(0);
    if (moment.requests_per_s <= 0) section.Refuse("requests_per_s", "must be over 0");
  }
  if (Wants(section, "deadline", moment.kind, MomentKind::kLowLoad)) {
    moment.deadline = section.Period("deadline").value_or(moment.deadline);
  }
  return moment;
}

std::vector<RolloutStep> ReadSteps(const TomlSection& section, Complaint& complaint) {
  std::vector<RolloutStep> steps;
  section.Require("steps");
  for (const toml::table* table : section.ListOfTables("steps")) {
    steps.push_back(ReadStep({*table, "a step", kStepKeys, complaint}));
  }
  return steps;
}

std::string ReadConfiguration(const TomlSection& section) {
  const toml::node* const configure = section.Node("configure");
  if (configure == nullptr) return {};
  auto json = JsonText(*configure);
  if (json.ok()) return std::move(json).value();
  section.Refuse("configure", json.error().text);
  return {};
}

std::vector<GuardLimit> ReadGuards(const toml::table& table, const char* title, Complaint& complaint) {
  const TomlSection section(table, title, kGuardNames, complaint);
  std::vector<GuardLimit> guards;
  for (const auto& [key, node] : table) {
    if (const auto limit = section.Number(key.str())) guards.push_back({std::string(key.str()), *limit});
  }
  return guards;
}

}  // namespace hotswap

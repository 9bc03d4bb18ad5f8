#include "core/remote/request.h"

#include <algorithm>
#include <array>
#include <limits>
#include <nlohmann/json.hpp>
#include <utility>

#include "core/api/guard_names.h"
#include "core/remote/request_fields.h"

namespace hotswap {
namespace {

using Json = nlohmann::json;

constexpr std::uint64_t kAnyCount = std::numeric_limits<std::int64_t>::max();
constexpr std::uint64_t kAnyVersion = std::numeric_limits<std::uint32_t>::max();

constexpr std::array kMoments = {MomentKind::kNow,     MomentKind::kBatchBoundary, MomentKind::kThreadByThread,
                                 MomentKind::kBarrier, MomentKind::kAtRequest,     MomentKind::kAtTime,
                                 MomentKind::kLowLoad};

/// A parameter that its moment needs and no other one takes.
bool Takes(const RequestFields& fields, const char* key, MomentKind kind, MomentKind its) {
  if (kind == its && !fields.Has(key)) fields.Refuse("\"" + std::string(key) + "\" is missing: its moment needs it");
  if (kind != its && fields.Has(key)) {
    fields.Refuse("\"" + std::string(key) + "\" is only for the moment " + MomentName(its));
  }
  return kind == its;
}

std::chrono::nanoseconds Positive(const RequestFields& fields, const char* key) {
  const auto duration = fields.Duration(key);
  if (duration.count() <= 0) fields.Refuse("\"" + std::string(key) + "\" must be longer than 0");
  return duration;
}

Moment ReadMoment(const RequestFields& fields) {
  Moment moment;
  if (fields.Has("moment")) {
    const std::string name = fields.Text("moment");
    const auto kind = std::ranges::find(kMoments, name, &MomentName);
    if (kind == kMoments.end()) {
      fields.Refuse("there is no moment \"" + name +
                    "\"; write now, batch_boundary, thread_by_thread, barrier, at_request, at_time or low_load");
    } else {
      moment.kind = *kind;
    }
  }
  if (Takes(fields, "period", moment.kind, MomentKind::kThreadByThread)) moment.period = Positive(fields, "period");
  if (Takes(fields, "request", moment.kind, MomentKind::kAtRequest)) moment.request = fields.Count("request", 1, kAnyCount);
  if (Takes(fields, "time", moment.kind, MomentKind::kAtTime)) moment.time = fields.Duration("time");
  if (Takes(fields, "requests_per_s", moment.kind, MomentKind::kLowLoad)) {
    moment.requests_per_s = fields.Number("requests_per_s");
    if (moment.requests_per_s <= 0) fields.Refuse("\"requests_per_s\" must be over 0");
  }
  if (Takes(fields, "deadline", moment.kind, MomentKind::kLowLoad)) moment.deadline = Positive(fields, "deadline");
  return moment;
}

/// Either the file or the number of a version.
bool NamesLibrary(const RequestFields& fields) {
  if (fields.Has("path") == fields.Has("version")) fields.Refuse("it needs either \"path\" or \"version\"");
  return fields.Has("path");
}

std::uint32_t ReadVersion(const RequestFields& fields) {
  return static_cast<std::uint32_t>(fields.Count("version", 1, kAnyVersion));
}

Command ReadLoad(const RequestFields& fields) {
  fields.Allow({"v", "command", "slot", "path", "configure"});
  if (!fields.Has("path")) fields.Refuse("\"path\" is missing");
  return LoadLibrary{fields.Text("slot"), fields.AbsolutePath("path"), fields.Text("configure")};
}

Command ReadSwap(const RequestFields& fields) {
  fields.Allow({"v", "command", "slot", "path", "version", "moment", "period", "request", "time", "requests_per_s", "deadline",
                "configure"});
  if (NamesLibrary(fields)) {
    return SwapToLibrary{fields.Text("slot"), fields.AbsolutePath("path"), ReadMoment(fields), fields.Text("configure")};
  }
  if (fields.Has("configure")) fields.Refuse("\"configure\" is only for a \"path\": a version has its configuration");
  return SwapToVersion{fields.Text("slot"), ReadVersion(fields), ReadMoment(fields)};
}

Command ReadConfigure(const RequestFields& fields) {
  fields.Allow({"v", "command", "slot", "configure"});
  if (!fields.Has("configure")) fields.Refuse("\"configure\" is missing");
  return Configure{fields.Text("slot"), fields.Text("configure")};
}

Command ReadRollback(const RequestFields& fields) {
  fields.Allow({"v", "command", "slot", "version"});
  return RollBack{fields.Text("slot"), ReadVersion(fields)};
}

/// A command that says nothing but its slot.
std::string SlotAlone(const RequestFields& fields) {
  fields.Allow({"v", "command", "slot"});
  return fields.Text("slot");
}

std::vector<RolloutStep> ReadSteps(const RequestFields& fields, std::optional<Error>& complaint) {
  std::vector<RolloutStep> steps;
  if (!fields.Has("steps") || !fields.Value("steps").is_array() || fields.Value("steps").empty()) {
    fields.Refuse("\"steps\" must be a list of at least one step");
    return steps;
  }
  for (const Json& object : fields.Value("steps")) {
    const RequestFields step(object, "a step", complaint);
    if (!object.is_object()) {
      step.Refuse("it must be an object with share or threads");
      continue;
    }
    step.Allow({"share", "threads", "min_time", "min_requests"});
    if (step.Has("share") == step.Has("threads")) step.Refuse("it needs either \"share\" or \"threads\"");
    const double share = step.Number("share");
    if (step.Has("share") && (share <= 0 || share > 100)) step.Refuse("\"share\" must be over 0 and at most 100");
    steps.push_back({.share = share,
                     .threads = static_cast<unsigned>(step.Count("threads", 1, kMaxThreads)),
                     .min_time = step.Duration("min_time"),
                     .min_requests = step.Count("min_requests", 0, kAnyCount)});
  }
  return steps;
}

std::vector<GuardLimit> ReadGuards(const RequestFields& fields, std::optional<Error>& complaint) {
  std::vector<GuardLimit> guards;
  if (!fields.Has("guards")) return guards;
  const Json& object = fields.Value("guards");
  if (!object.is_object()) {
    fields.Refuse("\"guards\" must be an object of guards with their limits");
    return guards;
  }
  const RequestFields limits(object, "guards", complaint);
  for (const auto& [name, limit] : object.items()) {
    if (std::ranges::find(kGuardNames, name) == kGuardNames.end()) limits.Refuse("there is no guard \"" + name + "\"");
    guards.push_back({name, limits.Number(name.c_str())});
  }
  return guards;
}

Command ReadRollout(const RequestFields& fields, std::optional<Error>& complaint) {
  fields.Allow({"v", "command", "slot", "path", "version", "strategy", "steps", "guards", "restart"});
  StartRollout rollout;
  rollout.plan.slot = fields.Text("slot");
  if (NamesLibrary(fields)) {
    rollout.plan.library = fields.AbsolutePath("path");
  } else {
    rollout.plan.version = ReadVersion(fields);
  }
  if (fields.Has("strategy") && fields.Has("steps")) fields.Refuse("\"strategy\" and \"steps\" exclude each other");
  rollout.strategy = fields.Text("strategy");
  if (fields.Has("steps")) rollout.plan.steps = ReadSteps(fields, complaint);
  rollout.plan.guards = ReadGuards(fields, complaint);
  if (fields.Has("restart")) {
    if (!fields.Value("restart").is_boolean()) fields.Refuse("\"restart\" must be true or false");
    rollout.restart = fields.Value("restart") == Json(true);
  }
  return rollout;
}

Command ReadShadow(const RequestFields& fields) {
  fields.Allow({"v", "command", "slot", "path", "version", "duration"});
  StartShadow shadow;
  shadow.plan.slot = fields.Text("slot");
  if (NamesLibrary(fields)) {
    shadow.plan.library = fields.AbsolutePath("path");
  } else {
    shadow.plan.version = ReadVersion(fields);
  }
  shadow.plan.duration = fields.Duration("duration");
  return shadow;
}

/// Nothing for "status", and after a complaint.
std::optional<Command> ReadCommand(const std::string& name, const RequestFields& fields, std::optional<Error>& complaint) {
  if (name == "load") return ReadLoad(fields);
  if (name == "swap") return ReadSwap(fields);
  if (name == "configure") return ReadConfigure(fields);
  if (name == "rollback") return ReadRollback(fields);
  if (name == "promote") return Promote{SlotAlone(fields)};
  if (name == "pause") return PauseRollout{SlotAlone(fields), true};
  if (name == "resume") return PauseRollout{SlotAlone(fields), false};
  if (name == "abort") return Abort{SlotAlone(fields)};
  if (name == "rollout") return ReadRollout(fields, complaint);
  if (name == "shadow") return ReadShadow(fields);
  if (name == "stop_shadow") return StopShadow{SlotAlone(fields)};
  if (name == "status") {
    fields.Allow({"v", "command"});
    return std::nullopt;
  }
  fields.Refuse(
      "there is no such command; write status, load, swap, configure, rollback, promote, pause, resume, abort, rollout, "
      "shadow or stop_shadow");
  return std::nullopt;
}

std::optional<Error> CheckVersion(const Json& request) {
  const auto version = request.find("v");
  if (version == request.end() || !version->is_number_integer()) {
    return Error{Errc::kInvalidArgument, "the request does not say the version of its language; write \"v\":1"};
  }
  if (*version == kRemoteVersion) return std::nullopt;
  return Error{Errc::kTooNew, "the request is written in version " + version->dump() +
                                  " of the language, this engine reads version 1; use the hotswap program that the engine is of"};
}

}  // namespace

Result<RemoteRequest> ReadRequest(std::string_view line) {
  const Json request = Json::parse(line.begin(), line.end(), nullptr, false);
  if (request.is_discarded() || !request.is_object()) {
    return Error{Errc::kParse, "the request is no JSON object in UTF-8 on one line"};
  }
  if (auto wrong = CheckVersion(request)) return *std::move(wrong);
  std::optional<Error> complaint;
  const std::string name = RequestFields(request, "the request", complaint).Text("command");
  if (complaint) return *std::move(complaint);
  // An unknown name may be long.
  const RequestFields fields(request, name.empty() ? "the request" : name.substr(0, 32), complaint);
  RemoteRequest read{ReadCommand(name, fields, complaint)};
  if (complaint) return *std::move(complaint);
  return read;
}

}  // namespace hotswap

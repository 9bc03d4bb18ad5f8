#include <cassert>
#include <nlohmann/json.hpp>
#include <variant>

#include "core/remote/request.h"

namespace hotswap {
namespace {

using Json = nlohmann::ordered_json;

std::string DurationText(std::chrono::nanoseconds duration) { return std::to_string(duration.count()) + "ns"; }

Json Named(const char* command, const std::string& slot) {
  Json request{{"v", kRemoteVersion}, {"command", command}};
  if (!slot.empty()) request["slot"] = slot;
  return request;
}

void AddTarget(Json& request, const std::filesystem::path& library, std::uint32_t version) {
  if (!library.empty()) {
    request["path"] = library.string();
  } else if (version != 0) {
    request["version"] = version;
  }
}

void AddMoment(Json& request, const Moment& moment) {
  if (moment.kind == MomentKind::kNow) return;
  request["moment"] = MomentName(moment.kind);
  if (moment.kind == MomentKind::kThreadByThread) request["period"] = DurationText(moment.period);
  if (moment.kind == MomentKind::kAtRequest) request["request"] = moment.request;
  if (moment.kind == MomentKind::kAtTime) request["time"] = DurationText(moment.time);
  if (moment.kind != MomentKind::kLowLoad) return;
  request["requests_per_s"] = moment.requests_per_s;
  request["deadline"] = DurationText(moment.deadline);
}

Json Write(const LoadLibrary& command) {
  Json request = Named("load", command.slot);
  AddTarget(request, command.path, 0);
  if (!command.configure.empty()) request["configure"] = command.configure;
  return request;
}

Json Write(const SwapToVersion& command) {
  Json request = Named("swap", command.slot);
  AddTarget(request, {}, command.version);
  AddMoment(request, command.moment);
  return request;
}

Json Write(const SwapToLibrary& command) {
  Json request = Named("swap", command.slot);
  AddTarget(request, command.path, 0);
  AddMoment(request, command.moment);
  if (!command.configure.empty()) request["configure"] = command.configure;
  return request;
}

Json Write(const Configure& command) {
  Json request = Named("configure", command.slot);
  request["configure"] = command.json;
  return request;
}

Json Write(const RollBack& command) {
  Json request = Named("rollback", command.slot);
  AddTarget(request, {}, command.version);
  return request;
}

Json Write(const Promote& command) { return Named("promote", command.slot); }
Json Write(const PauseRollout& command) { return Named(command.paused ? "pause" : "resume", command.slot); }
Json Write(const Abort& command) { return Named("abort", command.slot); }
Json Write(const StopShadow& command) { return Named("stop_shadow", command.slot); }

Json Write(const StartRollout& command) {
  Json request = Named("rollout", command.plan.slot);
  AddTarget(request, command.plan.library, command.plan.version);
  if (!command.strategy.empty()) request["strategy"] = command.strategy;
  if (!command.plan.steps.empty()) request["steps"] = Json::array();
  for (const RolloutStep& step : command.plan.steps) {
    Json row;
    if (step.threads > 0) {
      row["threads"] = step.threads;
    } else {
      row["share"] = step.share;
    }
    row["min_time"] = DurationText(step.min_time);
    row["min_requests"] = step.min_requests;
    request["steps"].push_back(std::move(row));
  }
  if (!command.plan.steps.empty() || !command.plan.guards.empty()) request["guards"] = Json::object();
  for (const GuardLimit& guard : command.plan.guards) request["guards"][guard.name] = guard.limit;
  if (command.restart) request["restart"] = true;
  return request;
}

Json Write(const StartShadow& command) {
  Json request = Named("shadow", command.plan.slot);
  AddTarget(request, command.plan.library, command.plan.version);
  if (command.plan.duration.count() > 0) request["duration"] = DurationText(command.plan.duration);
  return request;
}

/// What only a window of the engine's own process says.
template <typename Other>
Json Write(const Other&) {
  assert(false && "no client sends this command");
  return Json::object();
}

}  // namespace

std::string RequestLine(const RemoteRequest& request) {
  const Json line =
      request.command ? std::visit([](const auto& command) { return Write(command); }, *request.command) : Named("status", "");
  // A name that is no UTF-8 cannot be said in JSON; the engine will not find what replaces it.
  return line.dump(-1, ' ', false, Json::error_handler_t::replace);
}

}  // namespace hotswap

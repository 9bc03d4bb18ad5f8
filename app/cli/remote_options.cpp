#include "app/cli/remote_options.h"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <charconv>
#include <cmath>
#include <limits>
#include <string_view>
#include <utility>

#include "app/locations.h"
#include "app/option_checks.h"
#include "core/api/guard_names.h"
#include "core/base/duration.h"
#include "core/config/operator_path.h"

namespace hotswap {
namespace {

constexpr MomentKind kMoments[] = {MomentKind::kNow,     MomentKind::kBatchBoundary, MomentKind::kThreadByThread,
                                   MomentKind::kBarrier, MomentKind::kAtRequest,     MomentKind::kAtTime,
                                   MomentKind::kLowLoad};

Error Refused(std::string text) { return {Errc::kInvalidArgument, std::move(text)}; }

template <typename T>
std::optional<T> NumberOf(std::string_view text) {
  T number{};
  const auto [stopped, failure] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (failure != std::errc() || stopped != text.data() + text.size()) return std::nullopt;
  return number;
}

/// Whether a parameter belongs to the moment; complains when it is missing, or there for another.
bool Takes(MomentKind kind, MomentKind its, const char* option, bool given, std::optional<Error>& complaint) {
  if (kind == its && !given) complaint = Refused("--moment " + std::string(MomentName(its)) + " needs " + option);
  if (kind != its && given) complaint = Refused(std::string(option) + " is only for --moment " + MomentName(its));
  return kind == its && given;
}

void ReadTime(const char* option, const std::string& text, std::chrono::nanoseconds& value, std::optional<Error>& complaint) {
  const auto parsed = ParseDuration(text);
  if (parsed.ok()) {
    value = *parsed;
  } else {
    complaint = Refused(std::string(option) + ": " + parsed.error().text);
  }
}

/// The parts between `separator`s; an empty text has one, which is empty.
std::vector<std::string> Split(const std::string& text, char separator) {
  std::vector<std::string> parts(1);
  for (const char c : text) {
    if (c == separator) {
      parts.emplace_back();
    } else {
      parts.back() += c;
    }
  }
  return parts;
}

Result<RolloutStep> StepOf(const std::string& text) {
  const Error unclear = Refused("--steps: \"" + text +
                                "\" is no step; write SHARE[:TIME[:REQUESTS]], such as 5:500ms:1000 for 5 % of "
                                "the users for at least half a second and 1,000 requests, or 2t for two threads");
  const auto parts = Split(text, ':');
  if (parts.size() > 3 || parts.front().empty()) return unclear;
  RolloutStep step;
  if (parts.front().back() == 't') {
    const auto threads = NumberOf<unsigned>(std::string_view(parts.front()).substr(0, parts.front().size() - 1));
    if (!threads || *threads == 0 || *threads > kMaxThreads) return unclear;
    step.threads = *threads;
  } else {
    const auto share = NumberOf<double>(parts.front());
    if (!share || !(*share > 0 && *share <= 100))
      return Refused("--steps: \"" + text + "\": the share must be over 0 and at most 100");
    step.share = *share;
  }
  if (parts.size() > 1 && !parts[1].empty()) {
    const auto time = ParseDuration(parts[1]);
    if (!time.ok()) return Refused("--steps: \"" + text + "\": " + time.error().text);
    step.min_time = *time;
  }
  if (parts.size() > 2) {
    const auto requests = NumberOf<std::int64_t>(parts[2]);
    if (!requests || *requests < 0) return unclear;
    step.min_requests = static_cast<std::uint64_t>(*requests);
  }
  return step;
}

}  // namespace

void AddRemoteOptions(CLI::App& app, RemoteOptions& options, bool with_slot) {
  if (with_slot) {
    app.add_option("--slot", options.slot, "The slot that is meant (default: the first)")
        ->type_name("SLOT")
        ->check(Named("slot"));
  }
  app.add_option("--store", options.places.store, "The store of the engine that is meant (default: as for `hotswap run`)")
      ->type_name("DIR")
      ->check(Named("folder"));
  AddConfigPlace(app, options.places);
  app.add_option("--pid", options.pid, "Its process number, when several engines run on one store")->type_name("N");
  app.add_option("--timeout", options.timeout, "How long to wait for the outcome (default 2m)")->type_name("TIME");
  app.add_flag("--json", options.json, "Print the engine's answer, a line of JSON");
}

void AddMomentOptions(CLI::App& app, MomentOptions& options) {
  app.add_option(
         "--moment", options.moment,
         "When the version takes over: now (default), batch_boundary, thread_by_thread, barrier, at_request, at_time or low_load")
      ->type_name("MOMENT");
  app.add_option("--period", options.period, "For thread_by_thread: between two threads")->type_name("TIME");
  app.add_option("--request", options.request, "For at_request: so many the slot has answered since the engine started")
      ->type_name("N");
  app.add_option("--time", options.time, "For at_time: since the engine started")->type_name("TIME");
  app.add_option("--requests-per-s", options.requests_per_s, "For low_load: fewer than these")->type_name("RATE");
  app.add_option("--deadline", options.deadline, "For low_load: at the latest after this")->type_name("TIME");
}

Result<Moment> MomentOf(const MomentOptions& options) {
  const auto kind = std::ranges::find(kMoments, options.moment, &MomentName);
  if (kind == std::end(kMoments)) {
    return Refused("--moment: there is no moment \"" + options.moment +
                   "\"; write now, batch_boundary, thread_by_thread, barrier, at_request, at_time or low_load");
  }
  Moment moment{.kind = *kind};
  std::optional<Error> complaint;
  const auto takes = [&](MomentKind its, const char* option, bool given) {
    return Takes(moment.kind, its, option, given, complaint);
  };
  if (takes(MomentKind::kThreadByThread, "--period", options.period.has_value())) {
    ReadTime("--period", *options.period, moment.period, complaint);
    if (!complaint && moment.period.count() == 0) complaint = Refused("--period must be longer than 0");
  }
  if (takes(MomentKind::kAtRequest, "--request", options.request.has_value())) {
    moment.request = *options.request;
    if (moment.request == 0) complaint = Refused("--request must be at least 1");
  }
  if (takes(MomentKind::kAtTime, "--time", options.time.has_value())) ReadTime("--time", *options.time, moment.time, complaint);
  if (takes(MomentKind::kLowLoad, "--requests-per-s", options.requests_per_s.has_value())) {
    moment.requests_per_s = *options.requests_per_s;
    if (!(moment.requests_per_s > 0)) complaint = Refused("--requests-per-s must be over 0");
  }
  if (takes(MomentKind::kLowLoad, "--deadline", options.deadline.has_value())) {
    ReadTime("--deadline", *options.deadline, moment.deadline, complaint);
    if (!complaint && moment.deadline.count() == 0) complaint = Refused("--deadline must be longer than 0");
  }
  if (complaint) return *std::move(complaint);
  return moment;
}

Result<RemoteTarget> TargetOf(const std::string& given) {
  if (given.empty()) return Refused("\"\" names no library; name a .so file or the number of a version");
  RemoteTarget target{.given = given, .library = {}, .version = 0};
  if (std::ranges::all_of(given, [](char c) { return c >= '0' && c <= '9'; })) {
    const auto number = NumberOf<std::uint32_t>(given);
    if (!number || *number == 0) {
      return Refused("\"" + given + "\" is no version: they are numbered from 1; write ./" + given + " for a file of that name");
    }
    target.version = *number;
    return target;
  }
  // Only a bare name is one of a shipped operator.
  const bool bare = !std::filesystem::path(given).has_parent_path();
  target.library = ResolveOperator(given, std::filesystem::current_path(), bare ? ShippedOperators() : std::filesystem::path());
  return target;
}

Result<std::vector<RolloutStep>> StepsOf(const std::string& text) {
  std::vector<RolloutStep> steps;
  for (const std::string& part : Split(text, ',')) {
    auto step = StepOf(part);
    if (!step.ok()) return std::move(step).error();
    steps.push_back(*step);
  }
  return steps;
}

Result<GuardLimit> GuardOf(const std::string& text) {
  const std::size_t equals = text.find('=');
  const auto limit = equals == std::string::npos ? std::nullopt : NumberOf<double>(std::string_view(text).substr(equals + 1));
  if (!limit || !std::isfinite(*limit))
    return Refused("--guard: \"" + text + "\" is no guard; write NAME=LIMIT, such as max_error_rate=0.001");
  GuardLimit guard{text.substr(0, equals), *limit};
  if (std::ranges::find(kGuardNames, guard.name) != kGuardNames.end()) return guard;
  std::string names;
  for (const std::string_view name : kGuardNames) names.append(names.empty() ? "" : ", ").append(name);
  return Refused("--guard: there is no guard \"" + guard.name + "\"; there are " + names);
}

}  // namespace hotswap

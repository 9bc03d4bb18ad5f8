#include "app/cli/remote_text.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <cmath>
#include <cstdint>
#include <cstdio>

#include "app/cli/journal_rows.h"
#include "core/base/duration.h"
#include "core/rollout/figure_text.h"

namespace hotswap {
namespace {

std::string Text(const Json& object, const char* key) {
  const auto value = object.is_object() ? object.find(key) : object.end();
  return object.is_object() && value != object.end() && value->is_string() ? value->get<std::string>() : std::string();
}

double Number(const Json& object, const char* key) {
  if (!object.is_object() || !object.contains(key) || !object[key].is_number()) return 0;
  return object[key].get<double>();
}

std::uint64_t Count(const Json& object, const char* key) {
  const double number = Number(object, key);
  return number > 0 ? static_cast<std::uint64_t>(number) : 0;
}

bool Is(const Json& object, const char* key) {
  return object.is_object() && object.contains(key) && object[key].is_boolean() && object[key].get<bool>();
}

/// An object or a list; an empty one when it is neither.
const Json& Part(const Json& object, const char* key) {
  static const Json none = Json::object();
  return object.is_object() && object.contains(key) && object[key].is_structured() ? object[key] : none;
}

std::string Label(std::uint64_t version) { return "v" + std::to_string(version); }

std::string Span(double milliseconds) {
  return FormatDuration(std::chrono::milliseconds(static_cast<std::int64_t>(milliseconds)));
}

std::string Figure(double figure) {
  std::array<char, 32> text;
  std::snprintf(text.data(), text.size(), "%.4g", figure);
  return text.data();
}

/// "v2 (nonlinear)"
std::string Version(const Json& answer) {
  const std::string name = Text(answer, "name");
  return Label(Count(answer, "version")) + (name.empty() ? "" : " (" + name + ")");
}

std::string VersionLine(const Json& version) {
  std::string line = Label(Count(version, "number")) + " " + Text(version, "name") + ": " + Text(version, "state");
  if (!Text(version, "state_reason").empty()) line += ", " + Text(version, "state_reason");
  if (Is(version, "on_probation")) line += ", on probation for another " + Span(Number(version, "probation_ms"));
  line += Is(version, "permanent") ? ", permanent" : "";
  return line + ", " + CountText(Count(version, "requests"), "requests") + ", " + CountText(Count(version, "errors"), "errors");
}

std::string StepName(const Json& step) {
  if (step.contains("threads")) return CountText(Count(step, "threads"), "threads");
  return Figure(Number(step, "share")) + " %";
}

std::string RolloutLines(const Json& rollout) {
  const Json& steps = Part(rollout, "steps");
  const std::size_t step = Count(rollout, "step");
  const std::size_t candidate = Count(rollout, "candidate");
  std::string text = "  rollout of " + (candidate == 0 ? Text(rollout, "path") : Label(candidate)) + " beside " +
                     Label(Count(rollout, "stable")) + ": ";
  if (!Text(rollout, "outcome").empty()) {
    text += Text(rollout, "outcome") + (candidate == 0 ? " before its first step" : "");
  } else {
    text += "step " + std::to_string(std::min(step + 1, steps.size())) + " of " + std::to_string(steps.size());
    if (step < steps.size()) text += " (" + StepName(steps[step]) + ")";
    if (Is(rollout, "paused")) text += ", paused";
    if (Number(rollout, "time_missing_ms") > 0) text += ", another " + Span(Number(rollout, "time_missing_ms"));
    if (Count(rollout, "requests_missing") > 0) {
      text += ", another " + CountText(Count(rollout, "requests_missing"), "requests");
    }
  }
  if (!Text(rollout, "reason").empty()) text += "; " + Text(rollout, "reason");
  text += "\n";
  for (const Json& guard : Part(rollout, "guards")) {
    text += "    " + Text(guard, "name") + " " + Figure(Number(guard, "limit")) + ": " + Text(guard, "verdict");
    if (!Text(guard, "text").empty()) text += "; " + Text(guard, "text");
    text += "\n";
  }
  return text;
}

std::string ShadowLine(const Json& shadow) {
  return "  shadow " + Label(Count(shadow, "candidate")) + (Is(shadow, "running") ? "" : " (ended)") + ": " +
         std::to_string(Count(shadow, "scored")) + " scored, " + std::to_string(Count(shadow, "dropped")) + " dropped, " +
         CountText(Count(shadow, "errors"), "errors") + ", scores differ by " + Figure(Number(shadow, "mean_difference")) +
         " on average, at most " + Figure(Number(shadow, "max_difference")) + "\n";
}

std::string WatchLine(const Json& watch) {
  std::string line = "  watches " + Text(watch, "path") + ": a new library there ";
  const std::string policy = Text(watch, "policy");
  if (policy == "offer") return line + "is offered\n";
  if (policy == "swap") return line + "takes over (moment: " + Text(watch, "moment") + ")\n";
  return line + "is rolled out (strategy: " + Text(watch, "strategy") + ")\n";
}

std::string SlotLines(const Json& slot) {
  const std::uint64_t active = Count(slot, "active");
  std::string text = "slot " + Text(slot, "name") + ": " + (active == 0 ? "nothing answers yet" : Label(active) + " answers");
  if (const Json& rollout = Part(slot, "rollout"); !rollout.empty() && Text(rollout, "outcome").empty()) {
    text += ", a rollback takes " + Label(Count(rollout, "candidate")) + " back";
  } else if (const std::uint64_t back = Count(slot, "rollback_target"); back > 0) {
    text += ", a rollback goes to " + Label(back);
  }
  text += "\n";
  if (const Json& watch = Part(slot, "watch"); !watch.empty()) text += WatchLine(watch);
  for (const Json& version : Part(slot, "versions")) {
    // What earlier runs had and this one did not touch is `hotswap versions`' affair.
    if (!Is(version, "earlier")) text += "  " + VersionLine(version) + "\n";
  }
  if (const Json& pending = Part(slot, "pending"); !pending.empty()) {
    text += "  " + Label(Count(pending, "version")) + " waits for its moment (" + Text(pending, "moment") + ") since " +
            Span(Number(pending, "waiting_ms")) + "\n";
  }
  if (const Json& rollout = Part(slot, "rollout"); !rollout.empty()) text += RolloutLines(rollout);
  if (const Json& shadow = Part(slot, "shadow"); !shadow.empty()) text += ShadowLine(shadow);
  return text;
}

/// Line by line: Printable() takes line ends for what a terminal obeys.
std::string PrintableLines(const std::string& lines) {
  std::string text;
  std::size_t begin = 0;
  for (std::size_t end = lines.find('\n'); end != std::string::npos; end = lines.find('\n', begin)) {
    text += Printable(lines.substr(begin, end - begin)) + "\n";
    begin = end + 1;
  }
  return text;
}

/// How far what is under way has come.
std::string GatesText(const Json& status) {
  if (!status.contains("activity_fraction") || !status["activity_fraction"].is_number()) return "";
  return ", " + std::to_string(std::lround(100 * Number(status, "activity_fraction"))) + " % of the gates";
}

}  // namespace

std::string DoneText(const nlohmann::ordered_json& answer) {
  const std::string command = Text(answer, "command");
  const std::string slot = "slot " + Text(answer, "slot") + ": ";
  const std::uint64_t from = Count(answer, "from");
  const bool other = from != 0 && from != Count(answer, "version");
  const std::string active = Label(Count(answer, "active"));
  if (command == "load") {
    return slot + Version(answer) + " is loaded and ready; `hotswap swap " + std::to_string(Count(answer, "version")) +
           "` lets it answer";
  }
  if (command == "swap") return slot + Version(answer) + " answers now" + (other ? ", in place of " + Label(from) : "");
  if (command == "configure") return slot + Version(answer) + " answers now, with its new configuration";
  // It answered before, too: what went is the candidate of a rollout.
  if (command == "rollback" && from != 0 && !other) return slot + "the rollout was taken back; " + active + " answers everything";
  if (command == "rollback") return slot + "rolled back to " + Version(answer) + (other ? " from " + Label(from) : "");
  if (command == "promote") return slot + (Count(answer, "version") > 0 ? Version(answer) : active) + " is promoted";
  if (command == "abort") return slot + "called off; " + active + " answers";
  if (command == "pause") {
    return slot + "the rollout is paused; `hotswap resume` lets it go on, and a broken guard still ends it";
  }
  if (command == "resume") return slot + "the rollout goes on";
  if (command == "rollout") return slot + "the rollout of " + Version(answer) + " began; `hotswap status` tells how it goes";
  if (command == "shadow") {
    return slot + Version(answer) + " scores copies of the requests, and nobody gets its scores; `hotswap status` compares them";
  }
  if (command == "stop_shadow") return slot + "the shadow ended";
  return slot + "done";
}

std::string RefusedText(const nlohmann::ordered_json& answer) {
  std::string text = Text(answer, "error");
  if (text.empty()) text = "the engine refused, and gave no reason; `hotswap journal` may tell more";
  const std::string gate = Text(answer, "gate");
  if (!gate.empty()) text += " (gate " + gate + ")";
  const std::string command = Text(answer, "command");
  const std::uint64_t active = Count(answer, "active");
  const bool changes = command == "swap" || command == "configure" || command == "rollback" || command == "rollout";
  if (changes && active != 0 && text.find("kept answering") == std::string::npos) {
    text += "; " + Label(active) + " keeps answering";
  }
  return text;
}

std::string StatusText(const nlohmann::ordered_json& status) {
  const Json& totals = Part(status, "totals");
  std::string text = Text(status, "program") + ", process " + std::to_string(Count(status, "pid")) + ", up for " +
                     Span(Number(status, "uptime_ms")) + ", store " + Text(status, "store") + "\n";
  text += CountText(Count(status, "threads"), "threads") + ", source " + Text(status, "source") + ", " +
          std::to_string(Count(totals, "requests_per_s")) + " requests/s, p99 " +
          FormatDuration(std::chrono::nanoseconds(Count(totals, "p99_ns"))) + (Is(status, "paused") ? ", paused" : "") + "\n";
  text += CountText(Count(totals, "requests"), "requests") + ", " + CountText(Count(totals, "errors"), "errors") + ", " +
          std::to_string(Count(totals, "lost")) + " lost, " + CountText(Count(totals, "swaps"), "hot updates") + "\n";
  const std::uint64_t stuck = Count(status, "parked_threads");
  if (stuck > 0) text += CountText(stuck, "threads") + (stuck == 1 ? " is stuck\n" : " are stuck\n");
  if (!Text(status, "activity").empty()) text += "busy: " + Text(status, "activity") + GatesText(status) + "\n";
  if (!Text(status, "scenario").empty()) text += "scenario " + Text(status, "scenario") + " runs\n";
  for (const Json& slot : Part(status, "slots")) text += SlotLines(slot);
  return PrintableLines(text);
}

}  // namespace hotswap

#include "app/cli/progress_lines.h"

#include <algorithm>
#include <cinttypes>
#include <cstdio>

#include "core/base/duration.h"
#include "core/loading/display_name.h"
#include "core/rollout/figure_text.h"

namespace hotswap {
namespace {

std::string Printable(const std::string& text) { return DisplayName(text.c_str(), text.size()); }

std::string Figure(double figure) {
  char text[32];
  std::snprintf(text, sizeof text, "%.4g", figure);
  return text;
}

std::string Candidate(const std::string& path, std::uint32_t version) {
  const std::string file = Printable(path.substr(path.rfind('/') + 1));
  return version == 0 ? file : "v" + std::to_string(version) + " (" + file + ")";
}

std::string RolloutLine(const RolloutStatus& rollout) {
  std::string line = "[Rollout] " + rollout.slot + ": " + Candidate(rollout.path, rollout.candidate) + " | ";
  if (rollout.outcome) {
    std::string outcome = RolloutOutcomeName(*rollout.outcome);
    std::ranges::replace(outcome, '_', ' ');
    return line + outcome + " after " + FormatDuration(rollout.decided) + ", " +
           CountText(rollout.requests_candidate, "requests") + " | " + Printable(rollout.reason);
  }
  const RolloutStep& step = rollout.steps[std::min(rollout.step, rollout.steps.size() - 1)];
  line += "step " + std::to_string(rollout.step + 1) + " of " + std::to_string(rollout.steps.size()) + " | ";
  line += step.threads != 0 ? CountText(step.threads, "threads") : Figure(step.share) + " % of the users";
  return line + (rollout.paused ? " | paused" : "");
}

std::string ShadowLine(const ShadowStatus& shadow) {
  std::string line = "[Shadow] " + shadow.slot + ": " + Candidate(shadow.path, shadow.candidate) + " | ";
  if (shadow.running) return line + "begins";
  line += "ended | " + std::to_string(shadow.scored) + " scored, " + std::to_string(shadow.dropped) + " dropped, " +
          CountText(shadow.errors, "errors") + " | difference mean " + Figure(shadow.mean_difference) + ", p99 " +
          Figure(shadow.p99_difference) + ", max " + Figure(shadow.max_difference);
  if (shadow.rank_agreement) line += " | rank agreement " + Figure(*shadow.rank_agreement);
  if (shadow.latency_ratio) line += " | latency x" + Figure(*shadow.latency_ratio);
  return line;
}

}  // namespace

std::vector<std::string> ProgressLines::New(const Snapshot& snapshot) {
  std::vector<std::string> lines;
  const auto add = [&](const std::string& about, std::string line) {
    std::string& last = told_[about];
    if (last == line) return;
    last = line;
    lines.push_back(std::move(line));
  };
  for (const RolloutStatus& rollout : snapshot.rollouts) add("rollout of " + rollout.slot, RolloutLine(rollout));
  for (const ShadowStatus& shadow : snapshot.shadows) add("shadow of " + shadow.slot, ShadowLine(shadow));
  return lines;
}

}  // namespace hotswap

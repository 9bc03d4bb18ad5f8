#include "core/rollout/guard_table.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <string>

#include "core/rollout/figure_text.h"

namespace hotswap {
namespace {

// Drift needs 20 users because below that a distribution has no shape; a p99 needs 500 calls because it is made of 1 % of them.
constexpr std::array<Guard, 8> kGuards{{
    {GuardKind::kErrorRate, "max_error_rate", "share of the candidate's requests on which it threw", "requests", 0.001, 200, 0, 1,
     false, "read the first error in the events and mend the operator"},
    {GuardKind::kNonfinite, "max_nonfinite", "number of the candidate's scores that are NaN or infinite", "requests", 0, 200, 0,
     1e15, false, "look for a division by zero or a logarithm of a number that is not positive"},
    {GuardKind::kP99Ratio, "max_p99_ratio", "candidate's p99 of a call over the stable version's", "requests", 1.5, 500, 0.01,
     1000, false, "profile compute_score; if the cost is meant, raise the limit and load the file again"},
    {GuardKind::kMeanShift, "max_mean_shift", "distance of the mean scores, users as clusters", "users", 0.05, 20, 0, 1e300,
     false, "if the new scale is meant, raise the limit or leave the guard out, and load the file again"},
    {GuardKind::kScorePsi, "max_score_psi", "population stability index of the scores, users as clusters", "users", 0.25, 20, 0,
     1e6, false, "if another distribution of scores is meant, leave the guard out and load the file again"},
    {GuardKind::kThroughputDrop, "max_throughput_drop", "share of the stable version's throughput that the candidate lacks",
     "periods", 0.2, 10, 0, 1, false, "profile compute_score; if the cost is meant, raise the limit and load the file again"},
    {GuardKind::kAucDelta, "min_auc_delta", "candidate's AUC less the stable version's", "labelled requests", -0.02, 200, -1, 1,
     true, "the candidate ranks worse: look at its model before another try"},
    {GuardKind::kLogLossDelta, "max_log_loss_delta", "candidate's log loss less the stable version's, users as clusters",
     "labelled requests", 0.05, 200, 0, 1e6, false, "the candidate predicts worse: look at its model before another try"},
}};

/// How alike two names are, 0 to 1: twice the shared pairs of letters over all pairs. Pairs, because people leave "max_" out or
/// turn the words round, which an edit distance takes for another name.
/// Source: L. R. Dice, "Measures of the Amount of Ecologic Association Between Species", 1945.
double Likeness(std::string_view a, std::string_view b) {
  if (a.size() < 2 || b.size() < 2) return 0;
  std::vector<std::string_view> pairs;
  for (std::size_t i = 0; i + 1 < b.size(); ++i) pairs.push_back(b.substr(i, 2));
  std::size_t shared = 0;
  for (std::size_t i = 0; i + 1 < a.size(); ++i) {
    const auto found = std::ranges::find(pairs, a.substr(i, 2));
    if (found == pairs.end()) continue;
    pairs.erase(found);
    ++shared;
  }
  return 2.0 * static_cast<double>(shared) / static_cast<double>(a.size() + b.size() - 2);
}

std::string Suggestion(std::string_view name) {
  const auto nearest = std::ranges::max_element(kGuards, {}, [name](const Guard& guard) { return Likeness(name, guard.name); });
  if (Likeness(name, nearest->name) >= 0.5) return "did you mean \"" + std::string(nearest->name) + "\"?";
  std::string all = "known are";
  for (const Guard& guard : kGuards) all += (&guard == kGuards.data() ? " " : ", ") + std::string(guard.name);
  return all;
}

Error Refused(std::string_view name, const std::string& why) {
  return {Errc::kInvalidArgument, "guard \"" + std::string(name) + "\": " + why};
}

Status CheckLimit(const Guard& guard, double limit) {
  if (!std::isfinite(limit)) return Refused(guard.name, "its limit is no finite number");
  if (limit < guard.low || limit > guard.high) {
    const std::string range = guard.high >= 1e15 ? FigureText(guard.low) + " or more"
                                                 : "from " + FigureText(guard.low) + " to " + FigureText(guard.high);
    return Refused(guard.name, "the limit " + FigureText(limit) + " makes no sense; it has to be " + range + " (" +
                                   std::string(guard.measures) + ")");
  }
  if (guard.kind == GuardKind::kNonfinite && limit != std::floor(limit)) {
    return Refused(guard.name, "the limit " + FigureText(limit) + " is no whole number, and the guard counts scores");
  }
  return {};
}

}  // namespace

std::span<const Guard> GuardTable() { return kGuards; }

const Guard* FindGuard(std::string_view name) {
  const auto found = std::ranges::find(kGuards, name, &Guard::name);
  return found == kGuards.end() ? nullptr : &*found;
}

Status CheckGuards(const std::vector<GuardLimit>& guards) {
  for (std::size_t i = 0; i < guards.size(); ++i) {
    const std::string& name = guards[i].name;
    const Guard* const guard = FindGuard(name);
    if (guard == nullptr) return Refused(name, "there is no such guard; " + Suggestion(name));
    const auto before = guards.begin() + static_cast<std::ptrdiff_t>(i);
    if (std::ranges::find(guards.begin(), before, name, &GuardLimit::name) != before) {
      return Refused(name, "it is listed twice; keep one limit");
    }
    if (Status limit = CheckLimit(*guard, guards[i].limit); !limit.ok()) return limit;
  }
  return {};
}

}  // namespace hotswap

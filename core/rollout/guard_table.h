#ifndef HOTSWAP_CORE_ROLLOUT_GUARD_TABLE_H_
#define HOTSWAP_CORE_ROLLOUT_GUARD_TABLE_H_

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "core/api/rollout.h"
#include "core/base/result.h"

namespace hotswap {

enum class GuardKind {
  kErrorRate,
  kNonfinite,
  kP99Ratio,
  kMeanShift,
  kScorePsi,
  kThroughputDrop,
  kAucDelta,
  kLogLossDelta,
};

/// One row of the table of guards.
struct Guard {
  GuardKind kind;
  std::string_view name;      ///< As plans, reports and the window spell it.
  std::string_view measures;  ///< For people: what the figure is.
  std::string_view unit;      ///< Of the sample, as GuardReading::unit.
  double default_limit;       ///< What a form or a configuration proposes. A guard that a rollout does not list is off.
  std::uint64_t least;        ///< The least sample before it judges, in each of the two versions that it compares.
  double low;                 ///< The smallest and the largest limit that make sense.
  double high;
  bool at_least;          ///< The figure has to be the limit or more; else the limit or less.
  std::string_view hint;  ///< For people: what to do when it breaks.
};

/// All guards, in the order in which they are judged and shown.
std::span<const Guard> GuardTable();

/// The row of that name; null for a name that is none.
const Guard* FindGuard(std::string_view name);

/// Refuses with kInvalidArgument a name that is no guard's (with the nearest one), one that is listed twice, and a limit that
/// makes no sense: not a number, infinite, out of the guard's range, or a fraction where a count is meant.
Status CheckGuards(const std::vector<GuardLimit>& guards);

}  // namespace hotswap

#endif  // HOTSWAP_CORE_ROLLOUT_GUARD_TABLE_H_

#ifndef HOTSWAP_CORE_SESSION_FIELD_NAMES_H_
#define HOTSWAP_CORE_SESSION_FIELD_NAMES_H_

#include <array>
#include <string_view>
#include <type_traits>
#include <utility>

#include "core/api/snapshot.h"

namespace hotswap {

// How session files spell the values of enumerations: the order of each list is the enumeration's.

template <typename E>
struct NamesOf;

template <>
struct NamesOf<VersionState> {
  static constexpr std::array<std::string_view, 13> kAll = {"inspected", "vetted",      "loading", "warming",  "ready",
                                                            "active",    "candidate",   "shadow",  "draining", "unloaded",
                                                            "failed",    "quarantined", "zombie"};
};
template <>
struct NamesOf<EventLevel> {
  static constexpr std::array<std::string_view, 3> kAll = {"info", "warning", "error"};
};
template <>
struct NamesOf<SwapOutcome> {
  static constexpr std::array<std::string_view, 4> kAll = {"published", "refused", "rolled_back", "failed"};
};
template <>
struct NamesOf<RolloutOutcome> {
  static constexpr std::array<std::string_view, 4> kAll = {"promoted", "rolled_back", "held", "aborted"};
};
template <>
struct NamesOf<GuardVerdict> {
  static constexpr std::array<std::string_view, 3> kAll = {"passing", "needs_samples", "broken"};
};
template <>
struct NamesOf<FindingLevel> {
  static constexpr std::array<std::string_view, 3> kAll = {"ok", "warning", "refusal"};
};
template <>
struct NamesOf<WatchPolicy> {
  static constexpr std::array<std::string_view, 3> kAll = {"offer", "swap", "rollout"};
};
template <>
struct NamesOf<MomentKind> {
  static constexpr std::array<std::string_view, 7> kAll = {"now",        "batch_boundary", "thread_by_thread", "barrier",
                                                           "at_request", "at_time",        "low_load"};
};

}  // namespace hotswap

#endif  // HOTSWAP_CORE_SESSION_FIELD_NAMES_H_

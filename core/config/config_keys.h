#ifndef HOTSWAP_CORE_CONFIG_CONFIG_KEYS_H_
#define HOTSWAP_CORE_CONFIG_CONFIG_KEYS_H_

#include <array>
#include <string_view>

namespace hotswap {

// Every key that a configuration file may have, by table. [workers] and [source] are in traffic_reader.h, those of a moment in
// plan_reader.h, those of [guards] in core/api/guard_names.h.

inline constexpr std::array<std::string_view, 11> kConfigKeys = {"workers", "source", "slot",    "store",   "gates", "probation",
                                                                 "trial",   "guards", "rollout", "journal", "window"};
inline constexpr std::array<std::string_view, 11> kSlotKeys = {
    "name", "operator", "watch", "policy", "rollout", "instances", "configure", "moment", "period", "requests_per_s", "deadline"};
inline constexpr std::array<std::string_view, 2> kStoreKeys = {"directory", "resident"};
inline constexpr std::array<std::string_view, 6> kGatesKeys = {"strict",    "vetting",        "cache",
                                                               "vet_limit", "latency_budget", "call_limit"};
inline constexpr std::array<std::string_view, 2> kProbationKeys = {"duration", "latency_budget"};
inline constexpr std::array<std::string_view, 1> kTrialKeys = {"duration"};
inline constexpr std::array<std::string_view, 2> kStrategyKeys = {"steps", "guards"};
inline constexpr std::array<std::string_view, 4> kJournalKeys = {"enabled", "file", "max_age", "max_size"};
inline constexpr std::array<std::string_view, 3> kWindowKeys = {"theme", "language", "refresh"};

}  // namespace hotswap

#endif  // HOTSWAP_CORE_CONFIG_CONFIG_KEYS_H_

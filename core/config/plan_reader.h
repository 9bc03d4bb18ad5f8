// Private to this folder, as every header that shows the TOML library.
#ifndef HOTSWAP_CORE_CONFIG_PLAN_READER_H_
#define HOTSWAP_CORE_CONFIG_PLAN_READER_H_

#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "core/api/moment.h"
#include "core/api/rollout.h"
#include "core/config/toml_section.h"

namespace hotswap {

// What scenarios and configurations say in the same words. Whatever is wrong goes to the complaint.

/// The keys of a moment, which stand beside what they are about.
inline constexpr std::array<std::string_view, 6> kMomentKeys = {"moment", "period",         "request",
                                                                "time",   "requests_per_s", "deadline"};

/// `moment = "…"` with its parameters: each is required by its kind, and refused beside any other.
Moment ReadMoment(const TomlSection& section);

/// `steps = [{share = 5, min_time = "1s", min_requests = 1000}, …]`, at least one. That shares grow is not judged here.
std::vector<RolloutStep> ReadSteps(const TomlSection& section, Complaint& complaint);

/// `configure = { … }`, a table or JSON in quotes, as JSON text; empty when it is not there.
std::string ReadConfiguration(const TomlSection& section);

/// A table of kGuardNames with their limits. Which limits make sense is not judged here.
std::vector<GuardLimit> ReadGuards(const toml::table& table, const char* title, Complaint& complaint);

}  // namespace hotswap

#endif  // HOTSWAP_CORE_CONFIG_PLAN_READER_H_

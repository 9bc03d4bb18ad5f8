#ifndef HOTSWAP_CORE_API_GUARD_NAMES_H_
#define HOTSWAP_CORE_API_GUARD_NAMES_H_

#include <array>
#include <string_view>

namespace hotswap {

/// The guards that a rollout may list, as files spell them. What each means and which limits it takes is core/rollout's.
inline constexpr std::array<std::string_view, 8> kGuardNames = {"max_error_rate", "max_nonfinite",     "max_p99_ratio",
                                                                "max_mean_shift", "max_score_psi",     "max_throughput_drop",
                                                                "min_auc_delta",  "max_log_loss_delta"};

}  // namespace hotswap

#endif  // HOTSWAP_CORE_API_GUARD_NAMES_H_

#include "core/api/config.h"

namespace hotswap {

const char* WatchPolicyName(WatchPolicy policy) {
  switch (policy) {
    case WatchPolicy::kOffer: return "offer";
    case WatchPolicy::kSwap: return "swap";
    case WatchPolicy::kRollout: return "rollout";
  }
  return "";
}

const char* InstanceSharingName(InstanceSharing sharing) { return sharing == InstanceSharing::kShared ? "shared" : "per_worker"; }

std::vector<GuardLimit> Config::DefaultGuards() {
  return {{"max_error_rate", 0.001}, {"max_nonfinite", 0}, {"max_p99_ratio", 1.5}};
}

Config::Strategy Config::DefaultStrategy() {
  using std::chrono::seconds;
  return {.name = "standard",
          .steps = {{.share = 1, .min_time = seconds(30), .min_requests = 1000},
                    {.share = 5, .min_time = seconds(30), .min_requests = 1000},
                    {.share = 25, .min_time = seconds(60), .min_requests = 5000},
                    {.share = 50, .min_time = seconds(60), .min_requests = 5000},
                    {.share = 100}},
          .guards = DefaultGuards()};
}

}  // namespace hotswap

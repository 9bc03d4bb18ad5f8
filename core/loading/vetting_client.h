#ifndef HOTSWAP_CORE_LOADING_VETTING_CLIENT_H_
#define HOTSWAP_CORE_LOADING_VETTING_CLIENT_H_

#include <chrono>
#include <filesystem>
#include <string>
#include <vector>

#include "core/base/file_descriptor.h"
#include "core/base/result.h"
#include "core/loading/verdict_cache.h"
#include "core/loading/vetting.h"

namespace hotswap {

/// How libraries are vetted.
struct VettingSettings {
  std::filesystem::path helper;  ///< The program hotswap-vet; empty: beside the running program.
  std::filesystem::path cache;   ///< Where verdicts are kept, by convention <store>/verdicts; empty: nowhere.
  std::vector<Feature> samples;  ///< Empty: DefaultVettingSamples(). At most kMaxSamples.
  std::chrono::nanoseconds limit = std::chrono::seconds(2);  ///< Of silence; all checks: VettingChildEnd::kPatience times that.
  std::chrono::nanoseconds latency_budget = std::chrono::microseconds(100);  ///< Of the median call.
};

/// Gate G3 in a process of its own: see app/vet.
///
/// Threads   Vet() may be called from any thread; the child dies with it.
/// Failure   What keeps a library from being tried (a missing helper, no memory) refuses it with kUnavailable.
class VettingClient final : public Vetter {
 public:
  explicit VettingClient(VettingSettings settings);

  VettingResult Vet(const VettingRequest& request, const GoOn& go_on) override;
  const std::vector<Feature>& samples() const override { return settings_.samples; }

 private:
  Result<std::string> CacheKey(const VettingRequest& request) const;
  VettingResult Try(const VettingRequest& request, const GoOn& go_on) const;

  VettingSettings settings_;
  VerdictCache cache_;
};

}  // namespace hotswap

#endif  // HOTSWAP_CORE_LOADING_VETTING_CLIENT_H_

#ifndef HOTSWAP_CORE_LOADING_VETTING_H_
#define HOTSWAP_CORE_LOADING_VETTING_H_

#include <chrono>
#include <filesystem>
#include <functional>
#include <string>
#include <vector>

#include "core/abi/operator_interface.h"
#include "core/api/verdict.h"

namespace hotswap {

/// What is to be vetted, and how strictly.
struct VettingRequest {
  std::filesystem::path library;  ///< Absolute; the bytes that the earlier gates judged.
  std::string sha256;             ///< Of those bytes.
  bool strict = false;            ///< Refuse what would stay mapped, where the default warns.
  bool stateful = false;          ///< As the ABI note says: determinism is judged by replay on fresh instances.
  bool per_worker = false;        ///< As the ABI note says: not called from two threads at once.
  bool use_cache = true;
};

/// How a vetting ended.
struct VettingResult {
  std::vector<Finding> findings;  ///< Of gate G3: at least one.
  std::vector<double> scores;     ///< On samples(), by a fresh instance, in order; empty when refused.
  double median_call_ns = 0;      ///< 0 when refused.
  /// Files that were mapped beside the library once it was loaded, its dependencies among them; empty when it never was.
  std::vector<std::string> libraries;
  bool cached = false;  ///< Answered from an earlier verdict.
  std::chrono::nanoseconds took{0};
};

/// Gate G3: lets a library run where it can hurt nobody before it may run here.
class Vetter {
 public:
  virtual ~Vetter() = default;

  /// Asked every few milliseconds while the child runs, on the calling thread; false ends the wait and refuses with kUnavailable.
  using GoOn = std::function<bool()>;

  virtual VettingResult Vet(const VettingRequest& request, const GoOn& go_on) = 0;

  /// The requests that a library is vetted on, at least one; the same for every Vet() of this object.
  virtual const std::vector<Feature>& samples() const = 0;
};

}  // namespace hotswap

#endif  // HOTSWAP_CORE_LOADING_VETTING_H_

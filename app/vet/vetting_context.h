#ifndef HOTSWAP_APP_VET_VETTING_CONTEXT_H_
#define HOTSWAP_APP_VET_VETTING_CONTEXT_H_

#include <cstddef>
#include <cstdint>
#include <vector>

#include "app/vet/operator_calls.h"
#include "core/abi/operator_interface.h"

namespace hotswap::vet {

/// What the checks know of the library, each after the check that finds it out.
struct VettingContext {
  // From the job.
  std::vector<Feature> samples;
  std::int64_t latency_budget_ns = 0;
  bool strict = false;
  bool stateful = false;
  bool per_worker = false;

  // Found out.
  Factory factory;
  std::int64_t created_bytes = 0;  ///< What the first instance allocated when it was made.
  std::int64_t call_ns = 0;        ///< Wall time of a call, of the slow ones of the first.
  std::vector<double> scores;      ///< Of a fresh instance, on samples, in order.

  /// How many of the samples, from the first, a check may use that goes over them `passes` times: all of them for a quick
  /// operator, so few of a slow one that the check takes some tens of milliseconds.
  std::size_t SamplesFor(std::size_t passes) const;
  /// Wall time of create_operator and, as far as it was called already, of destroy_operator.
  std::int64_t LifeNs() const;
  /// Whether another `count` instances can be made in reasonable time.
  bool CanCreate(std::size_t count) const;
};

}  // namespace hotswap::vet

#endif  // HOTSWAP_APP_VET_VETTING_CONTEXT_H_

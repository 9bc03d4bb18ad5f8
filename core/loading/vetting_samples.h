#ifndef HOTSWAP_CORE_LOADING_VETTING_SAMPLES_H_
#define HOTSWAP_CORE_LOADING_VETTING_SAMPLES_H_

#include <span>
#include <string>
#include <vector>

#include "core/abi/operator_interface.h"
#include "core/base/result.h"

namespace hotswap {

/// The 256 requests that a library is vetted on unless somebody names others: users below 100,000, items below 50,000, features
/// in [0, 1), the same in every program.
std::vector<Feature> DefaultVettingSamples();

/// The SHA-256 of samples, whose order counts.
Result<std::string> DigestOf(std::span<const Feature> samples);

}  // namespace hotswap

#endif  // HOTSWAP_CORE_LOADING_VETTING_SAMPLES_H_

#ifndef HOTSWAP_TESTS_CAMPAIGNS_TRIAL_LOAD_H_
#define HOTSWAP_TESTS_CAMPAIGNS_TRIAL_LOAD_H_

#include <array>
#include <filesystem>
#include <string_view>
#include <vector>

#include "core/abi/operator_interface.h"

namespace hotswap {

/// How far a library came when a host without gates would have loaded it, called it and unloaded it.
enum class TrialStep { kLoad, kFindExports, kCreate, kScore, kDestroy, kUnload, kDone };
inline constexpr std::array<std::string_view, 7> kTrialStepNames{
    "dlopen", "dlsym", "create_operator", "compute_score", "destroy", "dlclose", "done"};

struct Trial {
  TrialStep reached = TrialStep::kLoad;
  bool host_died = false;     ///< By a signal, or because the library ended the process.
  bool host_hung = false;     ///< Longer than 3 s.
  bool right_scores = false;  ///< Only when done: those of `expected`.
};

/// Loads `library` with dlopen in a forked process and asks for a score of each of `requests`.
Trial TryToLoad(const std::filesystem::path& library, const std::vector<Feature>& requests, const std::vector<double>& expected);

/// The scores that a library that is known to be good gives.
std::vector<double> ScoresOf(const std::filesystem::path& library, const std::vector<Feature>& requests);

}  // namespace hotswap

#endif  // HOTSWAP_TESTS_CAMPAIGNS_TRIAL_LOAD_H_

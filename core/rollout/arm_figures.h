#ifndef HOTSWAP_CORE_ROLLOUT_ARM_FIGURES_H_
#define HOTSWAP_CORE_ROLLOUT_ARM_FIGURES_H_

#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "core/rollout/call_times.h"

namespace hotswap {

/// What one user got from one version. Users, not requests, are what is dealt to the two versions, so users are what is compared.
struct UserFigures {
  static constexpr std::size_t kKept = 8;

  std::uint64_t user = 0;  ///< A hash of the id.
  std::uint64_t scored = 0;
  double score_sum = 0;
  double score_squares = 0;
  std::array<float, kKept> scores{};  ///< The first min(scored, kKept): a uniform sample of all.
  std::uint64_t labelled = 0;
  double loss_sum = 0;  ///< Log loss of the labelled requests; loss_squares: the sum of its squares.
  double loss_squares = 0;
  /// The first min(labelled, kKept), likewise; positives[i] is the label of the i-th one.
  std::array<float, kKept> labelled_scores{};
  std::array<bool, kKept> positives{};

  std::size_t kept() const { return scored < kKept ? static_cast<std::size_t>(scored) : kKept; }
  std::size_t labelled_kept() const { return labelled < kKept ? static_cast<std::size_t>(labelled) : kKept; }
};

/// What one of the two versions of a rollout has shown so far. Everything is a total that only grows, except `users` once there
/// are too many of them.
struct ArmFigures {
  // Exact where the caller counts all requests, not only those that it observes.
  std::uint64_t requests = 0;
  std::uint64_t errors = 0;
  std::uint64_t nonfinite = 0;

  CallTimes calls;

  // Optional: requests that threads of this version alone answered, and the time those threads took. Without them throughput is
  // judged by the times of the calls.
  std::uint64_t answered = 0;
  double busy_ns = 0;

  std::vector<UserFigures> users;
  std::uint64_t scored = 0;       ///< Observations with a score, over all users.
  std::uint64_t newest_user = 0;  ///< `scored` when a user was seen for the first time most recently.
  std::uint64_t labelled = 0;
  bool thinned = false;  ///< `users` is a uniform sample of the users that were seen.

  /// No more users are to be expected at this share: none is new in the latter half of 1,000 observations or more, or more would
  /// not be kept. Then a guard judges with what there is.
  bool exhausted() const { return thinned || (scored >= 1000 && newest_user * 2 <= scored); }
};

}  // namespace hotswap

#endif  // HOTSWAP_CORE_ROLLOUT_ARM_FIGURES_H_

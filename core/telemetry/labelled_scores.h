#ifndef HOTSWAP_CORE_TELEMETRY_LABELLED_SCORES_H_
#define HOTSWAP_CORE_TELEMETRY_LABELLED_SCORES_H_

#include <bit>
#include <cstdint>

#include "core/telemetry/latest_scores.h"

namespace hotswap {

/// The latest labelled answers of one worker on one version. A score and its label are one word, or a reader that is overtaken could
/// take one's label for another's: the lowest bit of the score is the label. That moves a score by one unit in its last place at most.
///
/// Threads  As LatestScores.
class LabelledScores {
 public:
  /// `score` is finite.
  void Record(double score, bool positive) {
    latest_.Record(std::bit_cast<double>((std::bit_cast<std::uint64_t>(score) & ~kLabel) | (positive ? kLabel : 0)));
  }

  /// How many there were so far.
  std::uint64_t count() const { return latest_.count(); }

  /// Calls `take(score, positive)` with the answers after the first `taken` ones, as far as they are kept. Returns how many there
  /// were so far.
  template <typename Take>
  std::uint64_t TakeSince(std::uint64_t taken, Take take) const {
    return latest_.TakeSince(taken, [&take](double word) {
      const auto bits = std::bit_cast<std::uint64_t>(word);
      take(std::bit_cast<double>(bits & ~kLabel), (bits & kLabel) != 0);
    });
  }

 private:
  static constexpr std::uint64_t kLabel = 1;

  LatestScores latest_;
};

}  // namespace hotswap

#endif  // HOTSWAP_CORE_TELEMETRY_LABELLED_SCORES_H_

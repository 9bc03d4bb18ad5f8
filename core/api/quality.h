#ifndef HOTSWAP_CORE_API_QUALITY_H_
#define HOTSWAP_CORE_API_QUALITY_H_

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace hotswap {

/// How well the scores of one version foretold the labels of its requests in the stretch of kQualityWindow that ends with `end_ns`.
struct QualityPoint {
  std::int64_t end_ns = 0;  ///< Since the engine started.
  /// The area under the ROC curve: how often a request with a positive label scored higher than one with a negative one, ties half
  /// (J. A. Hanley, B. J. McNeil, 1982). 0.5 is chance.
  double auc = 0;
  /// Mean negative log-likelihood of the labels, natural logarithm; scores are held between 1e-6 and 1 - 1e-6. Less is better.
  double log_loss = 0;
  std::uint64_t labelled = 0;   ///< Requests that both were taken from: all of the stretch, or a sample.
  std::uint64_t positives = 0;  ///< Of them, those with a label of 0.5 or more.
};

/// The quality of a version's scores over time, where its requests have labels.
struct VersionQuality {
  std::uint32_t slot = 0;  ///< Index into Snapshot::slots.
  std::uint32_t version = 0;
  /// Oldest first, one a second at most and none older than half an hour. Seconds without a labelled request have none, nor those whose
  /// window holds fewer than kLeastLabelled requests, or fewer than kLeastOfEachLabel of either label.
  std::vector<QualityPoint> points;
  std::uint64_t recent = 0;  ///< Labelled requests of the newest window; recent_positives: of them, those with a positive label.
  std::uint64_t recent_positives = 0;
};

inline constexpr std::chrono::seconds kQualityWindow{10};
inline constexpr std::uint64_t kLeastLabelled = 30;
inline constexpr std::uint64_t kLeastOfEachLabel = 5;
/// Labelled requests that stand for those of a second.
inline constexpr std::size_t kMostLabelledOfASecond = 512;
inline constexpr std::size_t kMostQualityPoints = 1800;
/// Of so many versions of all slots, those that answered labelled requests last, the quality is kept.
inline constexpr std::size_t kMostQualities = 16;

}  // namespace hotswap

#endif  // HOTSWAP_CORE_API_QUALITY_H_

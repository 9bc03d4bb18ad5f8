#ifndef HOTSWAP_CORE_ROLLOUT_ROC_AREA_H_
#define HOTSWAP_CORE_ROLLOUT_ROC_AREA_H_

#include <cstddef>
#include <span>

namespace hotswap {

/// What a version said of a request, and what came of it.
struct LabelledScore {
  double score = 0;
  bool positive = false;
  std::size_t user = 0;  ///< For who asks by users.
};

/// Calls visit(request, others of the other label that score lower, ties half) in the order of the scores, which `sorted` has.
template <typename Visit>
void ForEachPlacement(std::span<const LabelledScore> sorted, Visit visit) {
  double positives_below = 0;
  double negatives_below = 0;
  for (std::size_t begin = 0; begin < sorted.size();) {
    std::size_t end = begin;
    double positives = 0;
    for (; end < sorted.size() && sorted[end].score == sorted[begin].score; ++end) positives += sorted[end].positive ? 1 : 0;
    const double negatives = static_cast<double>(end - begin) - positives;
    for (std::size_t i = begin; i < end; ++i) {
      visit(sorted[i], sorted[i].positive ? negatives_below + negatives / 2 : positives_below + positives / 2);
    }
    positives_below += positives;
    negatives_below += negatives;
    begin = end;
  }
}

/// The area under the ROC curve: how often a positive request scores higher than a negative one, ties half.
/// Source: J. A. Hanley, B. J. McNeil, "The Meaning and Use of the Area under a Receiver Operating Characteristic (ROC) Curve", 1982.
struct RocArea {
  double positives = 0;
  double negatives = 0;
  double wins = 0;  ///< Pairs in which the positive one scores higher, ties half.

  bool known() const { return positives > 0 && negatives > 0; }  ///< There is a pair.
  double auc() const { return wins / (positives * negatives); }
};

/// Of requests in the order of their scores.
RocArea RocAreaOf(std::span<const LabelledScore> sorted);

/// Negative natural logarithm of the probability that a score gives to what came of its request. A score is read as a probability; one
/// that is 0 or 1 or beyond would make a single wrong label cost everything, so it is held between 1e-6 and 1 - 1e-6.
double LogLoss(double score, bool positive);

}  // namespace hotswap

#endif  // HOTSWAP_CORE_ROLLOUT_ROC_AREA_H_

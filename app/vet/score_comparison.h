#ifndef HOTSWAP_APP_VET_SCORE_COMPARISON_H_
#define HOTSWAP_APP_VET_SCORE_COMPARISON_H_

#include <cstddef>
#include <string_view>

#include "app/vet/guarded_input.h"
#include "app/vet/operator_calls.h"
#include "app/vet/vetting_context.h"

namespace hotswap::vet {

/// How the samples are gone over.
struct Pass {
  std::size_t count = 0;
  bool backwards = false;
  GuardedInput::Side side = GuardedInput::Side::kBehind;
  bool paint = false;  ///< Fill the stack before each call.
  unsigned char paint_with = 0;
};

/// Answers samples by `instance` and refuses when a score is not bit by bit the context's; `consequence` ends the text.
void Compare(const VettingContext& context, const Instance& instance, const Pass& pass, std::string_view consequence);

/// The same for one score.
void CompareScore(const VettingContext& context, std::size_t sample, double score, std::string_view consequence);

}  // namespace hotswap::vet

#endif  // HOTSWAP_APP_VET_SCORE_COMPARISON_H_

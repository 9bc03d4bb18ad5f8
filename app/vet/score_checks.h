#ifndef HOTSWAP_APP_VET_SCORE_CHECKS_H_
#define HOTSWAP_APP_VET_SCORE_CHECKS_H_

#include "app/vet/operator_calls.h"
#include "app/vet/vetting_context.h"

namespace hotswap::vet {

/// Answers every sample by `fresh`, which nobody has called yet: the scores of the context. A slow operator is refused after the
/// first calls and not by the time-out of all checks.
void CheckScores(VettingContext& context, const Instance& fresh);

/// The same samples again, backwards and at another place in memory. Of a stateful operator: by another fresh instance, forwards.
void CheckDeterminism(const VettingContext& context, const Instance& instance);

/// Whether calls read files even after each request was answered before.
void CheckFileReads(const VettingContext& context, const Instance& instance);

/// The same samples above a stack that holds other bytes: a score that changes was made from a variable that was never set.
void CheckStack(const VettingContext& context, const Instance& instance);

/// Two instances that are called in turn give what one alone gave.
void CheckSecondInstance(const VettingContext& context, const Instance& instance);

/// Several threads in one instance give what one thread got. Left out for an operator of one instance per worker.
void CheckThreads(const VettingContext& context, const Instance& instance);

}  // namespace hotswap::vet

#endif  // HOTSWAP_APP_VET_SCORE_CHECKS_H_

#ifndef HOTSWAP_APP_VET_PROBED_CALL_H_
#define HOTSWAP_APP_VET_PROBED_CALL_H_

#include "core/abi/operator_interface.h"

namespace hotswap::vet {

/// What stands for compute_score in a table of virtual functions.
using ScoreFunction = double (*)(IScoreOperator*, const Feature&);

/// Calls `function`. Refuses when it did not leave the registers to its caller as it found them, or the processor copying backwards:
/// its caller would compute with wrong values. Exceptions pass. Looked at on x86-64; on other processors it is a plain call.
double ProbedCall(ScoreFunction function, IScoreOperator* instance, const Feature& feature);

/// Refuses when this thread's registers of the x87 unit are in use between two calls: the next computation of anybody with long
/// double would give NaN. Nothing to look at on other processors than x86-64.
void CheckFloatingPointStack();

}  // namespace hotswap::vet

#endif  // HOTSWAP_APP_VET_PROBED_CALL_H_

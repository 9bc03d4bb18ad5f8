#ifndef HOTSWAP_CORE_LOADING_VETTING_JUDGEMENT_H_
#define HOTSWAP_CORE_LOADING_VETTING_JUDGEMENT_H_

#include <chrono>
#include <cstddef>

#include "core/loading/vetting.h"
#include "core/loading/vetting_child.h"
#include "core/loading/vetting_transcript.h"

namespace hotswap {

/// The verdict on a child's report and its end. Good only when every line is the child's own, all checks were made, as many
/// scores came as there were samples, and the process then ended by itself without a fault; everything else names a cause. A
/// pure function.
VettingResult JudgeVetting(const VettingChildEnd& end, VettingTranscript transcript, std::size_t samples,
                           std::chrono::nanoseconds limit);

}  // namespace hotswap

#endif  // HOTSWAP_CORE_LOADING_VETTING_JUDGEMENT_H_

#include "core/api/moment.h"

namespace hotswap {

const char* MomentName(MomentKind kind) {
  switch (kind) {
    case MomentKind::kNow: return "now";
    case MomentKind::kBatchBoundary: return "batch_boundary";
    case MomentKind::kThreadByThread: return "thread_by_thread";
    case MomentKind::kBarrier: return "barrier";
    case MomentKind::kAtRequest: return "at_request";
    case MomentKind::kAtTime: return "at_time";
    case MomentKind::kLowLoad: return "low_load";
  }
  return "";
}

}  // namespace hotswap

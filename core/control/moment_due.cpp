#include "core/control/moment_due.h"

#include <algorithm>

namespace hotswap {
namespace {

/// A request that is counted is answered; how soon that is seen is the promise.
constexpr std::chrono::milliseconds kRequestPeriod{1};
constexpr std::chrono::milliseconds kLoadPeriod{20};

}  // namespace

bool MomentHasCome(const Moment& moment, const MomentLook& look) {
  switch (moment.kind) {
    case MomentKind::kAtRequest: return look.requests >= moment.request;
    case MomentKind::kAtTime: return look.now >= moment.time;
    case MomentKind::kLowLoad:
      return look.now >= look.ready + moment.deadline || (look.requests_per_s && *look.requests_per_s < moment.requests_per_s);
    case MomentKind::kNow:
    case MomentKind::kBatchBoundary:
    case MomentKind::kThreadByThread:
    case MomentKind::kBarrier: break;
  }
  return true;
}

std::chrono::nanoseconds NextMomentLook(const Moment& moment, const MomentLook& look) {
  switch (moment.kind) {
    case MomentKind::kAtTime: return moment.time;
    case MomentKind::kLowLoad: return std::min<std::chrono::nanoseconds>(look.now + kLoadPeriod, look.ready + moment.deadline);
    default: return look.now + kRequestPeriod;
  }
}

}  // namespace hotswap

#include "core/control/trial.h"

#include "core/control/judgement.h"

namespace hotswap {
namespace {

/// What a warm-up may take: enough for the caches and the pages that the samples touch, too little to be noticed at a click.
constexpr std::chrono::milliseconds kLongestWarmUp{2};
constexpr unsigned kWarmUpPasses = 4;

}  // namespace

Status Trial::Run() {
  {
    const Timed timed(parity_);
    if (Status same = CompareScores(op_, samples_, vetted_, answered_); !same.ok()) return same;
  }
  const Timed timed(warmup_);
  if (warm_) warmed_ = ScoreRepeatedly(op_, samples_, kWarmUpPasses, kLongestWarmUp);
  return {};
}

}  // namespace hotswap

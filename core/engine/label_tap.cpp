#include "core/engine/label_tap.h"

#include <algorithm>
#include <cmath>

#include "core/telemetry/observation.h"

namespace hotswap {

// Not the timed calls, which are at hand and 64 apart: where a file's labels come in a pattern, such as a yes after each three noes,
// all of them would have the same one. So a run is cut into as many parts as there are answers to take, and one of each is drawn.
void LabelTap::Take(const Run& run, std::int64_t end_ns) {
  credit_ = std::min(kMostAtOnce, credit_ + static_cast<double>(end_ns - credited_ns_) * (kPerSecond / 1e9));
  credited_ns_ = end_ns;
  const std::size_t count = run.scorer.scores().size();
  const std::size_t parts = std::min(count, static_cast<std::size_t>(std::max(credit_, 0.0)));
  for (std::size_t part = 0; part < parts; ++part) {
    const std::size_t first = part * count / parts;
    const std::size_t end = (part + 1) * count / parts;
    if (Keep(run, first + DrawBelow(end - first))) credit_ -= 1;
  }
}

/// False when that answer tells nothing.
bool LabelTap::Keep(const Run& run, std::size_t index) {
  const float label = run.block.labels[run.begin + index];
  const double score = run.scorer.scores()[index];
  if (std::isnan(label) || !std::isfinite(score)) return false;
  run.cell.labelled.Record(score, label >= Observation::kPositive);
  return true;
}

/// Source: D. E. Knuth's MMIX generator, a multiplication and an addition; its upper bits are the good ones.
std::size_t LabelTap::DrawBelow(std::size_t limit) {
  random_ = random_ * 6364136223846793005U + 1442695040888963407U;
  return static_cast<std::size_t>(((random_ >> 32) * limit) >> 32);
}

}  // namespace hotswap

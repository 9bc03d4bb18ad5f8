#include "core/engine/request_tap.h"

#include <algorithm>

#include "core/engine/shadow_feed.h"
#include "core/telemetry/observation.h"

namespace hotswap {
void RequestTap::Advance(Due& due, std::int64_t stride) {
  due.begin += stride;
  due.offset = static_cast<std::int64_t>(draw_.Below(static_cast<std::size_t>(stride)));
}

/// Calls `copy(index, latency in ns or kNotTimed)` for the answers that are due.
template <typename Copy>
void RequestTap::ForEachDue(const BlockScorer& scorer, std::int64_t stride, Due& due, const Copy& copy) {
  const auto count = static_cast<std::int64_t>(scorer.scores().size());
  const auto timed = scorer.timed();
  if (due.at() >= 2 * stride) due = {};  // the stride became shorter
  if (due.at() < count && stride >= std::int64_t{BlockScorer::kSparseStride}) {
    for (const BlockScorer::TimedCall& call : timed) {
      if (call.index < due.at()) continue;
      copy(std::size_t{call.index}, static_cast<std::int64_t>(call.latency_ns));
      Advance(due, stride);
    }
  } else if (due.at() < count) {
    if (due.at() < 0) due = {};
    auto next_timed = timed.begin();
    for (; due.at() < count; Advance(due, stride)) {
      const auto index = static_cast<std::size_t>(due.at());
      while (next_timed != timed.end() && next_timed->index < index) ++next_timed;
      const bool has_latency = next_timed != timed.end() && next_timed->index == index;
      copy(index, has_latency ? static_cast<std::int64_t>(next_timed->latency_ns) : Observation::kNotTimed);
    }
  }
  due.begin -= count;
}

void RequestTap::Take(const Run& run, unsigned worker, ThreadCell& cell) {
  if (run.route.observe_stride != 0) {
    ForEachDue(run.scorer, run.route.observe_stride, observed_,
               [&](std::size_t index, std::int64_t latency_ns) { Observe(run, index, latency_ns, cell); });
  }
  ShadowFeed::Lane* const lane = run.route.shadow != nullptr ? run.route.shadow->Of(worker) : nullptr;
  if (lane == nullptr) return;
  std::uint64_t dropped = 0;
  ForEachDue(run.scorer, std::max<std::int64_t>(run.route.shadow_stride, 1), shadowed_,
             [&](std::size_t index, std::int64_t latency_ns) {
               // A ring that was full stays so for the rest of the run, as good as surely: not to ask again is what makes it cheap.
               const bool pushed =
                   dropped == 0 && lane->Push({run.block.features[run.begin + index], run.scorer.scores()[index], latency_ns});
               dropped += pushed ? 0 : 1;
             });
  if (dropped != 0) lane->CountDropped(dropped);
}

void RequestTap::Observe(const Run& run, std::size_t index, std::int64_t latency_ns, ThreadCell& cell) {
  const RequestBlock& block = run.block;
  Observation observation;
  observation.route = run.route.sequence;
  observation.score = run.scorer.scores()[index];
  observation.latency_ns = latency_ns;
  if (block.has_labels) observation.label = block.labels[run.begin + index];
  observation.user_id = block.features[run.begin + index].user_id;
  observation.item_id = block.features[run.begin + index].item_id;
  observation.version = run.arm.version;
  observation.slot = static_cast<std::uint8_t>(run.slot);
  observation.error = run.scorer.failed(index);
  cell.AddObservation(observation);
}

}  // namespace hotswap

#include "core/engine/request_tap.h"

#include <algorithm>

#include "core/engine/shadow_feed.h"
#include "core/telemetry/observation.h"

namespace hotswap {
namespace {

/// Calls `copy(index, latency in ns or kNotTimed)` for the answers that are due, `until` counting down to the next one.
template <typename Copy>
void ForEachDue(const BlockScorer& scorer, std::int64_t stride, std::int64_t& until, const Copy& copy) {
  const auto count = static_cast<std::int64_t>(scorer.scores().size());
  if (until >= count) {
    until -= count;
    return;
  }
  const auto timed = scorer.timed();
  if (stride >= std::int64_t{BlockScorer::kSparseStride}) {
    for (const BlockScorer::TimedCall& call : timed) {
      if (call.index < until) continue;
      copy(std::size_t{call.index}, static_cast<std::int64_t>(call.latency_ns));
      until += stride;
    }
    until -= count;  // below 0: overdue
    return;
  }
  until = std::max<std::int64_t>(until, 0);
  auto next_timed = timed.begin();
  for (; until < count; until += stride) {
    const auto index = static_cast<std::size_t>(until);
    while (next_timed != timed.end() && next_timed->index < index) ++next_timed;
    const bool has_latency = next_timed != timed.end() && next_timed->index == index;
    copy(index, has_latency ? static_cast<std::int64_t>(next_timed->latency_ns) : Observation::kNotTimed);
  }
  until -= count;
}

}  // namespace

void RequestTap::Take(const Run& run, unsigned worker, ThreadCell& cell) {
  if (run.route.observe_stride != 0) {
    ForEachDue(run.scorer, run.route.observe_stride, until_observed_,
               [&](std::size_t index, std::int64_t latency_ns) { Observe(run, index, latency_ns, cell); });
  }
  ShadowFeed::Lane* const lane = run.route.shadow != nullptr ? run.route.shadow->Of(worker) : nullptr;
  if (lane == nullptr) return;
  std::uint64_t dropped = 0;
  ForEachDue(run.scorer, std::max<std::int64_t>(run.route.shadow_stride, 1), until_shadowed_,
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

#ifndef HOTSWAP_UI_VIEWMODELS_TIMELINE_BARS_H_
#define HOTSWAP_UI_VIEWMODELS_TIMELINE_BARS_H_

#include <cstddef>
#include <cstdint>
#include <limits>
#include <string>
#include <vector>

#include "core/api/history.h"

namespace hotswap::ui {

/// The moment at which a slot began to answer with another version. Times count from the engine's start.
struct SwapMarker {
  std::int64_t at_ns = 0;
  std::uint32_t from = 0;  ///< 0 for a slot's first version.
  std::uint32_t to = 0;
  bool rolled_back = false;
  std::uint32_t slot = 0;     ///< Index into Snapshot::slots.
  std::string step{};         ///< "5 %" where a rollout's step began, which is no swap; else empty.
  std::uint64_t receipt = 0;  ///< Number of the swap's receipt; 0 where there is none.
};

/// One version on one thread, or a canary's two, from their first bucket to the first of others or to the last before a pause.
struct LaneRun {
  std::int64_t start_ns = 0;
  std::int64_t end_ns = 0;  ///< kOpenEnd for a run that goes on until now.
  std::uint32_t version = 0;
  std::uint32_t beside = 0;  ///< The higher number of a canary's two; 0 when one version answered alone.
  double share = 0;          ///< Of `beside` in the thread's requests: 0.05 to 0.95 in steps of 0.05.
};

inline constexpr std::int64_t kOpenEnd = std::numeric_limits<std::int64_t>::max();

/// Most bars that a chart draws for all threads together.
inline constexpr std::size_t kMaxBars = 8000;

/// How many neighbouring buckets one bar has to cover, so that `threads` times the `buckets` in view stay within kMaxBars and no
/// bar is thinner than one of the plot's `columns` (0: not known yet). At least 1.
unsigned mergeFactor(std::size_t threads, std::size_t buckets, int columns);

/// One thread's buckets that end after `from_ns`, and the one before them, with `factor` neighbours of the same version made one.
/// Which ones belong together depends on absolute time only, so that bars do not change while they move. Where versions change
/// more often than can be seen within one bar's time, the stretches of each version are joined.
std::vector<Bucket> mergedBars(const std::vector<Bucket>& buckets, std::int64_t bucket_width_ns, unsigned factor,
                               std::int64_t from_ns);

/// Moves each border between two versions to the swap that caused it when it lies within `tolerance_ns`, so that a swap is one
/// edge over all threads. `markers` in order of time.
void snapToMarkers(std::vector<Bucket>& bars, const std::vector<SwapMarker>& markers, std::int64_t tolerance_ns);

/// Where a crosshair goes from a moment in as many bars of `bar_ns`: from middle to middle, but not past a flag. To the right when
/// `bars` is positive.
std::int64_t nextStop(std::int64_t at_ns, int bars, std::int64_t bar_ns, const std::vector<SwapMarker>& flags);

/// How laneRuns() reads a row of bars. Nanoseconds.
struct LaneRules {
  std::int64_t tolerance_ns = 0;      ///< How far from a bar a swap may lie and still be what changed its version.
  std::int64_t longest_pause_ns = 0;  ///< A bar that begins later than this after the one before ends its run.
  std::int64_t now_ns = 0;            ///< So does the end of time.
};

/// Which version the thread was on and when. A version goes on through empty buckets until the next one, or until the swap to the
/// next one when that lies between the two bars: a thread that answers seldom learns of a swap late, but what it would have run
/// changed then. Versions whose bars overlap in time answered in turns. `markers` in order of time.
std::vector<LaneRun> laneRuns(const std::vector<Bucket>& bars, const std::vector<SwapMarker>& markers, const LaneRules& rules);

}  // namespace hotswap::ui

#endif  // HOTSWAP_UI_VIEWMODELS_TIMELINE_BARS_H_

#ifndef HOTSWAP_CORE_API_SNAPSHOT_H_
#define HOTSWAP_CORE_API_SNAPSHOT_H_

#include <chrono>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "core/api/command.h"
#include "core/api/config.h"
#include "core/api/event.h"
#include "core/api/history.h"
#include "core/api/moment.h"
#include "core/api/quality.h"
#include "core/api/rollout.h"
#include "core/api/spread.h"
#include "core/api/swap_receipt.h"
#include "core/api/verdict.h"
#include "core/api/worker_settings.h"

namespace hotswap {

enum class VersionState {
  kInspected,
  kVetted,
  kLoading,
  kWarming,
  kReady,
  kActive,
  kCandidate,
  kShadow,
  kDraining,
  kUnloaded,
  kFailed,
  kQuarantined,
  kZombie,
};

/// The state as reports and tables spell it, such as "active".
const char* VersionStateName(VersionState state);

/// One version of a slot: bytes with a configuration.
struct VersionInfo {
  std::uint32_t slot = 0;       ///< Index into Snapshot::slots.
  std::uint32_t number = 0;     ///< Starts at 1 in each slot, never reused.
  std::string name;             ///< What the operator calls itself.
  std::string path;             ///< The file that it came from, as the user gave it.
  std::string sha256;           ///< 64 hexadecimal digits.
  std::string configuration{};  ///< JSON text; empty for none.
  VersionState state = VersionState::kInspected;
  std::string state_reason;                ///< For failed, quarantined and zombie.
  std::shared_ptr<const Verdict> verdict;  ///< What the gates said when it was judged last; null before.
  std::vector<std::string> holders;        ///< Threads that keep a replaced instance in use, such as "hs-work-03".
  bool earlier = false;                    ///< Known from earlier runs only; a swap loads it from the store.
  bool permanent = false;                  ///< It passed its trial, in this run or an earlier one.
  bool in_history = false;                 ///< It answered once, here or in an earlier run: RollBack takes its number.
  std::optional<std::chrono::nanoseconds>
      published_before{};                      ///< When it began to answer last in an earlier run, since 1970 (UTC).
  bool published = false;                      ///< It answers requests, or did once.
  bool on_probation = false;                   ///< Watched: it would be taken back at the first fault.
  std::chrono::nanoseconds probation_ends{0};  ///< When it has proved itself if it goes on answering, since the engine started;
                                               ///< while on probation.
  bool probation_waits = false;                ///< On probation, whose time stands still because nothing is asked of it.
  std::uint64_t probation_requests = 0;        ///< Answered on its newest probation.
  bool cut_short = false;                      ///< Another version took its place before its newest probation was over.
  bool proved = false;                         ///< Its last probation went to its end without a fault.
  std::string fault;        ///< Why it was taken back, or would have been; empty while nothing is held against it.
  std::uint32_t loads = 0;  ///< How often an instance of it was made.
  std::uint64_t requests = 0;
  std::uint64_t errors = 0;
  std::uint64_t nonfinite = 0;  ///< Answers that were NaN or infinite: answered, and no error.
  unsigned threads = 0;         ///< Workers whose last block ran on it.
  double requests_per_s = 0;
  std::optional<double> last_score;
};

struct SlotInfo {
  std::string name;
  std::uint32_t active = 0;           ///< Version number; 0 before the first publication.
  std::uint32_t rollback_target = 0;  ///< Where RollBack would go; 0 when there is no earlier version.
  std::uint32_t permanent = 0;        ///< What a crash would go back to: the version that passed its trial last; 0: none.
  // What the configuration says of it now.
  std::string watch{};                       ///< The file or folder that is watched for new libraries, absolute; empty: none.
  WatchPolicy policy = WatchPolicy::kOffer;  ///< What becomes of them.
  std::string strategy{};                    ///< By which a rollout goes that names none.
  Moment moment{};                           ///< Of a swap for WatchPolicy::kSwap.
};

/// A version that passed the gates and waits for its moment.
struct PendingSwapInfo {
  std::string slot;
  std::uint32_t version = 0;
  Moment moment;
  std::chrono::nanoseconds since{0};  ///< When it became ready, since the engine started.
};

/// What a thread answered the requests of a slot with.
struct ThreadAnswer {
  std::uint32_t slot = 0;
  std::uint32_t version = 0;  ///< 0: it has answered none of them.
  std::optional<double> last_score;
};

/// One worker thread over the last totals stretch.
struct ThreadInfo {
  unsigned number = 0;
  bool running = false;      ///< False when paused, out of rounds or out of requests.
  std::uint64_t rounds = 0;  ///< Requests answered since the start.
  std::uint64_t errors = 0;
  std::uint32_t slot = 0;
  std::uint32_t version = 0;   ///< Of its last block; 0 before the first.
  std::uint32_t switches = 0;  ///< How often its version changed.
  std::optional<double> last_score;
  double requests_per_s = 0;
  double p50_ns = 0;  ///< Of the newest stretch in which calls of it were timed; 0 before the first. So p99.
  double p99_ns = 0;
  std::vector<ThreadAnswer> others;  ///< Of the slots besides `slot` that it has answered, by slot.
};

/// What the thread answered last in the slot.
ThreadAnswer AnswerIn(const ThreadInfo& thread, std::uint32_t slot);

/// A worker that is stuck in an operator's call: its request was answered elsewhere, it cannot be ended.
struct ParkedThread {
  unsigned number = 0;  ///< The worker's; another one works under it now.
  std::string name;     ///< "hs-work-03".
  std::uint32_t slot = 0;
  std::uint32_t version = 0;          ///< In whose compute_score it is.
  std::chrono::nanoseconds since{0};  ///< When the call began, since the engine started.
  /// It is in no call: its work is done, and it does not end, because a destructor of a thread_local object hangs. `version` is
  /// then the one that it called last, and `since` tells when its work was done.
  bool ending = false;
};

/// One answered request, kept at human rates only.
struct RequestSample {
  std::uint64_t number = 0;        ///< Grows, so that a reader knows what it has seen. Ordered by time within a snapshot.
  std::chrono::nanoseconds at{0};  ///< When it was answered, since the engine started.
  unsigned thread = 0;
  std::uint64_t round = 0;  ///< Starts at 1.
  std::uint32_t slot = 0;
  std::uint32_t version = 0;
  double score = 0;  ///< NaN with error.
  bool error = false;
  std::chrono::nanoseconds latency{0};
};

/// What the controller is busy with.
struct Activity {
  std::string text;      ///< "Loading libfoo.so".
  std::string gate;      ///< "G0" to "G8".
  double fraction = -1;  ///< 0 to 1: the gates that are passed of those that there are; negative when that is not known.
};

struct ScenarioProgress {
  std::string name;
  std::chrono::nanoseconds elapsed{0};
  std::optional<std::chrono::nanoseconds> duration;
  bool running = false;  ///< False once it ended; it stays visible until the next one.
};

struct LatencySummary {
  double p50_ns = 0;
  double p99_ns = 0;
  double p999_ns = 0;
  double max_ns = 0;
};

struct ResourceUse {
  std::uint64_t rss_kib = 0;
  std::uint64_t fds = 0;
  std::uint64_t mappings = 0;
};

struct Totals {
  std::uint64_t requests = 0;  ///< Since the start, lost, errors and nonfinite likewise.
  std::uint64_t errors = 0;
  std::uint64_t nonfinite = 0;  ///< Answers that were NaN or infinite.
  std::uint64_t lost = 0;
  std::uint64_t late = 0;     ///< Answers that came after their request was answered elsewhere, and were discarded.
  std::uint64_t swaps = 0;    ///< Publications after the first of each slot.
  double requests_per_s = 0;  ///< Over the last totals stretch.
  LatencySummary recent;      ///< Over the last totals stretch.
};

/// Everything that a window or a remote client may know, at one moment. Immutable once published.
struct Snapshot {
  std::uint64_t sequence = 0;
  std::chrono::steady_clock::time_point origin;  ///< When the engine started: every time in here counts from it.
  std::chrono::nanoseconds at{0};                ///< When this was taken.

  WorkerSettings workers;
  bool paused = false;
  bool finished = false;                     ///< Every worker is out of rounds or of requests.
  std::string source;                        ///< "synthetic", or the file.
  std::vector<std::string> source_warnings;  ///< The first bad rows of the source, with line numbers.
  std::uint64_t source_bad_rows = 0;

  std::shared_ptr<const Config> config;  ///< What counts now; null when the engine tells none.
  std::vector<SlotInfo> slots;
  std::vector<VersionInfo> versions;           ///< By slot, then number.
  std::vector<RolloutStatus> rollouts;         ///< By slot: the one under way, or the last one.
  std::vector<ShadowStatus> shadows;           ///< Likewise.
  std::vector<PendingSwapInfo> pending_swaps;  ///< By slot, one each at most.
  std::vector<ThreadInfo> threads;
  std::vector<ParkedThread> parked;
  Totals totals;
  ResourceUse resources;

  std::shared_ptr<const History> history;            ///< Null when the engine keeps none. The same object until a stretch closes.
  /// By slot, then version. Null when the engine keeps no history. The same object until a stretch closes.
  std::shared_ptr<const std::vector<VersionSpread>> spreads;
  /// By slot, then version: those that answered requests with labels. Null when the engine keeps no history. The same object until it
  /// changes, once a second at most.
  std::shared_ptr<const std::vector<VersionQuality>> qualities;
  std::vector<RequestSample> samples;                ///< The latest requests at human rates; empty above.
  std::shared_ptr<const std::vector<Event>> events;  ///< The last 1,000. Never null. Shared until one is added.
  std::shared_ptr<const std::vector<SwapReceipt>> receipts;  ///< The last 1,000. Never null. Shared until one changes.
  std::vector<CommandOutcome> outcomes;                      ///< Of the last 64 commands.
  std::optional<Activity> activity;
  std::optional<ScenarioProgress> scenario;
};

}  // namespace hotswap

#endif  // HOTSWAP_CORE_API_SNAPSHOT_H_

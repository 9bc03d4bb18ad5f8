#ifndef HOTSWAP_CORE_API_COMMAND_H_
#define HOTSWAP_CORE_API_COMMAND_H_

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <variant>
#include <vector>

#include "core/api/config.h"
#include "core/api/config_rows.h"
#include "core/api/event.h"
#include "core/api/moment.h"
#include "core/api/rollout.h"
#include "core/api/scenario.h"
#include "core/api/verdict.h"
#include "core/api/worker_settings.h"

namespace hotswap {

/// Takes a library through the gates and makes it a ready version of the slot. Does not route anything to it.
struct LoadLibrary {
  std::string slot;  ///< Empty: the first slot. So everywhere below.
  std::filesystem::path path;
  std::string configure{};  ///< JSON text for hotswap.configure/1; empty: none. With another one it is another version.
  /// A later one of the same file takes its place, also while the gates judge this one: only the newest build counts.
  bool newest_only = false;
};

/// Routes the slot's requests to a version, loading it again from the store when it is not resident. The gates judge it at once;
/// then it waits for its moment, unless a newer swap of the slot comes first: that one takes its place. The command ends when the
/// version answers, or will not.
struct SwapToVersion {
  std::string slot;
  std::uint32_t version = 0;
  Moment moment{};
};

/// LoadLibrary and SwapToVersion in one.
struct SwapToLibrary {
  std::string slot;
  std::filesystem::path path;
  Moment moment{};
  std::string configure{};   ///< As for LoadLibrary.
  bool newest_only = false;  ///< As that of LoadLibrary, by any such swap or rollout of the slot.
};

/// The longest configuration: it fits into a line of the control socket, however it is escaped there.
inline constexpr std::size_t kMaxConfigurationBytes = 24 * 1024;

/// Gives the slot's live operator other parameters: a new instance of the same bytes gets them, passes the gates and takes over like
/// a swap, as a version of its own. RollBack goes back to the parameters before.
struct Configure {
  std::string slot;
  std::string json;  ///< For hotswap.configure/1; empty: a version without a configuration.
};

/// Routes the slot's requests to an earlier version at once: the one that answered before the present one, or that of its history
/// which is named. Said again it walks further back. Ends a rollout of the slot, and what waits for its moment there.
struct RollBack {
  std::string slot;
  std::uint32_t version = 0;  ///< 0: the one before.
};

/// Takes the plan's candidate through the gates and then through its steps. Refused whole, with nothing changed, when the plan makes
/// no sense, the slot has no version that answers, or a rollout of the slot is under way. The command ends when the first step
/// begins, or never will.
struct StartRollout {
  RolloutPlan plan;      ///< Without steps: those of the strategy, and its guards unless the plan lists any.
  bool restart = false;  ///< A rollout of the slot that is under way is aborted instead, once the new candidate passed the gates.
  std::string strategy{};    ///< The configuration's, by name; empty: the one that the slot names.
  bool newest_only = false;  ///< As that of SwapToLibrary.
};

/// A person vouches: the candidate of the slot's rollout takes over at once, whatever is missing. Without a rollout the version
/// that answers has passed its probation.
struct Promote {
  std::string slot;
};

/// While a rollout is paused no step ends by itself, whatever its time says; a broken guard still ends it.
struct PauseRollout {
  std::string slot;
  bool paused = false;
};

/// Ends the slot's rollout, whose stable version answers everything again, or calls off what waits for its moment there.
struct Abort {
  std::string slot;
};

/// Takes the plan's candidate through the gates, then has it score copies of the slot's requests. Refused when a shadow or a rollout
/// of the slot is under way, or nothing answers there yet.
struct StartShadow {
  ShadowPlan plan;
};

/// Ends the slot's shadow; its figures stay to be seen.
struct StopShadow {
  std::string slot;
};

/// Changes threads, interval and rounds while running. Rounds already answered count.
struct SetWorkers {
  WorkerSettings settings;
};

/// Stops drawing requests after those in flight, or goes on.
struct SetPaused {
  bool paused = false;
};

/// Starts a scenario: its operators, its workers' settings, rounds from zero, its swaps, rollouts and shadows. At its end the workers' settings and the
/// source come back as they were before; the operator that answers last stays, and a cycle that ran does not come back.
struct RunScenario {
  Scenario scenario;
};

/// Ends a running scenario early; no effect when none runs.
struct StopScenario {};

/// Swaps to the next of `versions` every `period` (positive), in a cycle, until another one or an empty list comes.
struct CycleVersions {
  std::string slot;
  std::chrono::nanoseconds period{0};
  std::vector<std::uint32_t> versions;
};

/// Tells a person what is known of a watched file: it becomes an event.
struct NoteWatch {
  std::string slot;  ///< Empty: it is about no slot.
  EventLevel level = EventLevel::kInfo;
  std::uint32_t version = 0;  ///< 0: about none.
  std::string path;           ///< As the text spells it.
  std::string text;           ///< One sentence.
};

/// Asks for the configuration file to be read again. Its outcome is that the file is read; what came of it is an event.
struct ReloadConfig {};

/// A configuration file was read again, whole: what changed and is live counts from now on, and what changed is told.
struct ApplyConfig {
  std::shared_ptr<const Config> config;  ///< Null: it was refused, and the present one stays.
  std::vector<ConfigChange> changes;     ///< From the one read before; what counts may be older.
  std::string file;                      ///< As the user gave it.
  std::string refusal;                   ///< Why, when it was refused: a sentence that names the file.
};

using Command = std::variant<LoadLibrary, SwapToVersion, SwapToLibrary, Configure, RollBack, StartRollout, Promote, PauseRollout,
                             Abort, StartShadow, StopShadow, SetWorkers, SetPaused, RunScenario, StopScenario, CycleVersions,
                             NoteWatch, ReloadConfig, ApplyConfig>;

/// Names a submitted command in the snapshots that tell its outcome. 0 is none.
using CommandId = std::uint64_t;

/// How a command ended.
struct CommandOutcome {
  CommandId id = 0;
  bool ok = false;
  std::uint32_t version = 0;               ///< The version that was loaded or published; 0 when none.
  std::string text;                        ///< When !ok: the text of the event that told it, so that nobody tells it twice.
  std::shared_ptr<const Verdict> verdict;  ///< Of a file that was judged for it, accepted or not; else null.
};

}  // namespace hotswap

#endif  // HOTSWAP_CORE_API_COMMAND_H_

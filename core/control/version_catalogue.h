#ifndef HOTSWAP_CORE_CONTROL_VERSION_CATALOGUE_H_
#define HOTSWAP_CORE_CONTROL_VERSION_CATALOGUE_H_

#include <chrono>
#include <cstdint>
#include <deque>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "core/api/snapshot.h"
#include "core/base/result.h"
#include "core/control/judgement.h"
#include "core/loading/loaded_operator.h"
#include "core/loading/operator_store.h"
#include "core/loading/sample_pass.h"
#include "core/slot/route.h"
#include "core/telemetry/version_cells.h"

namespace hotswap {

/// One create_operator: a library's instance and whether requests go, or went, to it.
struct Instance {
  std::unique_ptr<LoadedOperator> loaded;
  std::vector<std::unique_ptr<LoadedOperator>> others;  ///< For the workers after the first, where each needs its own.
  bool routed = false;                                  ///< A route to it exists: published, or replaced and not drained.
  bool served = false;                                  ///< It was published once, or scored in the shadow.
  bool kept = false;                                    ///< For whoever waits to publish it, or asks it in the shadow.
  bool spoilt = false;                                  ///< It failed to take over a state: it is never published.
};

/// One version of a slot. It stays for ever; its instances come and go.
struct Version {
  std::uint32_t number = 0;
  StoredLibrary library;
  std::string configuration;       ///< JSON text that its instances were given; empty: none.
  bool sharing_forbidden = false;  ///< The slot's configuration asks for an instance for each worker.
  std::string name;
  std::uint32_t loads = 0;
  bool served = false;        ///< It was published once.
  bool unproven = false;      ///< It brought its bytes to the store, and no instance of it has passed every gate yet.
  std::string zombie_reason;  ///< Why the library stayed mapped when it was last retired; else empty.
  std::string failure;        ///< Why its last load failed; else empty.
  std::string fault;          ///< Why it was taken back; empty again when somebody publishes it all the same.
  bool proved = false;        ///< Its last probation went to its end without a fault.
  std::chrono::nanoseconds probation_ends{0};  ///< Since the engine started, if it goes on answering; while it is on probation.
  std::uint64_t probation_requests = 0;        ///< Answered on its newest probation.
  bool cut_short = false;                      ///< Another version took its place before its newest probation was over.
  bool probation_waits = false;                ///< It does not answer, so its probation's time stands still.
  std::vector<std::string> holders;            ///< Threads that are still in a call of a replaced instance after a while.
  bool earlier = false;    ///< Known from earlier runs; this one has not used it, and no gate has judged it here.
  bool confirmed = false;  ///< It passed a trial.
  std::optional<std::chrono::system_clock::time_point> published_before;  ///< When it began to answer last in an earlier run.
  std::string quarantine;                                                 ///< Why an earlier version is refused; else empty.
  bool on_probation = false;                                              ///< It was published and has not proved itself yet.
  bool errors_tolerated = false;           ///< On this probation: a guard of its rollout says, or said, how many of its calls may throw.
  std::shared_ptr<const Verdict> verdict;  ///< What the gates said when it was judged last.
  GateTimes times;                         ///< What the gates took up to the instance that was not published yet.
  Vetted vetted;                           ///< No scores when it was not vetted.
  std::shared_ptr<VersionCells> cells = std::make_shared<VersionCells>();
  std::vector<std::unique_ptr<Instance>> instances;  ///< Newest last.

  /// Its note, or its slot's configuration, says that an instance must not be called from two threads at once.
  bool per_worker() const {
    return sharing_forbidden || (verdict != nullptr && verdict->identity && verdict->identity->per_worker);
  }

  /// Whether an instance keeps it mapped, so that another needs no dlopen.
  bool loaded() const;

  /// The instance that a publication can use without loading; null when there is none.
  Instance* Fresh() const;
};

/// A named place that requests are routed to.
struct SlotState {
  std::string name;
  bool per_worker = false;  ///< Whatever the notes of its operators say, each worker has an instance of its own.
  RouteSlot routes;
  std::uint64_t sequence = 0;        ///< Of the newest route.
  std::uint32_t active = 0;          ///< Version number; 0 before the first publication.
  std::uint32_t candidate = 0;       ///< Answers a part of the requests beside it; 0: none.
  std::uint32_t shadow = 0;          ///< Scores copies of its requests; 0: none.
  std::vector<std::uint32_t> trail;  ///< Versions in the order in which they were published, walked back by rollbacks.
  std::deque<std::uint32_t> recent;  ///< Versions that served and do not now, latest first, each once.
  std::uint32_t permanent = 0;       ///< The version that passed its trial last; 0: none.
  std::uint32_t last_number = 0;     ///< The highest that was ever given, here or in earlier runs.
  std::vector<std::unique_ptr<Version>> versions;  ///< By number; those between may be missing.

  Version* Find(std::uint32_t number) const;

  /// Whether a rollback can name it: it answered once, here or in an earlier run. Rollbacks shorten the trail, not the history.
  bool InHistory(const Version& version) const;

  /// Answered by all its versions since the engine started.
  std::uint64_t Requests() const;
};

/// All slots with their versions: who has which number, what is loaded and what stays loaded.
///
/// Threads  Control thread only, but for the route slots inside, which workers read.
class VersionCatalogue {
 public:
  /// How many versions back a rollback can walk.
  static constexpr std::size_t kMaxTrail = 256;

  /// `resident`: previous versions of a slot that stay loaded.
  VersionCatalogue(const std::vector<std::string>& slot_names, unsigned resident);

  /// What is over it is unloaded when retirement looks next.
  void SetResident(unsigned resident) { resident_ = resident; }

  const std::vector<std::unique_ptr<SlotState>>& slots() const { return slots_; }

  /// The slot of that name, the first for an empty one; kNotFound with the names that there are.
  Result<std::uint32_t> FindSlot(std::string_view name) const;
  SlotState& slot(std::uint32_t index) { return *slots_[index]; }

  /// The version of these bytes with this configuration: the one that has both, or a new one. `number`: the one that it has over
  /// all runs; 0, or what another version has here: the next.
  Version& Admit(std::uint32_t slot, const StoredLibrary& library, std::uint32_t number = 0,
                 const std::string& configuration = {});

  /// A version of an earlier run, in order to be found and loaded from the store again.
  Version& Restore(std::uint32_t slot, std::uint32_t number, const StoredLibrary& library);

  /// Notes that a version was published; `rollback` walks the trail back to it instead of adding to it.
  void NotePublished(std::uint32_t slot, std::uint32_t version, bool rollback);

  /// Where a rollback would go: the version that answered before the present one, those that were taken back left out; 0 when
  /// there is none.
  std::uint32_t RollbackTarget(std::uint32_t slot) const;

  /// The same, but nobody asked for it: of earlier runs only what passed its trial counts, and those in `passed_over` are left out.
  std::uint32_t LastGood(std::uint32_t slot, const std::set<std::uint32_t>& passed_over = {}) const;

  /// Whether a version's newest instance stays loaded though no request goes to it: one of the last `resident` without fault, or
  /// never used.
  bool StaysLoaded(std::uint32_t slot, const Version& version) const;

  VersionState StateOf(std::uint32_t slot, const Version& version) const;

 private:
  Version& Insert(SlotState& slot, std::uint32_t number, const StoredLibrary& library);

  unsigned resident_;
  std::vector<std::unique_ptr<SlotState>> slots_;
};

}  // namespace hotswap

#endif  // HOTSWAP_CORE_CONTROL_VERSION_CATALOGUE_H_

#ifndef HOTSWAP_CORE_CONTROL_ROLLOUT_RUNNER_H_
#define HOTSWAP_CORE_CONTROL_ROLLOUT_RUNNER_H_

#include <chrono>
#include <cstdint>
#include <deque>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "core/api/command.h"
#include "core/api/rollout.h"
#include "core/control/chronicle.h"
#include "core/control/event_log.h"
#include "core/control/probation.h"
#include "core/control/retirement.h"
#include "core/control/rollout_run.h"
#include "core/control/swapper.h"
#include "core/control/traffic.h"
#include "core/control/version_catalogue.h"

namespace hotswap {

/// Gives candidates their share of the requests step by step, and acts on what core/rollout decides: one rollout a slot.
///
/// Threads  Control thread only. All times count from the engine's start.
class RolloutRunner {
 public:
  /// How often observations are taken, and how often the figures are judged.
  static constexpr std::chrono::milliseconds kDrainPeriod{10};
  static constexpr std::chrono::milliseconds kLookPeriod{100};
  /// Rollouts that a report tells of; older ones are forgotten.
  static constexpr std::size_t kKept = 10'000;

  struct Parts {
    TimePoint origin;
    VersionCatalogue* catalogue;
    Retirement* retirement;
    Swapper* swapper;
    Traffic* traffic;
    ThreadCells* cells;
    EventLog* events;
    Chronicle* chronicle;
    ProbationLimits limits;
    /// Told when a rollout of the slot is about to give its candidate requests: nothing else may wait or look on there.
    std::function<void(std::uint32_t slot, const std::string& why)> before_begin;
    /// Told of each that ended.
    std::function<void(const RolloutStatus&)> on_end{};
  };

  explicit RolloutRunner(Parts parts) : parts_(std::move(parts)), candidates_(*parts_.catalogue, parts_.limits) {}

  /// Takes the candidate through the gates and gives it its first share; see StartRollout.
  SwapResult Start(const StartRollout& command);

  // By a person. The slot has a rollout under way, or the failure says that it has none.
  Status Promote(std::uint32_t slot);
  Status Pause(std::uint32_t slot, bool paused);
  Status Abort(std::uint32_t slot, const std::string& why = "a person aborted it");

  /// `version` becomes the slot's one answering version: a rollout there ends, unless it is the one that publishes it.
  void SlotTaken(std::uint32_t slot, const Version& version);

  /// A version that answers must not go on. True when that was dealt with here: the candidate was rolled back, or, when the stable
  /// version is at fault and the candidate is not, put in its place.
  bool TakeBack(const VersionFault& fault);

  /// Takes observations, judges, acts.
  void Tend();
  /// When to tend again; nothing while no rollout is under way.
  std::optional<std::chrono::nanoseconds> Next() const;

  /// The run, or the scenario, is over: what is under way is held, and the stable versions answer everything.
  void EndAll();

  bool under_way() const { return !active_.empty() || starting_; }
  bool UnderWay(std::uint32_t slot) const { return active_.contains(slot) || (starting_ && starting_->slot == slot); }

  /// The one under way or the last one of each slot, by slot.
  std::vector<RolloutStatus> Latest() const;
  /// Every one that ended, in the order of their numbers.
  std::vector<RolloutStatus> Ended() const;

 private:
  struct Starting {
    std::uint32_t slot;
    RolloutRun run;
    std::string called_off{};  ///< By what came while the gates judged; empty: nothing did.
  };
  struct Active {
    RolloutRun run;
    Swapper::Attempt attempt;  ///< Of the candidate, for when it is promoted.
    std::chrono::nanoseconds look_due{0};
    std::uint32_t stride = 0;
    std::uint64_t seen = 0;  ///< Requests of the slot at the last look.
    std::chrono::nanoseconds looked{0};
    std::string hold{};  ///< As the journal knows it: see HoldOf().
  };

  Status Check(const StartRollout& command, std::uint32_t slot) const;
  SwapResult Load(const StartRollout& command, std::uint32_t slot);
  SwapResult NotBegun(std::uint32_t slot, SwapResult result, const std::string& why);
  void Begin(std::uint32_t slot, RolloutRun run, Swapper::Attempt attempt);
  void Drain();
  void Judge(std::uint32_t slot, Active& active);
  void Retune(std::uint32_t slot, Active& active);
  void PublishStep(std::uint32_t slot, Active& active);
  void ObserveOneIn(std::uint32_t slot, std::uint32_t stride);
  void PublishStable(std::uint32_t slot, std::uint32_t stride);
  SwapResult PublishCandidate(std::uint32_t slot, const VersionFault* instead_of);
  void RollBack(std::uint32_t slot, const std::string& reason, bool own_fault);
  void End(std::uint32_t slot);
  void Keep(std::uint32_t slot, RolloutStatus status);
  void NoteRow(const RolloutStatus& status);
  void NoteDecision(Active& active, const std::string& verdict, const std::string& reason);
  void NoteHold(Active& active, const std::string& reason);
  SwapResult Reject(Error error);
  void Tell(EventLevel level, std::uint32_t slot, const Version* version, std::string text);
  std::string LabelOf(std::uint32_t slot, std::uint32_t version) const;
  std::chrono::nanoseconds Now() const { return SteadyClock().Now() - parts_.origin; }

  const Parts parts_;
  Probation candidates_;
  std::optional<Starting> starting_;
  std::map<std::uint32_t, Active> active_;
  std::map<std::uint32_t, RolloutStatus> last_;
  std::deque<RolloutStatus> ended_;
  std::uint64_t number_ = 0;
  bool publishing_ = false;  // its own candidate
  std::chrono::nanoseconds drained_{0};
};

}  // namespace hotswap

#endif  // HOTSWAP_CORE_CONTROL_ROLLOUT_RUNNER_H_

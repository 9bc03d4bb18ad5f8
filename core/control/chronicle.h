#ifndef HOTSWAP_CORE_CONTROL_CHRONICLE_H_
#define HOTSWAP_CORE_CONTROL_CHRONICLE_H_

#include <chrono>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "core/api/config.h"
#include "core/api/event.h"
#include "core/api/swap_receipt.h"
#include "core/base/clock.h"
#include "core/control/version_catalogue.h"
#include "core/journal/journal.h"

namespace hotswap {

/// What a configuration says of the journal's size, as the journal takes it: whole hours, at least one.
JournalLimits LimitsOf(const Config::Journal& journal);

/// Writes down in the journal what happens in this run, and decides when a version has passed its trial. Without a journal it does
/// nothing, and nothing is known of earlier runs.
///
/// Threads  Control thread only, but NoteStopping(). All times count from the engine's start.
class Chronicle {
 public:
  struct Parts {
    std::unique_ptr<Journal> journal;   ///< Null: none.
    std::vector<std::string> notes;     ///< What a person should know of its opening, or why there is none.
    std::chrono::nanoseconds trial{0};  ///< So long without a fault confirms a version; 0: only somebody's word does.
    TimePoint origin;
  };

  explicit Chronicle(Parts parts);

  /// What a person should know of the journal's opening, and what it found: a sentence each.
  std::vector<std::pair<EventLevel, std::string>> Notes() const;

  /// Makes the versions of earlier runs known to the catalogue, with the trails that rollbacks walk back. `store` holds their bytes.
  void Restore(VersionCatalogue& catalogue, const OperatorStore& store);

  /// Of the journal, from now on.
  void SetLimits(const JournalLimits& limits);

  /// What the journal says that a slot starts with; 0 when it does not know.
  std::uint32_t Chosen(const std::string& slot) const;

  /// The number of these bytes with this configuration in the slot, given now when they are new; 0 when there is no journal to tell.
  std::uint32_t NumberOf(const std::string& slot, const StoredLibrary& library, const std::string& configuration,
                         const std::string& build_id);

  /// Why these bytes are refused in the slot, a clause that begins with a verb; nothing when they are not.
  std::optional<std::string> QuarantineOf(const std::string& slot, const std::string& sha256);

  /// Before requests are routed to a version, also as a candidate, or copies of them to a shadow: it is on trial from now on, unless
  /// it was confirmed. Returns when that is on disk, if a crash could go back to another version.
  void BeginTrial(const SlotState& slot, const Version& version);

  /// A candidate or a shadow gets no new requests: when the last ones are answered it is on trial no more, unless it then answers,
  /// or is tried, again.
  void EndTrial(std::uint32_t index, const Version& version);

  /// The version answers now, `slot` knows it already. Its trial by time begins, unless it was on trial before already.
  void Published(std::uint32_t index, SlotState& slot, Version& version);

  /// Whether the slot's version answers without that anybody, or time, has confirmed it.
  bool OnTrial(std::uint32_t index) const { return trials_.contains(index); }

  /// It passed: a person said so, or a rollout. It is the slot's permanent version from now on.
  void Confirm(std::uint32_t index, SlotState& slot, Version& version);

  /// It was found at fault: it has to pass another trial, which begins now when it goes on answering.
  void Withdraw(std::uint32_t index, SlotState& slot, Version& version);

  void Note(const SwapReceipt& receipt);
  /// A warning or an error is on disk when this returns, as long as the disk is not slow: whoever reads it finds it there.
  void Note(const Event& event);
  void Note(RolloutEntry rollout);
  void Note(DecisionEntry decision);

  /// Waits a little for what was written down: before a snapshot tells it.
  void Flush();

  /// Confirms the versions whose trial is over; a sentence about each, and about what went wrong with the journal.
  struct Told {
    EventLevel level;
    std::uint32_t slot;     ///< Index; meaningless for a warning.
    std::uint32_t version;  ///< 0 for a warning.
    std::string text;
  };
  std::vector<Told> Tend(VersionCatalogue& catalogue, std::chrono::nanoseconds now);

  /// The end was asked for. Any thread.
  void NoteStopping();

  /// The run ended in order: nothing more is written down.
  void End(const VersionCatalogue& catalogue);

  /// A moment of this run as other processes know it.
  WallTime At(std::chrono::nanoseconds since_start) const;

 private:
  /// A version that answers and that nobody has confirmed.
  struct Trial {
    std::uint32_t version;
    std::chrono::nanoseconds since;
    VersionFaults faults;  // as of its start
  };

  void EndTrials(const VersionCatalogue& catalogue);
  bool Passed(const Trial& trial, const SlotState& slot, const Version& version, std::chrono::nanoseconds now) const;
  std::chrono::nanoseconds Now() const { return SteadyClock().Now() - parts_.origin; }

  Parts parts_;
  const WallTime began_;                                       // the origin, on the wall's clock
  std::map<std::uint32_t, Trial> trials_;                      // by slot
  std::set<std::pair<std::uint32_t, std::uint32_t>> told_;     // slot and number whose name the journal knows
  std::set<std::pair<std::uint32_t, std::uint32_t>> leaving_;  // slot and number: their trials end with their last requests
  bool unwritten_ = false;                                     // something was noted since the last Flush()
};

}  // namespace hotswap

#endif  // HOTSWAP_CORE_CONTROL_CHRONICLE_H_

#ifndef HOTSWAP_CORE_JOURNAL_JOURNAL_RECORDS_H_
#define HOTSWAP_CORE_JOURNAL_JOURNAL_RECORDS_H_

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/api/event.h"

namespace hotswap {

/// A moment that means the same in every process and after a restart.
using WallTime = std::chrono::system_clock::time_point;

/// What makes a version: the same three belong to the same number for ever.
struct VersionKey {
  std::string slot;
  std::string sha256;         ///< 64 lower-case hexadecimal digits.
  std::string configuration;  ///< As text; empty for none.
};

/// What else is known of a version when it is admitted.
struct VersionOrigin {
  std::string path;  ///< The file that it came from, as the user gave it.
  std::string build_id;
  std::uint64_t size = 0;  ///< In bytes.
};

/// Why a version was taken back from the requests that it had.
struct KnownFault {
  WallTime at;
  std::int64_t run = 0;  ///< Since the journal was begun.
  std::string reason;    ///< "rolled back: " and the guard with its figure, or what gate G7 said.
};

/// A version that the journal knows.
struct KnownVersion {
  std::uint32_t number = 0;
  VersionKey key;
  VersionOrigin origin;
  std::string name;   ///< What the operator calls itself; empty when no instance of it was ever made.
  std::string state;  ///< As last seen, spelled as in reports.
  std::string who;    ///< Who loaded it last, by user name.
  WallTime first_loaded;
  WallTime last_used;
  bool confirmed = false;         ///< It passed a trial, and was not found at fault since.
  std::string quarantine;         ///< Why its bytes are refused in this slot; empty when they are not.
  std::optional<WallTime> trial;  ///< Since when it is on trial in a run that has not ended; nothing when it is not.
  // As far back as the journal tells.
  std::optional<WallTime> published;     ///< When it began to answer last; nothing when it never did but as a candidate.
  std::uint64_t requests_candidate = 0;  ///< Answered as the candidate of rollouts.
  std::optional<KnownFault> fault;       ///< Nothing when it was published again since.
};

/// What the journal knows of one slot.
struct SlotHistory {
  std::string slot;
  std::uint32_t chosen = 0;            ///< What the next start publishes; 0: nothing was ever published.
  std::uint32_t last_number = 0;       ///< The highest that was ever given.
  std::uint32_t permanent = 0;         ///< The version confirmed last; 0: none.
  std::vector<std::uint32_t> trail;    ///< In the order of publication, walked back by rollbacks; ends with `chosen`.
  std::vector<KnownVersion> versions;  ///< The newest, and all of the trail; by number.
};

/// A receipt, complete or not.
struct SwapEntry {
  std::uint64_t number = 0;  ///< Of the receipt in its run.
  WallTime at;
  std::string slot;
  std::optional<std::uint32_t> from;
  std::optional<std::uint32_t> to;
  std::string outcome;  ///< "published", "refused", "rolled_back", "failed".
  std::string reason;
  std::string receipt;  ///< JSON; empty while it is not complete.
};

/// A rollout, under way or decided; written again it replaces what was written before.
struct RolloutEntry {
  std::uint64_t number = 0;  ///< Of the rollout in its run.
  WallTime at;
  std::string slot;
  std::optional<std::uint32_t> candidate;
  std::string outcome;  ///< As in reports; empty while it is under way.
  std::string reason;
  std::string details;  ///< JSON: steps, guards with figures and limits.
};

/// One decision of a rollout, with the figures that it was taken on.
struct DecisionEntry {
  std::uint64_t rollout = 0;
  WallTime at;
  std::string slot;
  std::string verdict;  ///< "promote", "hold", "roll_back", "next_step", "pause", …
  std::string reason;
  std::string figures;  ///< JSON.
};

struct EventEntry {
  WallTime at;
  EventLevel level = EventLevel::kWarning;
  std::string slot;
  std::uint32_t version = 0;
  std::string gate;
  std::string text;
};

}  // namespace hotswap

#endif  // HOTSWAP_CORE_JOURNAL_JOURNAL_RECORDS_H_

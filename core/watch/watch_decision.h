#ifndef HOTSWAP_CORE_WATCH_WATCH_DECISION_H_
#define HOTSWAP_CORE_WATCH_WATCH_DECISION_H_

#include <cstddef>
#include <filesystem>
#include <optional>
#include <string>

#include "core/api/command.h"
#include "core/api/snapshot.h"

namespace hotswap {

/// A library that came to rest where a slot watches.
struct WatchedLibrary {
  std::filesystem::path file;
  std::string sha256;
  bool lay_there = false;       ///< Since before it was watched.
  bool refused_before = false;  ///< The gates refused these bytes in this slot.
};

/// What is asked of the engine for it, and told to a person.
struct WatchDecision {
  std::optional<Command> command;
  std::optional<NoteWatch> note;
};

/// What becomes of the library in the slot of this index, by the slot's policy and what is known of the bytes. Pure.
WatchDecision DecideWatched(const WatchedLibrary& library, const Snapshot& snapshot, std::size_t slot);

/// What a person is told when the slot begins to watch.
NoteWatch WatchBegins(const Snapshot& snapshot, std::size_t slot, bool something_there);

/// What a person is told of a library that was taken in as this version and waits for a decision.
NoteWatch OfferOf(const WatchedLibrary& library, const Snapshot& snapshot, const std::string& slot, std::uint32_t version);

/// Whether the outcome says that the gates refused the very bytes, and not that something else was in the way.
bool RefusedForItsBytes(const CommandOutcome& outcome);

}  // namespace hotswap

#endif  // HOTSWAP_CORE_WATCH_WATCH_DECISION_H_

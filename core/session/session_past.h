#ifndef HOTSWAP_CORE_SESSION_SESSION_PAST_H_
#define HOTSWAP_CORE_SESSION_SESSION_PAST_H_

#include <chrono>
#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <utility>

#include "core/api/snapshot.h"

namespace hotswap {

/// What an engine's clients saw at an earlier moment, worked out from its last snapshot.
///
/// Exact: events, receipts, which version answered, what the history keeps. Requests before a moment are the last count less what the
/// history says of the time since. Not kept, and so left out before the end: figures of guards, probations, the queue of commands.
/// At the end it is the snapshot itself.
///
/// Threads   Immutable: any.
class SessionPast {
 public:
  /// The snapshot is one that CheckSnapshot() passed.
  explicit SessionPast(std::shared_ptr<const Snapshot> end);

  std::chrono::nanoseconds Begin() const { return begin_; }
  std::chrono::nanoseconds End() const { return end_->at; }

  /// Of a moment within Begin() and End(). Without history, which is the dear part: see HistoryAt().
  Snapshot At(std::chrono::nanoseconds at) const;

  /// Null when the engine kept none.
  std::shared_ptr<const History> HistoryAt(std::chrono::nanoseconds at) const;

 private:
  using VersionKey = std::pair<std::uint32_t, std::uint32_t>;  ///< Slot and number.

  void NoteMentions();
  void ShowSlots(Snapshot& then) const;
  void ShowVersions(Snapshot& then) const;
  void ShowVersion(VersionInfo& version, const Snapshot& then) const;
  void ShowThreads(Snapshot& then) const;
  void ShowRollouts(Snapshot& then) const;
  void TakeBackRequests(Snapshot& then) const;
  bool ChangesAfter(const VersionInfo& version, std::chrono::nanoseconds at) const;

  const std::shared_ptr<const Snapshot> end_;
  const std::shared_ptr<const History> history_;  ///< Lengthened; null when there is none.
  std::chrono::nanoseconds begin_{0};
  std::map<VersionKey, std::chrono::nanoseconds> mentioned_;  ///< When something first said that there is such a version.
  std::map<std::string, std::uint32_t> slots_;
};

}  // namespace hotswap

#endif  // HOTSWAP_CORE_SESSION_SESSION_PAST_H_

#ifndef HOTSWAP_CORE_WATCH_FILE_WATCHER_H_
#define HOTSWAP_CORE_WATCH_FILE_WATCHER_H_

#include <atomic>
#include <chrono>
#include <cstddef>
#include <map>
#include <set>
#include <string>
#include <utility>

#include "core/api/engine.h"
#include "core/base/clock.h"
#include "core/base/file_descriptor.h"
#include "core/base/named_thread.h"
#include "core/watch/folder_events.h"
#include "core/watch/settle_policy.h"
#include "core/watch/watch_decision.h"
#include "core/watch/watched_place.h"

namespace hotswap {

/// Looks after the files and folders that the slots of an engine watch, and asks the engine for what becomes of a new library there:
/// by the same commands as a person.
///
/// Threads   Owns "hs-watch", so that neither a slow disk nor a large file holds anything else up.
/// Lifetime  The engine outlives the time from Start() to Stop(). What is watched comes from its snapshots, also when it changes.
///           The destructor stops.
/// Failure   Without inotify, or where that tells nothing (network file systems), files are looked at every `rescan`. What a person
///           should know becomes an event of the engine. Throws std::system_error when the system has no descriptor left.
class FileWatcher {
 public:
  struct Parts {
    WatchedPlace::Digest digest;
    SettleLimits limits;
    std::chrono::nanoseconds rescan{std::chrono::seconds(1)};
  };

  /// Has all its descriptors at once, so that a run has as many at its start as at its end.
  explicit FileWatcher(Parts parts);
  ~FileWatcher() { Stop(); }
  FileWatcher(const FileWatcher&) = delete;
  FileWatcher& operator=(const FileWatcher&) = delete;

  /// Once.
  void Start(Engine& engine);

  /// Nothing is asked of the engine any more when this returns; it waits for the file that is being read. Later calls do nothing.
  void Stop();

 private:
  /// A command that was submitted for a library.
  struct Pending {
    std::string slot;
    WatchedLibrary library;
    bool offer = false;
  };

  void Run();
  bool Wait() const;
  void FollowSlots(const Snapshot& snapshot);
  void TakeEvents();
  void Arm();
  void TellTrouble();
  void Rescan();
  void Look(const Snapshot& snapshot);
  void Act(const WatchedPlace::News& news, const Snapshot& snapshot, std::size_t slot);
  void TakeOutcomes(const Snapshot& snapshot);
  static TimePoint Now() { return SteadyClock().Now(); }

  // Fixed after construction.
  const Parts parts_;
  const FileDescriptor end_;

  // Shared: an operator may have closed the descriptor.
  std::atomic<bool> ending_{false};

  // Fixed after Start().
  Engine* engine_ = nullptr;

  // Only on hs-watch.
  FolderEvents events_;
  std::map<std::string, WatchedPlace> places_;             // by slot
  std::map<CommandId, Pending> pending_;                   // whose outcome was not seen yet
  std::set<std::pair<std::string, std::string>> refused_;  // slot and digest that the gates refused
  std::string trouble_;                                    // as it was told last
  TimePoint rescan_due_;

  // Last: joins before anything above goes away.
  NamedThread thread_;
};

}  // namespace hotswap

#endif  // HOTSWAP_CORE_WATCH_FILE_WATCHER_H_

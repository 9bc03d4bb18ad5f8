#ifndef HOTSWAP_CORE_JOURNAL_JOURNAL_H_
#define HOTSWAP_CORE_JOURNAL_JOURNAL_H_

#include <chrono>
#include <cstdint>
#include <deque>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "core/base/mutex.h"
#include "core/base/named_thread.h"
#include "core/base/result.h"
#include "core/journal/database.h"
#include "core/journal/entry_table.h"
#include "core/journal/journal_records.h"
#include "core/journal/run_lock.h"
#include "core/journal/version_table.h"

namespace hotswap {

struct JournalSettings {
  std::filesystem::path file;
  JournalLimits limits;      ///< At first; SetLimits() changes them.
  std::size_t queue = 8192;  ///< Entries that wait to be written; more are dropped and counted.
  std::size_t history = 50;  ///< The newest versions of each slot that history() tells.
};

/// What a run leaves behind for those after it: versions and their numbers, swaps, decisions, errors, and what is on trial.
///
/// Threads   Owns "hs-journal", the only one that writes. All functions on any thread. Those that answer wait for it, for
///           kLongestWait at most; the others only queue.
/// Lifetime  The destructor closes the run in order.
/// Failure   At the first failed write (a full disk, a damaged file) the journal gives up for the rest of the run and tells why
///           once, in TakeTrouble(): the run goes on without it, and nothing is tried again. What was on trial is then not judged
///           by the next start.
class Journal {
 public:
  /// A caller that must know that something is on disk waits no longer, however slow the disk is.
  static constexpr std::chrono::milliseconds kLongestWait{2000};

  /// Opens the journal, judges the trials of runs whose process is gone, and begins a run.
  static Result<std::unique_ptr<Journal>> Open(const JournalSettings& settings);
  ~Journal();
  Journal(const Journal&) = delete;
  Journal& operator=(const Journal&) = delete;

  /// What a person should know of the opening: a damaged file that was moved aside, versions that are quarantined since.
  const std::vector<std::string>& notes() const { return notes_; }

  /// What was known at the opening.
  const std::vector<SlotHistory>& history() const { return history_; }
  std::int64_t run() const { return run_; }

  /// The number of a version, given now when it is new; nothing when the journal cannot tell.
  std::optional<std::uint32_t> NumberOf(VersionKey key, VersionOrigin origin) EXCLUDES(mutex_);

  /// Why these bytes are refused in this slot (a clause with the next step); nothing when they are not or nobody knows.
  std::optional<std::string> QuarantineOf(std::string slot, std::string sha256) EXCLUDES(mutex_);

  /// To be called before requests reach a version that nobody has confirmed. Whether the mark is on disk.
  bool MarkTrial(std::string slot, std::uint32_t number) EXCLUDES(mutex_);

  /// Waits until everything that was queued before is written, `limit` at most. Whether it is.
  bool Flush(std::chrono::milliseconds limit) EXCLUDES(mutex_);

  void Published(Publication publication) EXCLUDES(mutex_);
  void EndTrial(std::string slot, std::uint32_t number) EXCLUDES(mutex_);
  void Confirm(std::string slot, std::uint32_t number) EXCLUDES(mutex_);
  void Withdraw(std::string slot, std::uint32_t number) EXCLUDES(mutex_);
  void NoteVersion(std::string slot, std::uint32_t number, std::string name, std::string state) EXCLUDES(mutex_);
  void Add(SwapEntry swap) EXCLUDES(mutex_);
  void Add(RolloutEntry rollout) EXCLUDES(mutex_);
  void Add(DecisionEntry decision) EXCLUDES(mutex_);
  void Add(EventEntry event) EXCLUDES(mutex_);

  /// Other limits, from the next pruning on.
  void SetLimits(const JournalLimits& limits) EXCLUDES(mutex_);

  /// The end was asked for: however the process ends from now on, nothing that is on trial is to blame.
  void NoteStopping() EXCLUDES(mutex_);

  /// Writes what is queued and that the run ended in order. Later calls do nothing.
  void Close() EXCLUDES(mutex_);

  /// Why the journal gave up, or that entries were dropped: a sentence, once.
  std::optional<std::string> TakeTrouble() EXCLUDES(mutex_);

 private:
  using Work = std::function<Status(Database&)>;

  /// What somebody waits for.
  struct Waiter {
    bool done = false;  // written, or given up
    bool written = false;
    bool abandoned = false;  // nobody waits any more: not to be begun
  };
  struct Job {
    Work work;
    std::shared_ptr<Waiter> waiter;
    std::string entry{};   // what it writes: a later job that writes the same makes this one needless; empty: nothing does
    bool durable = false;  // must outlive a loss of power, not only the process
  };

  Journal(const JournalSettings& settings, Database database, std::int64_t run, RunLock lock);
  enum class Haste { kGather, kAtOnce };
  void Queue(Work work, std::string entry = {}, Haste haste = Haste::kGather) EXCLUDES(mutex_);
  bool Await(Work work, std::chrono::milliseconds limit, bool durable = false) EXCLUDES(mutex_);
  void Write() EXCLUDES(mutex_);
  std::vector<Job> TakeJobs() EXCLUDES(mutex_);
  Status CarryOut(const std::vector<Job>& jobs);
  void Answer(const std::vector<Job>& jobs, bool written) EXCLUDES(mutex_);
  void PruneWhenDue() EXCLUDES(mutex_);
  void GiveUp(Error error) EXCLUDES(mutex_);

  // Fixed after construction.
  const JournalSettings settings_;
  const std::int64_t run_;
  std::vector<std::string> notes_;
  std::vector<SlotHistory> history_;

  // Shared.
  Mutex mutex_;
  CondVar changed_;
  std::deque<Job> queue_ GUARDED_BY(mutex_);
  std::chrono::steady_clock::time_point write_due_ GUARDED_BY(mutex_);  // while something is queued
  std::uint64_t dropped_ GUARDED_BY(mutex_) = 0;
  JournalLimits limits_ GUARDED_BY(mutex_);
  bool given_up_ GUARDED_BY(mutex_) = false;
  bool closing_ GUARDED_BY(mutex_) = false;
  std::optional<std::string> trouble_ GUARDED_BY(mutex_);
  std::set<std::pair<std::string, std::uint32_t>> tried_ GUARDED_BY(mutex_);  // on trial once in this run

  // Only on hs-journal, once it runs; the lock is only removed elsewhere.
  Database database_;
  RunLock lock_;
  std::chrono::steady_clock::time_point prune_due_;

  // Last: joins before anything above goes away.
  NamedThread thread_;
};

}  // namespace hotswap

#endif  // HOTSWAP_CORE_JOURNAL_JOURNAL_H_

#include "core/journal/journal.h"

#include <algorithm>
#include <map>

#include "core/journal/journal_file.h"
#include "core/journal/trial_table.h"

namespace hotswap {
namespace {

using std::chrono::milliseconds;
using std::chrono::steady_clock;

constexpr std::chrono::seconds kPrunePeriod{60};
/// Between two steps of a pruning that has more to do: it leaves the disk to others.
constexpr milliseconds kPruneStep{20};

/// Or after so much: a run that swaps all the time would be far over its size within the period.
constexpr std::size_t kPruneAfter = 1024;
/// A run that ends leaves a file of its size, unless that takes more steps than these, such as after a limit that became smaller.
constexpr int kPruneStepsAtEnd = 64;

/// How long an entry that nobody waits for waits for others: what is told of it is flushed before, and a transaction each would cost
/// more than all that is in them.
constexpr milliseconds kGather{20};

WallTime Now() { return std::chrono::system_clock::now(); }

/// How the journal and this run begin, all within one transaction: nobody may judge a run whose lock is not taken yet.
struct Beginning {
  std::optional<StartedRun> run;
  std::vector<std::string> notes;
  std::vector<SlotHistory> history;
};

Status Begin(Database& database, const JournalSettings& settings, Beginning& beginning) {
  auto notes = JudgeDeadRuns(database, settings.file, Now());
  if (!notes.ok()) return std::move(notes).error();
  auto run = StartRun(database, settings.file, Now());
  if (!run.ok()) return std::move(run).error();
  auto history = ReadHistory(database, "", settings.history);
  if (!history.ok()) return std::move(history).error();
  beginning = {std::move(run).value(), std::move(notes).value(), std::move(history).value()};
  return {};
}

const char* NextStep(Errc code) {
  switch (code) {
    case Errc::kUnavailable: return "Look which process keeps it open without going on";
    case Errc::kPermissionDenied: return "Look at the permissions of its folder, or name another with --journal";
    case Errc::kDamaged: return "The next start begins a new one";
    default: return "Look at the space and the health of its disk, or name another with --journal";
  }
}

}  // namespace

Result<std::unique_ptr<Journal>> Journal::Open(const JournalSettings& settings) {
  std::string moved;
  for (bool again = false;; again = true) {
    auto opened = OpenJournal(settings.file);
    if (!opened.ok()) return std::move(opened).error();
    if (!opened->moved.empty()) moved = opened->moved;
    Beginning beginning;
    Status begun = InTransaction(opened->database, [&] { return Begin(opened->database, settings, beginning); });
    if (begun.ok()) {
      std::unique_ptr<Journal> journal(
          new Journal(settings, std::move(opened->database), beginning.run->id, std::move(beginning.run->lock)));
      journal->notes_ = std::move(beginning.notes);
      if (!moved.empty()) journal->notes_.insert(journal->notes_.begin(), "Damaged: " + moved);
      journal->history_ = std::move(beginning.history);
      return journal;
    }
    Error error = std::move(begun).error();
    // Its first page may be whole and those behind it not.
    if (error.code == Errc::kDamaged && !again) {
      const auto broken = MoveAside(settings.file);
      if (broken.ok()) {
        moved = error.text + ". It was moved to " + broken->string() +
                ", and a new one begins: earlier versions are not known any more.";
        continue;
      }
    }
    if (!error.text.starts_with("the journal ")) error.text.insert(0, "the journal " + settings.file.string() + ": ");
    error.text += "; name another with --journal FILE";
    return error;
  }
}

Journal::Journal(const JournalSettings& settings, Database database, std::int64_t run, RunLock lock)
    : settings_(settings),
      run_(run),
      limits_(settings.limits),
      database_(std::move(database)),
      lock_(std::move(lock)),
      prune_due_(steady_clock::now()),
      thread_("hs-journal", [this] { Write(); }) {}

Journal::~Journal() { Close(); }

std::optional<std::uint32_t> Journal::NumberOf(VersionKey key, VersionOrigin origin) {
  // Shared with the writer, which may be at it when nobody waits any more.
  const auto number = std::make_shared<std::uint32_t>(0);
  const bool written = Await(
      [number, key = std::move(key), origin = std::move(origin)](Database& database) -> Status {
        auto found = hotswap::NumberOf(database, key, origin, Now());
        if (!found.ok()) return std::move(found).error();
        *number = *found;
        return {};
      },
      kLongestWait);
  if (!written) return std::nullopt;
  return *number;
}

std::optional<std::string> Journal::QuarantineOf(std::string slot, std::string sha256) {
  const auto reason = std::make_shared<std::optional<std::string>>();
  const bool known = Await(
      [reason, slot = std::move(slot), sha256 = std::move(sha256)](Database& database) -> Status {
        auto found = hotswap::QuarantineOf(database, slot, sha256);
        if (!found.ok()) return std::move(found).error();
        *reason = std::move(found).value();
        return {};
      },
      kLongestWait);
  return known ? *reason : std::nullopt;
}

bool Journal::MarkTrial(std::string slot, std::uint32_t number) {
  bool first = false;
  {
    const MutexLock lock(mutex_);
    first = tried_.insert({slot, number}).second;
  }
  // Written through to the disk once a run: thousands of swaps to and fro must not wait for it each time.
  return Await([this, slot = std::move(slot),
                number](Database& database) { return hotswap::MarkTrial(database, run_, slot, number, Now()); },
               kLongestWait, first);
}

bool Journal::Flush(milliseconds limit) {
  {
    const MutexLock lock(mutex_);
    if (given_up_) return false;
  }
  return Await([](Database&) { return Status(); }, limit);
}

void Journal::Published(Publication publication) {
  const std::string slot = publication.slot;
  Queue([this, publication =
                   std::move(publication)](Database& database) { return NotePublication(database, run_, publication, Now()); },
        "publication " + slot);
}

void Journal::EndTrial(std::string slot, std::uint32_t number) {
  Queue([this, slot = std::move(slot), number](Database& database) { return hotswap::EndTrial(database, run_, slot, number); });
}

void Journal::Confirm(std::string slot, std::uint32_t number) {
  Queue([slot = std::move(slot), number](Database& database) { return hotswap::Confirm(database, slot, number, Now()); });
}

void Journal::Withdraw(std::string slot, std::uint32_t number) {
  Queue([slot = std::move(slot), number](Database& database) { return hotswap::Withdraw(database, slot, number); });
}

void Journal::NoteVersion(std::string slot, std::uint32_t number, std::string name, std::string state) {
  Queue([slot = std::move(slot), number, name = std::move(name), state = std::move(state)](Database& database) {
    return hotswap::NoteVersion(database, slot, number, name, state, Now());
  });
}

void Journal::Add(SwapEntry swap) {
  std::string entry = "swap " + std::to_string(swap.number);
  Queue([this, swap = std::move(swap)](Database& database) { return WriteSwap(database, run_, swap); }, std::move(entry));
}

void Journal::Add(RolloutEntry rollout) {
  std::string entry = "rollout " + std::to_string(rollout.number);
  Queue([this, rollout = std::move(rollout)](Database& database) { return WriteRollout(database, run_, rollout); },
        std::move(entry));
}

void Journal::Add(DecisionEntry decision) {
  Queue([this, decision = std::move(decision)](Database& database) { return WriteDecision(database, run_, decision); });
}

void Journal::Add(EventEntry event) {
  Queue([this, event = std::move(event)](Database& database) { return WriteEvent(database, run_, event); });
}

void Journal::NoteStopping() {
  Queue([this](Database& database) { return NoteRunEnd(database, run_, "stopping", Now()); }, {}, Haste::kAtOnce);
}

void Journal::Close() {
  {
    const MutexLock lock(mutex_);
    if (closing_) return;
  }
  static_cast<void>(Await([this](Database& database) { return NoteRunEnd(database, run_, "clean", Now()); }, kLongestWait));
  // Whether or not it could be written: this run ended in order.
  lock_.Remove();
  {
    const MutexLock lock(mutex_);
    closing_ = true;
    changed_.NotifyAll();
  }
  thread_.Join();
}

std::optional<std::string> Journal::TakeTrouble() {
  const MutexLock lock(mutex_);
  if (!trouble_ && dropped_ != 0 && !given_up_) {
    const std::uint64_t lost = std::exchange(dropped_, 0);
    trouble_ = "The journal " + settings_.file.string() + " is too slow: " + std::to_string(lost) +
               (lost == 1 ? " entry was" : " entries were") +
               " not written down. Look at its disk, or name another with --journal.";
  }
  return std::exchange(trouble_, std::nullopt);
}

void Journal::Queue(Work work, std::string entry, Haste haste) {
  const MutexLock lock(mutex_);
  if (given_up_ || closing_) return;
  if (queue_.size() >= settings_.queue) {
    ++dropped_;
    return;
  }
  const bool first = queue_.empty();
  queue_.push_back({.work = std::move(work), .waiter = nullptr, .entry = std::move(entry)});
  if (first) write_due_ = steady_clock::now() + kGather;
  if (haste == Haste::kAtOnce || queue_.size() > settings_.queue / 2) write_due_ = {};
  if (first || write_due_ == steady_clock::time_point()) changed_.NotifyAll();
}

bool Journal::Await(Work work, milliseconds limit, bool durable) {
  const auto waiter = std::make_shared<Waiter>();
  const auto deadline = steady_clock::now() + limit;
  const MutexLock lock(mutex_);
  if (given_up_ || closing_) return false;
  queue_.push_back({.work = std::move(work), .waiter = waiter, .durable = durable});
  write_due_ = {};
  changed_.NotifyAll();
  while (!waiter->done && steady_clock::now() < deadline) changed_.WaitUntil(mutex_, deadline);
  waiter->abandoned = true;
  return waiter->written;
}

/// What hs-journal does.
void Journal::Write() {
  std::size_t unpruned = 0;
  for (;;) {
    std::vector<Job> jobs = TakeJobs();
    unpruned += jobs.size();
    if (!jobs.empty()) {
      Status written = CarryOut(jobs);
      const bool ok = written.ok();
      if (!ok) GiveUp(std::move(written).error());
      Answer(jobs, ok);
    }
    {
      const MutexLock lock(mutex_);
      if (closing_ && queue_.empty()) break;
    }
    if (unpruned >= kPruneAfter) {
      unpruned = 0;
      prune_due_ = {};
    }
    PruneWhenDue();
  }
  bool more = true;
  for (int step = 0; more && step < kPruneStepsAtEnd; ++step) {
    prune_due_ = {};
    PruneWhenDue();
    more = prune_due_ < steady_clock::now() + kPrunePeriod / 2;
  }
}

/// Everything that waits: one transaction for all of it is what makes the journal keep up.
std::vector<Journal::Job> Journal::TakeJobs() {
  const MutexLock lock(mutex_);
  for (;;) {
    const auto due = queue_.empty() ? prune_due_ : std::min(prune_due_, write_due_);
    if (closing_ || steady_clock::now() >= due) break;
    changed_.WaitUntil(mutex_, due);
  }
  std::map<std::string, const Job*> last;  // of each entry: nobody sees the ones before it
  for (const Job& job : queue_) {
    if (!job.entry.empty()) last[job.entry] = &job;
  }
  std::vector<Job> jobs;
  for (Job& job : queue_) {
    const bool abandoned = job.waiter != nullptr && job.waiter->abandoned;
    const bool outdated = !job.entry.empty() && last.at(job.entry) != &job;
    if (!abandoned && !outdated) jobs.push_back(std::move(job));
  }
  queue_.clear();
  return jobs;
}

Status Journal::CarryOut(const std::vector<Job>& jobs) {
  bool durable = false;
  for (const Job& job : jobs) durable = durable || job.durable;
  if (durable) {
    if (Status set = database_.Run("PRAGMA synchronous = FULL"); !set.ok()) return set;
  }
  Status status = InTransaction(database_, [&]() -> Status {
    for (const Job& job : jobs) {
      if (Status done = job.work(database_); !done.ok()) return done;
    }
    return {};
  });
  if (durable) static_cast<void>(database_.Run("PRAGMA synchronous = NORMAL"));
  return status;
}

void Journal::Answer(const std::vector<Job>& jobs, bool written) {
  const MutexLock lock(mutex_);
  for (const Job& job : jobs) {
    if (job.waiter == nullptr) continue;
    job.waiter->done = true;
    job.waiter->written = written;
  }
  changed_.NotifyAll();
}

void Journal::SetLimits(const JournalLimits& limits) {
  const MutexLock lock(mutex_);
  limits_ = limits;
}

void Journal::PruneWhenDue() {
  if (steady_clock::now() < prune_due_) return;
  JournalLimits limits;
  {
    const MutexLock lock(mutex_);
    limits = limits_;
    if (given_up_) {
      prune_due_ = steady_clock::now() + kPrunePeriod;
      return;
    }
  }
  bool more = false;
  Status pruned = InTransaction(database_, [&]() -> Status {
    auto some = PruneSome(database_, limits, Now());
    if (!some.ok()) return std::move(some).error();
    more = *some;
    return {};
  });
  prune_due_ = steady_clock::now() + (more ? std::chrono::duration_cast<steady_clock::duration>(kPruneStep) : kPrunePeriod);
  if (!pruned.ok()) GiveUp(std::move(pruned).error());
}

void Journal::GiveUp(Error error) {
  // What the file says is on trial may be replaced a moment later, and nobody could write it down.
  lock_.Remove();
  std::string text = error.text;
  if (error.code == Errc::kDamaged) {
    if (const auto broken = MoveAside(settings_.file); broken.ok()) text += " (it was moved to " + broken->string() + ")";
  }
  const MutexLock lock(mutex_);
  given_up_ = true;
  trouble_ =
      "It is not written down any more what this run does: " + text + ". " + NextStep(error.code) + ". The run itself goes on.";
  for (const Job& job : queue_) {
    if (job.waiter != nullptr) job.waiter->done = true;
  }
  queue_.clear();
  changed_.NotifyAll();
}

}  // namespace hotswap

#include "core/watch/file_watcher.h"

#include <sys/eventfd.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdint>
#include <optional>
#include <system_error>
#include <variant>
#include <vector>

#include "core/base/descriptor_poll.h"

namespace hotswap {
namespace {

/// How often the engine's snapshot is looked at: for what is to be watched, and for outcomes while there are any to come.
constexpr std::chrono::milliseconds kWishPeriod{200};
constexpr std::chrono::milliseconds kOutcomePeriod{50};
/// A folder that takes long to look at takes no more than this part of one processor.
constexpr int kRescanShare = 50;
/// What is not remembered any more is judged again, no worse than that.
constexpr std::size_t kRefusedKept = 1000;
constexpr std::size_t kPendingKept = 256;

FileDescriptor NewEvent() {
  FileDescriptor event(eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK));
  if (!event.valid()) throw std::system_error(errno, std::generic_category(), "cannot watch files");
  return event;
}

}  // namespace

FileWatcher::FileWatcher(Parts parts) : parts_(std::move(parts)), end_(NewEvent()) {}

void FileWatcher::Start(Engine& engine) {
  engine_ = &engine;
  thread_ = NamedThread("hs-watch", [this] { Run(); });
}

void FileWatcher::Stop() {
  ending_ = true;
  const std::uint64_t one = 1;
  static_cast<void>(!write(end_.get(), &one, sizeof one));
  thread_.Join();
}

void FileWatcher::Run() {
  while (Wait()) {
    const auto snapshot = engine_->Latest();
    FollowSlots(*snapshot);
    TakeEvents();
    if (Now() >= rescan_due_) Rescan();
    Arm();
    Look(*snapshot);
    TakeOutcomes(*snapshot);
  }
}

/// Until something is told or due; false at the end.
bool FileWatcher::Wait() const {
  TimePoint wake = Now() + (pending_.empty() ? kWishPeriod : kOutcomePeriod);
  if (!places_.empty()) wake = std::min(wake, rescan_due_);
  for (const auto& [slot, place] : places_) wake = std::min(wake, place.due().value_or(wake));
  const auto left = std::chrono::ceil<std::chrono::milliseconds>(wake - std::min(wake, Now()));
  std::array<pollfd, 2> wait{{{end_.get(), POLLIN, 0}, {events_.descriptor(), POLLIN, 0}}};
  static_cast<void>(PollOpen(wait, left));
  return (wait[0].revents & POLLIN) == 0 && !ending_;
}

/// The configuration may have changed: what is new is looked at from now on, what is gone is forgotten.
void FileWatcher::FollowSlots(const Snapshot& snapshot) {
  std::erase_if(places_, [&](const auto& place) {
    const auto slot = std::ranges::find(snapshot.slots, place.first, &SlotInfo::name);
    return slot == snapshot.slots.end() || slot->watch != place.second.path();
  });
  for (std::size_t i = 0; i < snapshot.slots.size(); ++i) {
    const SlotInfo& slot = snapshot.slots[i];
    if (slot.watch.empty() || places_.contains(slot.name)) continue;
    WatchedPlace& place = places_.try_emplace(slot.name, slot.watch, parts_.limits).first->second;
    place.Scan(Now());
    engine_->Submit(WatchBegins(snapshot, i, ReadFileState(slot.watch).has_value()));
  }
}

void FileWatcher::TakeEvents() {
  bool everything = false;
  const std::vector<FolderEvents::Told> told = events_.Take(everything);
  for (auto& [slot, place] : places_) {
    for (const FolderEvents::Told& one : told) place.Stir(one, Now());
    if (everything) place.Scan(Now());
  }
}

/// Watches the folders that count now. What happened before a folder was watched was not told: so it is looked at.
void FileWatcher::Arm() {
  std::set<std::filesystem::path> folders;
  for (const auto& [slot, place] : places_) folders.insert(place.folders().begin(), place.folders().end());
  const auto changed = events_.Watch(folders);
  for (auto& [slot, place] : places_) {
    const bool its = std::ranges::any_of(changed, [&](const auto& folder) { return place.folders().contains(folder); });
    if (its) place.Scan(Now());
  }
  TellTrouble();
}

void FileWatcher::TellTrouble() {
  if (places_.empty() || events_.trouble() == trouble_) return;
  trouble_ = events_.trouble();
  if (trouble_.empty()) return;
  engine_->Submit(NoteWatch{.slot = {},
                            .level = EventLevel::kWarning,
                            .path = {},
                            .text = "Changes of watched files are not all told by the system: " + trouble_ +
                                    ". Until then the files are looked at every second."});
}

void FileWatcher::Rescan() {
  const TimePoint begun = Now();
  for (auto& [slot, place] : places_) place.Scan(begun);
  const TimePoint ended = Now();
  rescan_due_ = ended + std::max<std::chrono::nanoseconds>(parts_.rescan, kRescanShare * (ended - begun));
}

void FileWatcher::Look(const Snapshot& snapshot) {
  for (std::size_t i = 0; i < snapshot.slots.size(); ++i) {
    const auto place = places_.find(snapshot.slots[i].name);
    if (place == places_.end()) continue;
    for (const WatchedPlace::News& news : place->second.Look(Now(), parts_.digest)) Act(news, snapshot, i);
  }
}

void FileWatcher::Act(const WatchedPlace::News& news, const Snapshot& snapshot, std::size_t index) {
  const SlotInfo& slot = snapshot.slots[index];
  if (news.digest.empty()) {
    engine_->Submit(
        NoteWatch{.slot = slot.name, .level = EventLevel::kWarning, .path = news.file.string(), .text = news.trouble});
    return;
  }
  const WatchedLibrary library{.file = news.file,
                               .sha256 = news.digest,
                               .lay_there = news.lay_there,
                               .refused_before = refused_.contains({slot.name, news.digest})};
  WatchDecision decision = DecideWatched(library, snapshot, index);
  if (decision.note) engine_->Submit(*std::move(decision.note));
  if (!decision.command) return;
  const bool offer = std::holds_alternative<LoadLibrary>(*decision.command);
  const CommandId id = engine_->Submit(*std::move(decision.command));
  pending_.emplace(id, Pending{slot.name, library, offer});
  if (pending_.size() > kPendingKept) pending_.erase(pending_.begin());
}

void FileWatcher::TakeOutcomes(const Snapshot& snapshot) {
  for (const CommandOutcome& outcome : snapshot.outcomes) {
    const auto ended = pending_.extract(outcome.id);
    if (ended.empty()) continue;
    const Pending& asked = ended.mapped();
    if (outcome.ok && asked.offer) engine_->Submit(OfferOf(asked.library, snapshot, asked.slot, outcome.version));
    if (!RefusedForItsBytes(outcome)) continue;
    if (refused_.size() >= kRefusedKept) refused_.clear();
    refused_.insert({asked.slot, outcome.verdict->sha256.empty() ? asked.library.sha256 : outcome.verdict->sha256});
  }
}

}  // namespace hotswap

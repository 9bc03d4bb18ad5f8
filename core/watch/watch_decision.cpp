#include "core/watch/watch_decision.h"

#include <algorithm>
#include <array>
#include <string_view>
#include <system_error>
#include <utility>

namespace hotswap {
namespace {

/// The newest version of the slot that satisfies `is`; null when none does.
template <typename Is>
const VersionInfo* Newest(const Snapshot& snapshot, std::size_t slot, Is is) {
  const VersionInfo* newest = nullptr;
  for (const VersionInfo& version : snapshot.versions) {
    if (version.slot == slot && is(version)) newest = &version;
  }
  return newest;
}

bool IsPath(const std::string& path, const std::filesystem::path& file) {
  std::error_code failure;
  return std::filesystem::absolute(path, failure).lexically_normal() == file.lexically_normal() && !failure;
}

/// What lay there before is news only if an earlier build was loaded from that very file: somebody built while this started.
bool IsNews(const WatchedLibrary& library, const Snapshot& snapshot, std::size_t slot) {
  if (!library.lay_there) return true;
  const VersionInfo* const loaded =
      Newest(snapshot, slot, [&](const VersionInfo& version) { return !version.earlier && IsPath(version.path, library.file); });
  return loaded != nullptr && loaded->sha256 != library.sha256;
}

/// Whether these bytes answer the slot's requests, all of them or those of a rollout under way.
bool Answers(const VersionInfo& version, const Snapshot& snapshot, const SlotInfo& slot) {
  const auto under_way = [&](const RolloutStatus& rollout) {
    return rollout.slot == slot.name && !rollout.outcome && rollout.candidate == version.number;
  };
  return version.number == slot.active || std::ranges::any_of(snapshot.rollouts, under_way);
}

/// What a person stopped by hand no file sets going again.
bool IsPaused(const Snapshot& snapshot, const SlotInfo& slot) {
  return std::ranges::any_of(snapshot.rollouts, [&](const RolloutStatus& rollout) {
    return rollout.slot == slot.name && !rollout.outcome && rollout.paused;
  });
}

std::string Label(const VersionInfo& version) { return "v" + std::to_string(version.number) + " " + version.name; }

/// The command line that lets a version answer.
std::string SwapLine(const Snapshot& snapshot, const std::string& slot, const std::string& what) {
  return "`hotswap swap " + what + (snapshot.slots.size() > 1 ? " --slot " + slot : "") + "`";
}

std::string Fate(const SlotInfo& slot) {
  switch (slot.policy) {
    case WatchPolicy::kOffer: return "is offered";
    case WatchPolicy::kSwap: return std::string("takes over (moment: ") + MomentName(slot.moment.kind) + ")";
    case WatchPolicy::kRollout: return "is rolled out (strategy: " + slot.strategy + ")";
  }
  return {};
}

Command Offered(const WatchedLibrary& library, const SlotInfo& slot) {
  return LoadLibrary{.slot = slot.name, .path = library.file, .newest_only = true};
}

Command Asked(const WatchedLibrary& library, const SlotInfo& slot) {
  if (slot.policy == WatchPolicy::kOffer) return Offered(library, slot);
  // A rollout needs a version to go back to.
  if (slot.policy == WatchPolicy::kSwap || slot.active == 0) {
    const Moment moment = slot.policy == WatchPolicy::kSwap ? slot.moment : Moment{};
    return SwapToLibrary{.slot = slot.name, .path = library.file, .moment = moment, .newest_only = true};
  }
  return StartRollout{.plan = {.slot = slot.name, .library = library.file, .steps = {}, .guards = {}},
                      .restart = true,
                      .strategy = slot.strategy,
                      .newest_only = true};
}

NoteWatch Note(const WatchedLibrary& library, const SlotInfo& slot, EventLevel level, const std::string& text) {
  const std::string path = library.file.string();
  return {.slot = slot.name, .level = level, .path = path, .text = path + " " + text};
}

}  // namespace

WatchDecision DecideWatched(const WatchedLibrary& library, const Snapshot& snapshot, std::size_t index) {
  const SlotInfo& slot = snapshot.slots[index];
  if (!IsNews(library, snapshot, index)) return {};
  if (library.refused_before) {
    return {.command = {},
            .note = Note(library, slot, EventLevel::kWarning,
                         "has bytes again that the gates refused, and is not tried again; " +
                             SwapLine(snapshot, slot.name, library.file.string()) + " does")};
  }
  const VersionInfo* const known =
      Newest(snapshot, index, [&](const VersionInfo& version) { return version.sha256 == library.sha256; });
  if (known != nullptr && Answers(*known, snapshot, slot)) return {};
  if (known != nullptr && !known->fault.empty() && slot.policy != WatchPolicy::kOffer) {
    return {.command = {},
            .note = Note(library, slot, EventLevel::kWarning,
                         "holds " + Label(*known) + " again, which was taken back (" + known->fault + "); " +
                             SwapLine(snapshot, slot.name, std::to_string(known->number)) + " lets it answer all the same")};
  }
  if (slot.policy != WatchPolicy::kOffer && IsPaused(snapshot, slot)) {
    return {.command = Offered(library, slot),
            .note = Note(library, slot, EventLevel::kInfo,
                         "has changed; once the gates pass it, it is offered, since a person has paused the slot's rollout")};
  }
  return {.command = Asked(library, slot),
          .note = Note(library, slot, EventLevel::kInfo, "has changed; once the gates pass it, it " + Fate(slot))};
}

NoteWatch WatchBegins(const Snapshot& snapshot, std::size_t index, bool something_there) {
  const SlotInfo& slot = snapshot.slots[index];
  std::string text = slot.watch + " is watched for slot " + slot.name + ": a new library there " + Fate(slot);
  if (!something_there) text += "; nothing is there yet";
  return {.slot = slot.name, .level = EventLevel::kInfo, .path = slot.watch, .text = std::move(text)};
}

NoteWatch OfferOf(const WatchedLibrary& library, const Snapshot& snapshot, const std::string& slot, std::uint32_t version) {
  const std::string path = library.file.string();
  return {.slot = slot,
          .level = EventLevel::kInfo,
          .version = version,
          .path = path,
          .text = path + " is offered as v" + std::to_string(version) + " of slot " + slot + ": it is loaded and ready, and " +
                  SwapLine(snapshot, slot, std::to_string(version)) + " takes it live"};
}

bool RefusedForItsBytes(const CommandOutcome& outcome) {
  if (outcome.ok || outcome.verdict == nullptr) return false;
  const Finding* const refusal = outcome.verdict->Refusal();
  constexpr std::array<std::string_view, 6> kPassing = {"unavailable", "changed_while_read", "io",
                                                        "not_found",   "permission_denied",  "stale"};
  return refusal != nullptr && std::ranges::find(kPassing, refusal->code) == kPassing.end();
}

}  // namespace hotswap

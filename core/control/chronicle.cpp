#include "core/control/chronicle.h"

#include <algorithm>
#include <utility>

#include "core/base/duration.h"
#include "core/control/receipt_log.h"

namespace hotswap {
namespace {

/// A snapshot or a line about a warning waits no longer for the disk than this.
constexpr std::chrono::milliseconds kLongestFlush{100};

std::uint64_t RequestsOf(const VersionCells& cells) {
  std::uint64_t requests = 0;
  for (unsigned thread = 0; thread < kMaxThreads; ++thread) {
    const VersionCell* cell = cells.Find(thread);
    if (cell != nullptr) requests += cell->requests.load(std::memory_order_relaxed);
  }
  return requests;
}

std::string Label(const Version& version) { return "v" + std::to_string(version.number) + " " + version.name; }

}  // namespace

JournalLimits LimitsOf(const Config::Journal& journal) {
  return {.age = std::max(std::chrono::duration_cast<std::chrono::hours>(journal.max_age), std::chrono::hours(1)),
          .bytes = journal.max_size};
}

Chronicle::Chronicle(Parts parts)
    : parts_(std::move(parts)),
      began_(std::chrono::system_clock::now() - std::chrono::duration_cast<WallTime::duration>(Now())) {}

// What the journal found is a crash or damage; that there is none is a limitation.
std::vector<std::pair<EventLevel, std::string>> Chronicle::Notes() const {
  std::vector<std::pair<EventLevel, std::string>> notes;
  for (const std::string& note : parts_.notes) notes.emplace_back(EventLevel::kWarning, note);
  if (parts_.journal == nullptr) return notes;
  for (const std::string& note : parts_.journal->notes()) notes.emplace_back(EventLevel::kError, note);
  return notes;
}

void Chronicle::Restore(VersionCatalogue& catalogue, const OperatorStore& store) {
  if (parts_.journal == nullptr) return;
  for (const SlotHistory& history : parts_.journal->history()) {
    const auto slot = catalogue.FindSlot(history.slot);
    if (!slot.ok() || history.slot.empty()) continue;
    SlotState& state = catalogue.slot(*slot);
    for (const KnownVersion& known : history.versions) {
      Version& version = catalogue.Restore(*slot, known.number,
                                           {.sha256 = known.key.sha256,
                                            .original = known.origin.path,
                                            .stored = store.directory() / (known.key.sha256 + ".so"),
                                            .size = known.origin.size});
      version.configuration = known.key.configuration;
      version.name = known.name;
      version.confirmed = known.confirmed;
      version.quarantine = known.quarantine;
      version.published_before = known.published;
      // What is quarantined is told so: it can be released.
      if (known.fault && known.quarantine.empty()) {
        version.fault = known.fault->reason + " (run " + std::to_string(known.fault->run) + ")";
      }
    }
    for (const std::uint32_t number : history.trail) {
      if (state.Find(number) != nullptr) state.trail.push_back(number);
    }
    state.last_number = std::max(state.last_number, history.last_number);
    state.permanent = history.permanent;
  }
}

void Chronicle::SetLimits(const JournalLimits& limits) {
  if (parts_.journal != nullptr) parts_.journal->SetLimits(limits);
}

std::uint32_t Chronicle::Chosen(const std::string& slot) const {
  if (parts_.journal == nullptr) return 0;
  const auto& slots = parts_.journal->history();
  const auto found = std::ranges::find(slots, slot, &SlotHistory::slot);
  return found == slots.end() ? 0 : found->chosen;
}

std::uint32_t Chronicle::NumberOf(const std::string& slot, const StoredLibrary& library, const std::string& configuration,
                                  const std::string& build_id) {
  if (parts_.journal == nullptr) return 0;
  return parts_.journal->NumberOf({slot, library.sha256, configuration}, {library.original.string(), build_id, library.size})
      .value_or(0);
}

std::optional<std::string> Chronicle::QuarantineOf(const std::string& slot, const std::string& sha256) {
  return parts_.journal == nullptr ? std::nullopt : parts_.journal->QuarantineOf(slot, sha256);
}

void Chronicle::BeginTrial(const SlotState& slot, const Version& version) {
  if (parts_.journal == nullptr || version.confirmed) return;
  if (slot.permanent == 0 || slot.permanent == version.number) return;  // nothing could be gone back to
  static_cast<void>(parts_.journal->MarkTrial(slot.name, version.number));
}

void Chronicle::EndTrial(std::uint32_t index, const Version& version) {
  if (parts_.journal != nullptr) leaving_.insert({index, version.number});
}

void Chronicle::Published(std::uint32_t index, SlotState& slot, Version& version) {
  if (parts_.journal == nullptr) return;
  std::vector<std::uint32_t> still_on_trial;
  for (const auto& [leaving_slot, number] : leaving_) {
    if (leaving_slot == index) still_on_trial.push_back(number);
  }
  const auto trial = trials_.find(index);
  const bool goes_on = trial != trials_.end() && trial->second.version == version.number;
  if (!goes_on) trials_.erase(index);
  if (version.confirmed) {
    slot.permanent = version.number;
  } else if (!goes_on) {
    trials_.emplace(index, Trial{version.number, Now(), version.cells->Faults()});
  }
  parts_.journal->Published({slot.name, version.number, slot.trail, std::move(still_on_trial)});
  if (told_.insert({index, version.number}).second) {
    parts_.journal->NoteVersion(slot.name, version.number, version.name, VersionStateName(VersionState::kActive));
  }
  unwritten_ = true;
}

void Chronicle::Confirm(std::uint32_t index, SlotState& slot, Version& version) {
  version.confirmed = true;
  slot.permanent = version.number;
  if (const auto trial = trials_.find(index); trial != trials_.end() && trial->second.version == version.number) {
    trials_.erase(trial);
  }
  if (parts_.journal == nullptr) return;
  parts_.journal->Confirm(slot.name, version.number);
  unwritten_ = true;
}

void Chronicle::Withdraw(std::uint32_t index, SlotState& slot, Version& version) {
  version.confirmed = false;
  if (slot.permanent == version.number) slot.permanent = 0;
  if (parts_.journal == nullptr) return;
  if (slot.active == version.number) trials_.insert_or_assign(index, Trial{version.number, Now(), version.cells->Faults()});
  parts_.journal->Withdraw(slot.name, version.number);
  unwritten_ = true;
}

void Chronicle::Note(const SwapReceipt& receipt) {
  if (parts_.journal == nullptr) return;
  parts_.journal->Add(SwapEntry{.number = receipt.number,
                                .at = At(receipt.at),
                                .slot = receipt.slot,
                                .from = receipt.from,
                                .to = receipt.to,
                                .outcome = SwapOutcomeText(receipt.outcome),
                                .reason = receipt.reason,
                                .receipt = receipt.complete ? ReceiptRow(receipt) : std::string()});
  unwritten_ = true;
}

void Chronicle::Note(const Event& event) {
  if (parts_.journal == nullptr || event.level == EventLevel::kInfo) return;
  parts_.journal->Add(EventEntry{At(event.at), event.level, event.slot, event.version, event.gate, event.text});
  unwritten_ = true;
  Flush();
}

void Chronicle::Note(RolloutEntry rollout) {
  if (parts_.journal == nullptr) return;
  parts_.journal->Add(std::move(rollout));
  unwritten_ = true;
}

void Chronicle::Note(DecisionEntry decision) {
  if (parts_.journal == nullptr) return;
  parts_.journal->Add(std::move(decision));
  unwritten_ = true;
}

void Chronicle::Flush() {
  if (parts_.journal == nullptr || !std::exchange(unwritten_, false)) return;
  static_cast<void>(parts_.journal->Flush(kLongestFlush));
}

std::vector<Chronicle::Told> Chronicle::Tend(VersionCatalogue& catalogue, std::chrono::nanoseconds now) {
  std::vector<Told> told;
  if (parts_.journal == nullptr) return told;
  if (auto trouble = parts_.journal->TakeTrouble()) told.push_back({EventLevel::kWarning, 0, 0, std::move(*trouble)});
  EndTrials(catalogue);
  for (auto next = trials_.begin(); next != trials_.end();) {
    const auto [index, trial] = *next++;
    SlotState& slot = catalogue.slot(index);
    Version& version = *slot.Find(trial.version);
    if (!Passed(trial, slot, version, now)) continue;
    Confirm(index, slot, version);
    told.push_back({EventLevel::kInfo, index, version.number,
                    Label(version) + " is permanent: it answered for " + FormatDuration(parts_.trial) + " without a fault"});
  }
  return told;
}

/// Those that get no new requests. A thread may still be in a call of them: a crash in it is theirs.
void Chronicle::EndTrials(const VersionCatalogue& catalogue) {
  std::erase_if(leaving_, [&](const auto& entry) {
    const SlotState& slot = *catalogue.slots()[entry.first];
    const Version& version = *slot.Find(entry.second);
    if (slot.active == version.number || slot.candidate == version.number) return true;
    const bool routed = std::ranges::any_of(version.instances, [](const auto& instance) { return instance->routed; });
    if (routed || slot.shadow == version.number) return false;
    parts_.journal->EndTrial(slot.name, version.number);
    return true;
  });
}

/// A version that nobody asked anything has shown nothing.
bool Chronicle::Passed(const Trial& trial, const SlotState& slot, const Version& version, std::chrono::nanoseconds now) const {
  if (parts_.trial.count() <= 0 || now < trial.since + parts_.trial || slot.active != trial.version) return false;
  const VersionFaults faults = version.cells->Faults();
  const bool faultless =
      version.fault.empty() && faults.errors == trial.faults.errors && faults.nonfinite == trial.faults.nonfinite;
  return faultless && RequestsOf(*version.cells) != 0;
}

void Chronicle::NoteStopping() {
  if (parts_.journal != nullptr) parts_.journal->NoteStopping();
}

void Chronicle::End(const VersionCatalogue& catalogue) {
  if (parts_.journal == nullptr) return;
  for (std::uint32_t index = 0; index < catalogue.slots().size(); ++index) {
    const SlotState& slot = *catalogue.slots()[index];
    for (const auto& version : slot.versions) {
      if (version->earlier) continue;
      parts_.journal->NoteVersion(slot.name, version->number, version->name,
                                  VersionStateName(catalogue.StateOf(index, *version)));
    }
  }
  parts_.journal->Close();
}

WallTime Chronicle::At(std::chrono::nanoseconds since_start) const {
  return began_ + std::chrono::duration_cast<WallTime::duration>(since_start);
}

}  // namespace hotswap

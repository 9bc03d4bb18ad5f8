#include "core/control/version_catalogue.h"

#include <algorithm>
#include <ranges>

namespace hotswap {
namespace {

/// The last version on the slot's trail that could answer again and that `allowed` has nothing against; 0: there is none.
template <typename Allowed>
std::uint32_t LatestOf(const SlotState& slot, const Allowed& allowed) {
  for (const std::uint32_t number : slot.trail | std::views::reverse) {
    const Version& version = *slot.Find(number);
    const bool able = number != slot.active && version.fault.empty() && version.quarantine.empty();
    if (able && allowed(version)) return number;
  }
  return 0;
}

}  // namespace

bool Version::loaded() const {
  return std::ranges::any_of(instances, [](const auto& instance) { return instance->loaded != nullptr; });
}

Instance* Version::Fresh() const {
  if (instances.empty() || instances.back()->served || instances.back()->spoilt) return nullptr;
  return instances.back().get();
}

Version* SlotState::Find(std::uint32_t number) const {
  const auto found = std::ranges::lower_bound(versions, number, {}, [](const auto& version) { return version->number; });
  return found == versions.end() || (*found)->number != number ? nullptr : found->get();
}

bool SlotState::InHistory(const Version& version) const {
  return version.served || version.published_before || std::ranges::find(trail, version.number) != trail.end();
}

std::uint64_t SlotState::Requests() const {
  std::uint64_t requests = 0;
  for (const auto& version : versions) requests += version->cells->Requests();
  return requests;
}

VersionCatalogue::VersionCatalogue(const std::vector<std::string>& slot_names, unsigned resident) : resident_(resident) {
  for (const std::string& name : slot_names) {
    slots_.push_back(std::make_unique<SlotState>());
    slots_.back()->name = name;
  }
}

Result<std::uint32_t> VersionCatalogue::FindSlot(std::string_view name) const {
  if (name.empty()) return std::uint32_t{0};
  std::string names;
  for (std::uint32_t i = 0; i < slots_.size(); ++i) {
    if (slots_[i]->name == name) return i;
    names += (names.empty() ? "" : ", ") + slots_[i]->name;
  }
  return Error{Errc::kNotFound, "there is no slot \"" + std::string(name) + "\"; the slots are: " + names};
}

Version& VersionCatalogue::Admit(std::uint32_t slot, const StoredLibrary& library, std::uint32_t number,
                                 const std::string& configuration) {
  SlotState& state = *slots_[slot];
  auto& versions = state.versions;
  const auto found = std::ranges::find_if(
      versions, [&](const auto& v) { return v->library.sha256 == library.sha256 && v->configuration == configuration; });
  if (found != versions.end()) {
    (*found)->library = library;  // the same bytes, perhaps from another file now
    (*found)->earlier = false;
    (*found)->quarantine.clear();
    return **found;
  }
  const bool free = number != 0 && state.Find(number) == nullptr;
  Version& version = Insert(state, free ? number : state.last_number + 1, library);
  version.configuration = configuration;
  return version;
}

Version& VersionCatalogue::Restore(std::uint32_t slot, std::uint32_t number, const StoredLibrary& library) {
  Version& version = Insert(*slots_[slot], number, library);
  version.earlier = true;
  return version;
}

Version& VersionCatalogue::Insert(SlotState& slot, std::uint32_t number, const StoredLibrary& library) {
  const auto place = std::ranges::lower_bound(slot.versions, number, {}, [](const auto& version) { return version->number; });
  Version& version = **slot.versions.insert(place, std::make_unique<Version>());
  version.number = number;
  version.library = library;
  version.sharing_forbidden = slot.per_worker;
  slot.last_number = std::max(slot.last_number, number);
  return version;
}

void VersionCatalogue::NotePublished(std::uint32_t slot, std::uint32_t version, bool rollback) {
  SlotState& state = *slots_[slot];
  if (rollback && std::ranges::find(state.trail, version) != state.trail.end()) {
    while (state.trail.size() > 1 && state.trail.back() != version) state.trail.pop_back();
  } else if (state.trail.empty() || state.trail.back() != version) {
    state.trail.push_back(version);
    if (state.trail.size() > kMaxTrail) state.trail.erase(state.trail.begin());
  }
  if (state.active != 0 && state.active != version) {
    std::erase(state.recent, state.active);
    state.recent.push_front(state.active);
  }
  std::erase(state.recent, version);
  state.active = version;
  state.Find(version)->served = true;
}

std::uint32_t VersionCatalogue::RollbackTarget(std::uint32_t slot) const {
  return LatestOf(*slots_[slot], [](const Version&) { return true; });
}

std::uint32_t VersionCatalogue::LastGood(std::uint32_t slot, const std::set<std::uint32_t>& passed_over) const {
  return LatestOf(*slots_[slot], [&passed_over](const Version& version) {
    return (!version.earlier || version.confirmed) && !passed_over.contains(version.number);
  });
}

bool VersionCatalogue::StaysLoaded(std::uint32_t slot, const Version& version) const {
  const SlotState& state = *slots_[slot];
  if (state.active == version.number || !version.served || version.Fresh() != nullptr) return true;
  if (!version.fault.empty()) return false;
  const auto kept_end = state.recent.begin() + static_cast<std::ptrdiff_t>(std::min<std::size_t>(resident_, state.recent.size()));
  return std::find(state.recent.begin(), kept_end, version.number) != kept_end;
}

VersionState VersionCatalogue::StateOf(std::uint32_t slot, const Version& version) const {
  if (slots_[slot]->active == version.number) return VersionState::kActive;
  if (slots_[slot]->candidate == version.number) return VersionState::kCandidate;
  if (slots_[slot]->shadow == version.number) return VersionState::kShadow;
  if (version.Fresh() != nullptr) return VersionState::kReady;  // whatever became of an instance before it
  if (!version.zombie_reason.empty()) return VersionState::kZombie;
  if (!version.fault.empty()) return VersionState::kFailed;
  if (std::ranges::any_of(version.instances, [](const auto& i) { return i->routed; })) return VersionState::kDraining;
  if (!version.instances.empty()) return VersionState::kReady;
  if (!version.failure.empty()) return VersionState::kFailed;
  if (!version.quarantine.empty()) return VersionState::kQuarantined;
  if (version.earlier) return VersionState::kUnloaded;
  return version.loads == 0 ? VersionState::kInspected : VersionState::kUnloaded;
}

}  // namespace hotswap

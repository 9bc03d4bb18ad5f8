#include "core/control/version_catalogue.h"

#include <algorithm>

namespace hotswap {

Instance* Version::Fresh() const {
  if (instances.empty() || instances.back()->served) return nullptr;
  return instances.back().get();
}

Version* SlotState::Find(std::uint32_t number) const {
  return number == 0 || number > versions.size() ? nullptr : versions[number - 1].get();
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

Version& VersionCatalogue::Admit(std::uint32_t slot, const StoredLibrary& library) {
  auto& versions = slots_[slot]->versions;
  const auto found = std::ranges::find_if(versions, [&](const auto& v) { return v->library.sha256 == library.sha256; });
  if (found != versions.end()) {
    (*found)->library = library;  // the same bytes, perhaps from another file now
    return **found;
  }
  versions.push_back(std::make_unique<Version>());
  Version& version = *versions.back();
  version.number = static_cast<std::uint32_t>(versions.size());
  version.library = library;
  return version;
}

void VersionCatalogue::NotePublished(std::uint32_t slot, std::uint32_t version, bool rollback) {
  SlotState& state = *slots_[slot];
  if (rollback) {
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

std::uint32_t VersionCatalogue::RollbackTarget(std::uint32_t slot, const std::set<std::uint32_t>& passed_over) const {
  const SlotState& state = *slots_[slot];
  for (std::size_t i = state.trail.size(); i-- > 0;) {
    const Version& version = *state.Find(state.trail[i]);
    if (version.number != state.active && version.fault.empty() && !passed_over.contains(version.number)) return version.number;
  }
  return 0;
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
  if (version.Fresh() != nullptr) return VersionState::kReady;  // whatever became of an instance before it
  if (!version.zombie_reason.empty()) return VersionState::kZombie;
  if (!version.fault.empty()) return VersionState::kFailed;
  if (std::ranges::any_of(version.instances, [](const auto& i) { return i->routed; })) return VersionState::kDraining;
  if (!version.instances.empty()) return VersionState::kReady;
  if (!version.failure.empty()) return VersionState::kFailed;
  return version.loads == 0 ? VersionState::kInspected : VersionState::kUnloaded;
}

}  // namespace hotswap

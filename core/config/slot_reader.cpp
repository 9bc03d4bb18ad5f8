#include "core/config/slot_reader.h"

#include <algorithm>
#include <array>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/config/config_keys.h"
#include "core/config/nearest_name.h"
#include "core/config/operator_path.h"
#include "core/config/plan_reader.h"

namespace hotswap {
namespace {

constexpr std::array kPolicies = {WatchPolicy::kOffer, WatchPolicy::kSwap, WatchPolicy::kRollout};
constexpr std::array kSharings = {InstanceSharing::kShared, InstanceSharing::kPerWorker};

/// The entry of `all` that the text at `key` names; `present` when it names none.
template <typename T, std::size_t kCount>
T Chosen(const TomlSection& section, std::string_view key, const std::array<T, kCount>& all, const char* (*name)(T), T present) {
  std::array<std::string_view, kCount> names;
  std::transform(all.begin(), all.end(), names.begin(), name);
  const auto chosen = section.Choice(key, names);
  return chosen ? all[*chosen] : present;
}

std::string StrategyOf(const TomlSection& section, const Config& config, std::string present) {
  const auto name = section.Text("rollout");
  if (!name) return present;
  std::vector<std::string_view> known;
  for (const auto& strategy : config.rollouts) known.push_back(strategy.name);
  if (std::find(known.begin(), known.end(), *name) == known.end()) {
    section.Refuse("rollout", "is \"" + *name + "\", which no [rollout." + *name + "] describes; " + SuggestName(*name, known));
  }
  return *name;
}

/// A configuration's moment is about every swap to come, so those that are about one swap make no sense.
Moment MomentOf(const TomlSection& section) {
  for (const MomentKind kind : {MomentKind::kAtRequest, MomentKind::kAtTime}) {
    if (section.Text("moment") != MomentName(kind)) continue;
    section.Refuse("moment",
                   "is \"" + std::string(MomentName(kind)) + "\", which is about one swap: only a scenario's [[swap]] takes it");
  }
  return ReadMoment(section);
}

}  // namespace

void ReadSlot(const toml::table& table, const std::filesystem::path& directory, const std::filesystem::path& plugin_directory,
              Complaint& complaint, Config& config) {
  const TomlSection section(table, "[[slot]]", kSlotKeys, complaint);
  Config::Slot slot;
  section.Require("name");
  section.Require("operator");
  slot.name = section.Text("name").value_or("");
  const auto same = [&](const Config::Slot& other) { return other.name == slot.name; };
  if (std::any_of(config.slots.begin(), config.slots.end(), same)) {
    section.Refuse("name", "is \"" + slot.name + "\", which is there already");
  }
  if (const auto name = section.Text("operator")) slot.library = ResolveOperator(*name, directory, plugin_directory);
  if (const auto watch = section.Text("watch")) slot.watch = ResolveOperator(*watch, directory, {});
  slot.policy = Chosen(section, "policy", kPolicies, &WatchPolicyName, slot.policy);
  if (section.Has("policy") && !section.Has("watch")) {
    section.Refuse("policy", "says what becomes of a library that appears where the slot watches, but watch is missing");
  }
  slot.rollout = StrategyOf(section, config, std::move(slot.rollout));
  slot.instances = Chosen(section, "instances", kSharings, &InstanceSharingName, slot.instances);
  slot.configure = ReadConfiguration(section);
  slot.moment = MomentOf(section);
  config.slots.push_back(std::move(slot));
}

}  // namespace hotswap

#include "core/control/state_builder.h"

#include <algorithm>

namespace hotswap {
namespace {

ControlState::VersionRow RowOf(const VersionCatalogue& catalogue, std::uint32_t slot, const Version& version) {
  VersionInfo info;
  info.slot = slot;
  info.number = version.number;
  info.name = version.name;
  info.path = version.library.original.string();
  info.sha256 = version.library.sha256;
  info.state = catalogue.StateOf(slot, version);
  if (info.state == VersionState::kZombie) info.state_reason = version.zombie_reason;
  if (info.state == VersionState::kFailed) info.state_reason = version.fault.empty() ? version.failure : version.fault;
  if (info.state == VersionState::kQuarantined) info.state_reason = version.quarantine;
  info.configuration = version.configuration;
  info.earlier = version.earlier;
  info.permanent = version.confirmed;
  if (version.published_before) info.published_before = version.published_before->time_since_epoch();
  info.verdict = version.verdict;
  info.published = version.served;
  info.on_probation = version.on_probation;
  info.probation_ends = version.probation_ends;
  info.probation_waits = version.on_probation && version.probation_waits;
  info.probation_requests = version.probation_requests;
  info.cut_short = version.cut_short;
  info.proved = version.proved;
  info.fault = version.fault;
  info.holders = version.holders;
  info.loads = version.loads;
  return {info, version.cells};
}

SlotInfo SlotOf(const SlotState& slot, std::uint32_t rollback_target, const Config& config) {
  SlotInfo info{.name = slot.name, .active = slot.active, .rollback_target = rollback_target};
  const auto its = std::ranges::find(config.slots, slot.name, &Config::Slot::name);
  const Config::Slot said = its == config.slots.end() ? Config::Slot{} : *its;
  info.permanent = slot.permanent;
  info.watch = said.watch.string();
  info.policy = said.policy;
  info.strategy = said.rollout;
  info.moment = said.moment;
  return info;
}

}  // namespace

std::shared_ptr<ControlState> BuildControlState(const VersionCatalogue& catalogue, const Traffic& traffic, const Config& config) {
  auto state = std::make_shared<ControlState>();
  state->workers = traffic.settings();
  state->workers_started = traffic.started();
  state->paused = traffic.paused();
  state->source = traffic.source();
  state->parked = traffic.parked();
  state->late = traffic.late();
  for (std::uint32_t i = 0; i < catalogue.slots().size(); ++i) {
    const SlotState& slot = *catalogue.slots()[i];
    state->slots.push_back(SlotOf(slot, catalogue.RollbackTarget(i), config));
    for (const auto& version : slot.versions) {
      state->versions.push_back(RowOf(catalogue, i, *version));
      state->versions.back().info.in_history = slot.InHistory(*version);
    }
  }
  return state;
}

}  // namespace hotswap

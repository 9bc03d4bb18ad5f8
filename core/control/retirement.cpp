#include "core/control/retirement.h"

#include <algorithm>
#include <memory>
#include <utility>
#include <vector>

#include "core/base/thread_probe.h"
#include "core/loading/left_for_ever.h"
#include "core/slot/reader_registry.h"

namespace hotswap {
namespace {

constexpr std::chrono::milliseconds kHolderPeriod{250};

void FillArm(const ArmPlan& plan, Arm& arm) {
  arm.version = plan.version->number;
  arm.op = &plan.instance->loaded->get();
  arm.cells = plan.version->cells.get();
  if (plan.version->per_worker()) {
    arm.own.push_back(arm.op);
    for (const auto& other : plan.instance->others) arm.own.push_back(&other->get());
  }
  plan.instance->routed = true;
  plan.instance->served = true;
}

}  // namespace

const Route* Retirement::Publish(std::uint32_t slot, Version& version, Instance& instance, const Route*& before) {
  return Publish(slot, RoutePlan{.stable = {&version, &instance}}, before);
}

const Route* Retirement::Publish(std::uint32_t slot, const RoutePlan& plan, const Route*& before) {
  SlotState& state = catalogue_.slot(slot);
  auto route = std::make_unique<Route>();
  route->sequence = ++state.sequence;
  if (plan.hold) {
    route->mode = RouteMode::kHold;
    plan.stable.instance->routed = true;
  } else {
    FillArm(plan.stable, route->stable);
  }
  if (plan.candidate.version != nullptr) {
    FillArm(plan.candidate, route->candidate.emplace());
    route->mode = plan.candidate_threads != 0 ? RouteMode::kByThreads : RouteMode::kByUsers;
    route->users = plan.users;
    route->candidate_threads = plan.candidate_threads;
  }
  route->whole_blocks = plan.whole_blocks;
  route->observe_stride = plan.observe_stride;
  route->shadow = plan.shadow;
  route->shadow_stride = plan.shadow_stride;
  const Route* published = route.get();
  owners_[published] = {slot, plan};
  plans_[slot] = plan;
  before = std::exchange(current_[slot], published);
  state.routes.Publish(std::move(route));
  return published;
}

bool Retirement::Collect(std::chrono::nanoseconds now) {
  if (loader_.waiting()) return false;  // called while a library is loaded or retired: another would wait for it
  bool any = false;
  for (std::uint32_t slot = 0; slot < catalogue_.slots().size(); ++slot) {
    const auto released = catalogue_.slot(slot).routes.Collect();
    std::vector<RoutePlan> plans;
    for (const auto& route : released) {
      plans.push_back(owners_.at(route.get()).plan);
      owners_.erase(route.get());
    }
    for (const RoutePlan& plan : plans) {
      for (const ArmPlan& arm : {plan.stable, plan.candidate}) {
        if (arm.instance != nullptr) arm.instance->routed = Routed(*arm.instance);
      }
    }
    std::map<const Instance*, Fate> fates;
    for (auto& version : catalogue_.slot(slot).versions) RetireIdle(slot, *version, fates, now);
    for (std::size_t i = 0; i < released.size(); ++i) {
      const auto fate = fates.find(plans[i].stable.instance);
      ledger_.Collected(*released[i], fate == fates.end() ? Fate{std::nullopt, "resident"} : fate->second, now);
      any = true;
    }
    any = any || !fates.empty();
  }
  if (now >= looked_ + kHolderPeriod) {  // rarely: it reads /proc, and most replaced routes are left within a block
    looked_ = now;
    LookAtHolders();
  }
  return any;
}

void Retirement::LookAtHolders() {
  for (const auto& slot : catalogue_.slots()) {
    for (auto& version : slot->versions) version->holders.clear();
    for (const auto& route : slot->routes.limbo()) {
      const RoutePlan& plan = owners_.at(route.get()).plan;
      std::string names;
      for (const pid_t thread : ReaderRegistry::Holders(route.get())) {
        const std::string name = NameOfThread(thread);
        names += (names.empty() ? "" : ", ") + name;
        for (const ArmPlan& arm : {plan.stable, plan.candidate}) {
          if (arm.version != nullptr && (plan.candidate.version == nullptr || arm.version->number != slot->active))
            arm.version->holders.push_back(name);
        }
      }
      if (!ReaderRegistry::IsHeldByAbandonedOnly(route.get())) continue;
      const std::string why = "a call in it is stuck on " + names;
      // Of a canary's two versions it is the one that does not answer any more.
      for (const ArmPlan& arm : {plan.stable, plan.candidate}) {
        const bool only_one = plan.candidate.version == nullptr;
        if (arm.version != nullptr && (only_one || arm.version->number != slot->active)) arm.version->zombie_reason = why;
      }
      ledger_.GivenUp(*route, {false, why});
    }
  }
}

bool Retirement::pending() const {
  return std::ranges::any_of(catalogue_.slots(), [](const auto& slot) { return !slot->routes.limbo().empty(); });
}

void Retirement::ReleaseAll() {
  for (const auto& slot : catalogue_.slots()) {
    slot->routes.Publish(nullptr);
    for (const auto& route : slot->routes.Collect()) owners_.erase(route.get());
    for (auto& version : slot->versions) {
      for (auto& instance : version->instances) {
        const bool stays = Routed(*instance) || instance->kept;
        instance->others.push_back(std::move(instance->loaded));
        for (auto& loaded : instance->others) {
          if (loaded == nullptr) continue;  // a call of it never came back
          if (stays) {
            LeaveForEver(std::move(loaded));
          } else {
            static_cast<void>(loader_.Retire(std::move(loaded)));
          }
        }
      }
      version->instances.clear();
    }
  }
  owners_.clear();
  current_.clear();
  plans_.clear();
}

bool Retirement::Feeds(const ShadowFeed& feed) const {
  return std::ranges::any_of(owners_, [&](const auto& owner) { return owner.second.plan.shadow == &feed; });
}

std::vector<std::string> Retirement::HoldersOf(std::uint32_t slot) const {
  std::vector<std::string> names;
  for (const auto& route : catalogue_.slots()[slot]->routes.limbo()) {
    for (const pid_t thread : ReaderRegistry::Holders(route.get())) names.push_back(NameOfThread(thread));
  }
  return names;
}

bool Retirement::Routed(const Instance& instance) const {
  return std::ranges::any_of(owners_, [&](const auto& owner) {
    const RoutePlan& plan = owner.second.plan;
    return plan.stable.instance == &instance || plan.candidate.instance == &instance;
  });
}

void Retirement::RetireIdle(std::uint32_t slot, Version& version, std::map<const Instance*, Fate>& fates,
                            std::chrono::nanoseconds now) {
  const bool stays = catalogue_.StaysLoaded(slot, version);
  for (std::size_t i = 0; i < version.instances.size();) {
    Instance& instance = *version.instances[i];
    const bool newest = i + 1 == version.instances.size();
    if (instance.routed || instance.kept || (newest && stays && !instance.spoilt)) {
      ++i;
      continue;
    }
    fates[&instance] = Retire(slot, version, instance, now);
    version.instances.erase(version.instances.begin() + static_cast<std::ptrdiff_t>(i));
  }
}

Fate Retirement::Retire(std::uint32_t slot, Version& version, Instance& instance, std::chrono::nanoseconds now) {
  for (auto& other : instance.others) {
    if (other != nullptr) static_cast<void>(loader_.Retire(std::move(other)));
  }
  if (instance.loaded == nullptr) return {false, version.zombie_reason};  // a call of it never came back
  const RetireProof proof = loader_.Retire(std::move(instance.loaded));
  if (proof.shared) return {std::nullopt, "revived"};
  Event event;
  event.at = now;
  event.slot = catalogue_.slot(slot).name;
  event.gate = "G8";
  event.version = version.number;
  const std::string who = "v" + std::to_string(version.number) + " " + version.name;
  if (proof.unmapped) {
    version.zombie_reason.clear();
    event.text = who + " is unloaded" + (proof.note.empty() ? "" : ": " + proof.note);
    event.level = proof.note.empty() ? EventLevel::kInfo : EventLevel::kWarning;
  } else {
    version.zombie_reason = proof.note;
    event.level = EventLevel::kWarning;
    constexpr std::string_view kKnown = "still mapped: ";  // The sentence says so itself.
    const std::string why = proof.note.starts_with(kKnown) ? proof.note.substr(kKnown.size()) : proof.note;
    event.text = who + " stays mapped in memory after its retirement: " + why;
  }
  events_.Add(std::move(event));
  return {proof.unmapped, proof.note};
}

}  // namespace hotswap

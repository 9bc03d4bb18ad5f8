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

}  // namespace

const Route* Retirement::Publish(std::uint32_t slot, Version& version, Instance& instance, const Route*& before) {
  SlotState& state = catalogue_.slot(slot);
  auto route = std::make_unique<Route>();
  route->sequence = ++state.sequence;
  Arm& arm = route->stable;
  arm.version = version.number;
  arm.op = &instance.loaded->get();
  arm.cells = version.cells.get();
  if (version.per_worker()) {
    arm.own.push_back(arm.op);
    for (const auto& other : instance.others) arm.own.push_back(&other->get());
  }
  const Route* published = route.get();
  owners_[published] = {slot, &version, &instance};
  instance.routed = true;
  instance.served = true;
  before = std::exchange(current_[slot], published);
  state.routes.Publish(std::move(route));
  return published;
}

bool Retirement::Collect(std::chrono::nanoseconds now) {
  if (loader_.waiting()) return false;  // called while a library is loaded or retired: another would wait for it
  bool any = false;
  for (std::uint32_t slot = 0; slot < catalogue_.slots().size(); ++slot) {
    const auto released = catalogue_.slot(slot).routes.Collect();
    for (const auto& route : released) owners_.at(route.get()).instance->routed = false;
    std::map<const Instance*, Fate> fates;
    for (auto& version : catalogue_.slot(slot).versions) RetireIdle(slot, *version, fates, now);
    for (const auto& route : released) {
      const auto fate = fates.find(owners_.at(route.get()).instance);
      ledger_.Collected(*route, fate == fates.end() ? Fate{std::nullopt, "resident"} : fate->second, now);
      owners_.erase(route.get());
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
      auto& holders = owners_.at(route.get()).version->holders;
      std::string names;
      for (const pid_t thread : ReaderRegistry::Holders(route.get())) {
        holders.push_back(NameOfThread(thread));
        names += (names.empty() ? "" : ", ") + holders.back();
      }
      if (!ReaderRegistry::IsHeldByAbandonedOnly(route.get())) continue;
      const std::string why = "a call in it is stuck on " + names;
      owners_.at(route.get()).version->zombie_reason = why;
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
    for (const auto& route : slot->routes.Collect()) owners_.at(route.get()).instance->routed = false;
    for (auto& version : slot->versions) {
      for (auto& instance : version->instances) {
        instance->others.push_back(std::move(instance->loaded));
        for (auto& loaded : instance->others) {
          if (instance->routed) {
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
}

void Retirement::RetireIdle(std::uint32_t slot, Version& version, std::map<const Instance*, Fate>& fates,
                            std::chrono::nanoseconds now) {
  const bool stays = catalogue_.StaysLoaded(slot, version);
  for (std::size_t i = 0; i < version.instances.size();) {
    Instance& instance = *version.instances[i];
    const bool newest = i + 1 == version.instances.size();
    if (instance.routed || (newest && stays)) {
      ++i;
      continue;
    }
    fates[&instance] = Retire(slot, version, instance, now);
    version.instances.erase(version.instances.begin() + static_cast<std::ptrdiff_t>(i));
  }
}

Fate Retirement::Retire(std::uint32_t slot, Version& version, Instance& instance, std::chrono::nanoseconds now) {
  for (auto& other : instance.others) static_cast<void>(loader_.Retire(std::move(other)));
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
    event.text = who + " stays mapped in memory after its retirement: " + proof.note;
  }
  events_.Add(std::move(event));
  return {proof.unmapped, proof.note};
}

}  // namespace hotswap

#include "core/control/preparation.h"

#include <atomic>
#include <cstdint>
#include <utility>
#include <vector>

#include "core/base/clock.h"

// A call that is given up goes on using what it was given, so each call has that on the heap and keeps it.
namespace hotswap {
namespace {

const OperatorExtensions& ExtensionsOf(const LoadedOperator& instance) { return instance.library()->extensions; }

struct WarmUpCall {
  HotswapWarmup table;
  IScoreOperator& op;
  std::vector<Feature> samples;
  std::atomic<double> fraction{0};
};

struct SaveCall {
  HotswapState table;
  IScoreOperator& op;
  std::shared_ptr<StateBytes> bytes = std::make_shared<StateBytes>();
  std::atomic<std::uint64_t> saved{0};
};

struct RestoreCall {
  HotswapState table;
  IScoreOperator& op;
  std::shared_ptr<const StateBytes> bytes;
  std::string unused;
};

/// A thousand steps: a call that reports the same again and again is at a standstill.
std::uint64_t StepOf(double fraction) { return static_cast<std::uint64_t>(fraction * 1000); }

}  // namespace

Status Preparation::Configure(std::unique_ptr<LoadedOperator>& instance, const std::string& json) const {
  const auto& table = ExtensionsOf(*instance).configure;
  if (!table) {
    return Error{Errc::kInvalidArgument, "takes no configuration, since it does not offer " HOTSWAP_CONFIGURE
                                         "; leave the configuration out, or let the operator offer it"};
  }
  return parts_.loader->TryOut(
      instance, [table = *table, &op = instance->get(), json] { return ConfigureInstance(table, op, json); },
      OperatorLoader::kLongestCall, parts_.go_on, {}, LibraryStep::kConfigure);
}

Status Preparation::WarmUp(std::unique_ptr<LoadedOperator>& instance, std::vector<Feature> samples,
                           const std::function<void(double fraction)>& told) const {
  const auto call = std::make_shared<WarmUpCall>(*ExtensionsOf(*instance).warmup, instance->get(), std::move(samples));
  const TimePoint end = SteadyClock().Now() + kLongestWarmUp;
  const auto go_on = [&] {
    told(call->fraction.load(std::memory_order_relaxed));
    return (!parts_.go_on || parts_.go_on()) && SteadyClock().Now() < end;
  };
  return parts_.loader->TryOut(
      instance, [call] { return WarmUpInstance(call->table, call->op, call->samples, call->fraction); },
      OperatorLoader::kLongestCall, go_on, [call] { return StepOf(call->fraction.load(std::memory_order_relaxed)); },
      LibraryStep::kWarmUp);
}

Result<std::shared_ptr<const StateBytes>> Preparation::Save(const LoadedOperator& instance) const {
  const auto call = std::make_shared<SaveCall>(*ExtensionsOf(instance).state, instance.get());
  Status saved = parts_.loader->Ask(
      instance, [call] { return SaveState(call->table, call->op, *call->bytes, call->saved); }, kLongestHandOver, parts_.wait,
      [call] { return call->saved.load(std::memory_order_relaxed); }, LibraryStep::kSaveState);
  if (!saved.ok()) return std::move(saved).error();
  return std::shared_ptr<const StateBytes>(call->bytes);
}

Status Preparation::Restore(std::unique_ptr<LoadedOperator>& instance, std::shared_ptr<const StateBytes> bytes,
                            std::string& unused) const {
  const auto call = std::make_shared<RestoreCall>(*ExtensionsOf(*instance).state, instance->get(), std::move(bytes));
  Status restored = parts_.loader->TryOut(
      instance, [call] { return RestoreState(call->table, call->op, *call->bytes, call->unused); }, kLongestHandOver, parts_.wait,
      {}, LibraryStep::kRestoreState);
  if (restored.ok()) unused = call->unused;
  return restored;
}

}  // namespace hotswap

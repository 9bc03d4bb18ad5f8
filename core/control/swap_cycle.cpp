#include "core/control/swap_cycle.h"

#include <algorithm>
#include <utility>
#include <variant>

namespace hotswap {
namespace {

std::string Label(const Version& version) { return "v" + std::to_string(version.number) + " " + version.name; }

}  // namespace

void SwapCycle::Start(std::uint32_t slot, const CycleVersions& command, std::chrono::nanoseconds now) {
  slot_ = slot;
  versions_ = command.versions;
  told_ = false;
  std::vector<Command> swaps;
  for (const std::uint32_t version : versions_) swaps.push_back(SwapToVersion{command.slot, version});
  schedule_.Every(now, command.period, std::move(swaps));
}

std::optional<Command> SwapCycle::TakeDue(std::chrono::nanoseconds now) {
  bool turn = false;
  auto due = schedule_.TakeDue(now, [&](const Command& command) {
    turn = true;
    return Fits(command);
  });
  if (!turn) return due;
  if (!due && !told_) {
    Event event;
    event.at = now;
    event.level = EventLevel::kWarning;
    event.slot = catalogue_.slot(slot_).name;
    event.version = catalogue_.slot(slot_).active;
    event.text = WhyItRests();
    events_.Add(std::move(event));
  }
  told_ = !due;
  return due;
}

bool SwapCycle::LeavesOut(std::uint32_t version) const {
  const Version& it = *catalogue_.slot(slot_).Find(version);
  return !it.fault.empty() || !it.failure.empty();
}

bool SwapCycle::Fits(const Command& turn) const {
  const std::uint32_t number = std::get<SwapToVersion>(turn).version;
  if (LeavesOut(number)) return false;
  const bool one_alone = std::ranges::all_of(versions_, [number](std::uint32_t other) { return other == number; });
  return one_alone || catalogue_.slot(slot_).active != number;
}

std::string SwapCycle::WhyItRests() const {
  const SlotState& slot = catalogue_.slot(slot_);
  std::vector<std::uint32_t> numbers = versions_;
  std::ranges::sort(numbers);
  numbers.erase(std::ranges::unique(numbers).begin(), numbers.end());
  std::string left_out;
  for (const std::uint32_t number : numbers) {
    if (!LeavesOut(number)) continue;
    left_out += (left_out.empty() ? "" : ", ") + Label(*slot.Find(number));
  }
  return "The cycle has no version left to swap to: it leaves out what was taken back or refused (" + left_out + "). " +
         Label(*slot.Find(slot.active)) +
         " goes on answering. Start again with a mended one, or swap to it by hand to have it back.";
}

}  // namespace hotswap

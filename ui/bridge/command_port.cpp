#include "ui/bridge/command_port.h"

#include <algorithm>
#include <utility>
#include <variant>

namespace hotswap::ui {
namespace {

std::uint32_t slotIndex(const Snapshot& snapshot, const std::string& name) {
  if (name.empty()) return 0;
  const auto found =
      std::find_if(snapshot.slots.begin(), snapshot.slots.end(), [&](const SlotInfo& slot) { return slot.name == name; });
  return found == snapshot.slots.end() ? 0 : static_cast<std::uint32_t>(found - snapshot.slots.begin());
}

/// The slot that a command names; empty for the first one and for commands about none.
std::string slotOf(const Command& command) {
  return std::visit(
      [](const auto& one) -> std::string {
        if constexpr (requires { one.slot; }) return one.slot;
        return {};
      },
      command);
}

}  // namespace

CommandPort::CommandPort(Engine& engine, QObject* parent) : QObject(parent), engine_(engine) {}

CommandId CommandPort::submit(Command command) {
  const CommandId id = engine_.Submit(command);
  pending_.emplace(id, std::move(command));
  return id;
}

void CommandPort::apply(const Snapshot& snapshot) {
  for (const CommandOutcome& outcome : snapshot.outcomes) {
    const auto command = pending_.extract(outcome.id);
    if (!command.empty()) settle(command.mapped(), outcome, snapshot);
  }
  // Commands end in order, so whatever is older than the oldest outcome kept ended unseen.
  if (!snapshot.outcomes.empty()) pending_.erase(pending_.begin(), pending_.lower_bound(snapshot.outcomes.front().id));
}

void CommandPort::settle(const Command& command, const CommandOutcome& outcome, const Snapshot& snapshot) {
  const auto* load = std::get_if<LoadLibrary>(&command);
  if (load != nullptr || (!outcome.ok && outcome.verdict != nullptr)) {
    Q_EMIT judged({slotIndex(snapshot, slotOf(command)), outcome.version}, outcome);
  }
  if (load != nullptr && outcome.ok) Q_EMIT libraryLoaded(slotIndex(snapshot, load->slot), outcome.version);
  Q_EMIT finished(outcome.id, outcome.ok);
}

}  // namespace hotswap::ui

#include "core/remote/answer.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "core/remote/request.h"

namespace hotswap {
namespace {

using Json = nlohmann::ordered_json;

// Names that came from outside may be no UTF-8.
std::string Line(const Json& answer) { return answer.dump(-1, ' ', false, Json::error_handler_t::replace); }

/// Index of the slot of that name, the first for an empty one; slots.size() when there is none.
std::uint32_t SlotIndex(const Snapshot& snapshot, const std::string& name) {
  if (name.empty()) return 0;
  return static_cast<std::uint32_t>(std::ranges::find(snapshot.slots, name, &SlotInfo::name) - snapshot.slots.begin());
}

/// What answered before a version did; nothing when that is not known.
std::optional<std::uint32_t> Before(const Snapshot& snapshot, const std::string& slot, std::uint32_t version) {
  for (auto receipt = snapshot.receipts->rbegin(); receipt != snapshot.receipts->rend(); ++receipt) {
    const bool published = receipt->outcome == SwapOutcome::kPublished || receipt->outcome == SwapOutcome::kRolledBack;
    if (published && receipt->slot == slot) return receipt->to == version ? receipt->from : std::nullopt;
  }
  return std::nullopt;
}

void AddVersion(Json& answer, const Snapshot& snapshot, std::uint32_t slot, std::uint32_t number) {
  answer["version"] = number;
  for (const VersionInfo& version : snapshot.versions) {
    if (version.slot != slot || version.number != number) continue;
    answer["name"] = version.name;
    answer["path"] = version.path;
    answer["state"] = VersionStateName(version.state);
  }
}

/// A verdict knows which check refused; a command may also end for another reason, such as a missing version.
void AddCause(Json& answer, const CommandOutcome& outcome) {
  const Finding* const refusal = outcome.verdict ? outcome.verdict->Refusal() : nullptr;
  answer["code"] = refusal != nullptr ? refusal->code : "refused";
  answer["error"] = outcome.text;
  if (refusal != nullptr) answer["gate"] = refusal->gate;
}

}  // namespace

std::string RefusalLine(const Error& error) {
  return Line({{"v", kRemoteVersion}, {"ok", false}, {"code", ErrcName(error.code)}, {"error", error.text}});
}

std::string OutcomeLine(const CommandOutcome& outcome, const std::string& command, const std::string& slot,
                        const Snapshot& snapshot) {
  Json answer{{"v", kRemoteVersion}, {"ok", outcome.ok}, {"command", command}};
  const std::uint32_t index = SlotIndex(snapshot, slot);
  if (index < snapshot.slots.size()) {
    answer["slot"] = snapshot.slots[index].name;
    answer["active"] = snapshot.slots[index].active;
  }
  if (!outcome.ok) {
    AddCause(answer, outcome);
  } else if (outcome.version != 0 && index < snapshot.slots.size()) {
    AddVersion(answer, snapshot, index, outcome.version);
    const auto before = Before(snapshot, snapshot.slots[index].name, outcome.version);
    if (before && *before != 0) answer["from"] = *before;
  }
  return Line(answer);
}

}  // namespace hotswap

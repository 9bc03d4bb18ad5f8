#ifndef HOTSWAP_CORE_CONTROL_NEWEST_ONLY_H_
#define HOTSWAP_CORE_CONTROL_NEWEST_ONLY_H_

#include <filesystem>
#include <optional>
#include <string>
#include <variant>

#include "core/api/command.h"

namespace hotswap {

/// What a command is about of which only the newest one counts.
struct NewestOnly {
  std::string slot;
  std::filesystem::path file;  ///< Of a load. A swap or a rollout is about the slot alone: this is empty.

  friend bool operator==(const NewestOnly&, const NewestOnly&) = default;
};

/// Nothing for a command that counts whatever comes after it. Pure.
inline std::optional<NewestOnly> NewestOnlyOf(const Command& command) {
  if (const auto* load = std::get_if<LoadLibrary>(&command); load != nullptr && load->newest_only) {
    return NewestOnly{load->slot, load->path};
  }
  if (const auto* swap = std::get_if<SwapToLibrary>(&command); swap != nullptr && swap->newest_only) {
    return NewestOnly{swap->slot, {}};
  }
  if (const auto* rollout = std::get_if<StartRollout>(&command); rollout != nullptr && rollout->newest_only) {
    return NewestOnly{rollout->plan.slot, {}};
  }
  return std::nullopt;
}

}  // namespace hotswap

#endif  // HOTSWAP_CORE_CONTROL_NEWEST_ONLY_H_

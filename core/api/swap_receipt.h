#ifndef HOTSWAP_CORE_API_SWAP_RECEIPT_H_
#define HOTSWAP_CORE_API_SWAP_RECEIPT_H_

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace hotswap {

enum class SwapOutcome {
  kPublished,   ///< The new version answers.
  kRefused,     ///< A gate said no; nothing changed.
  kRolledBack,  ///< This publication took the previous version back.
  kFailed,      ///< The swap could not be carried out; nothing changed.
};

/// What one swap, or one refusal, did.
struct SwapReceipt {
  std::uint64_t number = 0;        ///< Grows by one, starting at 1.
  std::chrono::nanoseconds at{0};  ///< Publication (or refusal), since the engine started.
  std::string slot;
  std::optional<std::uint32_t> from;  ///< Nothing for a slot's first version.
  std::optional<std::uint32_t> to;    ///< Nothing when the candidate never got a number.
  std::string path;                   ///< As the user gave it.
  std::string moment = "now";
  SwapOutcome outcome = SwapOutcome::kPublished;
  std::string reason;  ///< Why refused or failed; else empty.
  std::string gate;    ///< The gate that refused, "G0" to "G8"; else empty.
  std::string code;    ///< ErrcName of the failure; else empty.

  // How long each step took; 0 for a step that was not needed.
  std::chrono::nanoseconds copy{0};     ///< G0
  std::chrono::nanoseconds inspect{0};  ///< G1 and G2
  std::chrono::nanoseconds vet{0};      ///< G3
  std::chrono::nanoseconds load{0};     ///< G4
  std::chrono::nanoseconds parity{0};   ///< G5
  std::chrono::nanoseconds warmup{0};   ///< G6
  std::chrono::nanoseconds publish{0};
  std::chrono::nanoseconds drain{0};  ///< From publication until no thread held the old route.

  /// Nothing while it is not known yet and where there was nothing to unload; unload_note says why.
  std::optional<bool> unload_proven;
  std::string unload_note;  ///< "", "resident", "revived", "first", or what keeps it mapped.

  /// Longest time between two blocks of any thread within 100 ms of the publication, intended sleep left out.
  std::chrono::nanoseconds stall{0};
  std::uint64_t lost = 0;  ///< Requests taken and neither scored nor counted as an error.

  /// Per worker: the first block on the new route and the end of the last block on the old one, both since the engine
  /// started; negative for a thread that had none.
  struct ThreadSwitch {
    std::chrono::nanoseconds last_on_old{-1};
    std::chrono::nanoseconds first_on_new{-1};
  };
  std::vector<ThreadSwitch> threads;

  bool complete = false;  ///< Drained and judged; nothing in it changes any more.
};

}  // namespace hotswap

#endif  // HOTSWAP_CORE_API_SWAP_RECEIPT_H_

#ifndef HOTSWAP_CORE_LOADING_OPERATOR_EXTENSIONS_H_
#define HOTSWAP_CORE_LOADING_OPERATOR_EXTENSIONS_H_

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "core/abi/operator_extensions.h"
#include "core/base/result.h"

namespace hotswap {

/// What a library offers beyond the base ABI: its tables, as far as this host knows them.
struct OperatorExtensions {
  std::optional<HotswapWarmup> warmup;
  std::optional<HotswapState> state;
  std::optional<HotswapConfigure> configure;
};

// Calls of the library's code: where the loader runs it, with a limit (OperatorLoader::TryOut(), Ask()). No exception of it gets
// out, and each text is a clause that begins with a verb, names the function and holds what the operator says cut to one line.

using GetExtension = const void* (*)(const char* id);

/// Asks for every extension that this host knows. Null: the library offers none. kAbiMismatch: a table that cannot be used; kThrew.
Result<OperatorExtensions> ReadExtensions(GetExtension get);

/// kNotReady: the operator refuses; kThrew. `json` is not empty.
Status ConfigureInstance(const HotswapConfigure& table, IScoreOperator& op, const std::string& json);

/// kNotReady: the operator says it failed; kThrew. `fraction` follows how far it is and never goes back.
Status WarmUpInstance(const HotswapWarmup& table, IScoreOperator& op, std::span<const Feature> samples,
                      std::atomic<double>& fraction);

using StateBytes = std::vector<unsigned char>;

/// kTooLarge: over kMaxStateBytes. kNotReady: the operator says it failed, or there was no memory; kThrew. `saved` follows the bytes.
Status SaveState(const HotswapState& table, IScoreOperator& op, StateBytes& bytes, std::atomic<std::uint64_t>& saved);

/// kNotReady: the operator refuses to answer without them; kThrew. `unused`: why it begins without them all the same; else empty.
Status RestoreState(const HotswapState& table, IScoreOperator& op, const StateBytes& bytes, std::string& unused);

}  // namespace hotswap

#endif  // HOTSWAP_CORE_LOADING_OPERATOR_EXTENSIONS_H_

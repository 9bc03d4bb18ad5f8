// What the host and its vetting process both hold against the tables of core/abi/operator_extensions.h.
#ifndef HOTSWAP_CORE_LOADING_EXTENSION_TABLE_H_
#define HOTSWAP_CORE_LOADING_EXTENSION_TABLE_H_

#include <algorithm>
#include <cstddef>
#include <cstring>
#include <string>

#include "core/abi/operator_extensions.h"

namespace hotswap {

/// The most that an instance may hand over to its successor.
inline constexpr std::size_t kMaxStateBytes = std::size_t{64} << 20;
inline constexpr char kMaxStateText[] = "64 MiB";

/// What is known of a table: its id, and its functions in their order.
template <typename Table>
struct ExtensionForm;

template <>
struct ExtensionForm<HotswapWarmup> {
  static constexpr const char* kId = HOTSWAP_WARMUP;
  static constexpr const char* kType = "HotswapWarmup";
  static constexpr const char* kFunctions[] = {"warm_up"};
};

template <>
struct ExtensionForm<HotswapState> {
  static constexpr const char* kId = HOTSWAP_STATE;
  static constexpr const char* kType = "HotswapState";
  static constexpr const char* kFunctions[] = {"save", "restore"};
};

template <>
struct ExtensionForm<HotswapConfigure> {
  static constexpr const char* kId = HOTSWAP_CONFIGURE;
  static constexpr const char* kType = "HotswapConfigure";
  static constexpr const char* kFunctions[] = {"configure"};
};

/// Copies what both sides know of the table at `raw`, not null; what a shorter one lacks is null. Returns what makes it unusable,
/// as a clause that begins with a verb; empty when nothing does.
template <typename Table>
std::string ReadExtensionTable(const void* raw, Table& table) {
  using Form = ExtensionForm<Table>;
  std::size_t size = 0;
  std::memcpy(&size, raw, sizeof size);
  table = {};
  std::memcpy(&table, raw, std::min(size, sizeof table));
  std::size_t end = sizeof size;
  for (const char* name : Form::kFunctions) {
    void* function = nullptr;
    std::memcpy(&function, reinterpret_cast<const char*>(&table) + end, sizeof function);
    end += sizeof function;
    const std::string offers = std::string("offers ") + Form::kId;
    if (size < end) {
      return offers + " in a table of " + std::to_string(size) + " bytes, which ends before its function " + name +
             "; let its size be sizeof(" + Form::kType + ")";
    }
    if (function == nullptr) return offers + " with a null in place of " + name + "; fill it in, or offer no such extension";
  }
  return {};
}

}  // namespace hotswap

#endif  // HOTSWAP_CORE_LOADING_EXTENSION_TABLE_H_

#ifndef HOTSWAP_CORE_ENGINE_REQUEST_SOURCE_H_
#define HOTSWAP_CORE_ENGINE_REQUEST_SOURCE_H_

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "core/abi/operator_interface.h"

namespace hotswap {

/// Requests that a worker answers under one pin.
struct RequestBlock {
  static constexpr std::size_t kCapacity = 1024;

  std::size_t size = 0;
  std::array<Feature, kCapacity> features;
  /// Per request, an index into the names that the source was opened with. Only meaningful when has_slots: without it every
  /// request goes to the first slot.
  std::array<std::uint8_t, kCapacity> slots;
  bool has_slots = false;
};

enum class FillResult {
  kFilled,     ///< The block holds 1 to `limit` requests.
  kEmpty,      ///< Nothing there now; ask again in about a millisecond.
  kExhausted,  ///< Nothing will come any more.
};

/// One worker's end of a source.
///
/// Threads  Used by one worker at a time.
class RequestStream {
 public:
  virtual ~RequestStream() = default;

  /// Takes up to `limit` (1 to RequestBlock::kCapacity) requests out of the source into `block`. What was taken is owed an
  /// answer. `first_round` is the number, from 1, of the round that the first of them makes. No lock, allocation or system call.
  virtual FillResult Fill(RequestBlock& block, std::size_t limit, std::uint64_t first_round) = 0;
};

/// Where requests come from.
///
/// Threads   OpenStream() on the control thread; Health() on any.
/// Lifetime  Outlives its streams.
class RequestSource {
 public:
  virtual ~RequestSource() = default;

  /// The stream of the worker `thread` (0 to kMaxThreads - 1).
  virtual std::unique_ptr<RequestStream> OpenStream(unsigned thread) = 0;

  /// For people: "synthetic", or the file.
  virtual std::string Name() const = 0;

  struct Health {
    std::uint64_t bad_rows = 0;         ///< Skipped because they could not be read.
    std::vector<std::string> warnings;  ///< About the first few of them, each with file and line.
  };
  virtual Health CurrentHealth() const { return {}; }
};

}  // namespace hotswap

#endif  // HOTSWAP_CORE_ENGINE_REQUEST_SOURCE_H_

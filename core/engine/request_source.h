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

/// Requests that a worker answers under one pin. Zeroed when made, so that a worker meets no page fault later.
struct RequestBlock {
  static constexpr std::size_t kCapacity = 1024;

  std::size_t size = 0;
  std::array<Feature, kCapacity> features{};
  /// Per request, an index into the names that the source was opened with. Only meaningful when has_slots: without it every
  /// request goes to the first slot.
  std::array<std::uint8_t, kCapacity> slots{};
  bool has_slots = false;
  /// Per request, what came of it as far as the source knows: 0 to 1, NaN when it does not. Only meaningful when has_labels. In
  /// float, which tells any two ratings and clicks apart.
  std::array<float, kCapacity> labels{};
  bool has_labels = false;

  // Set by the worker. A canary by users sorts the requests of a block, and their rounds with them.
  std::uint64_t first_round = 0;                 ///< Of the block as it was filled.
  std::array<std::uint16_t, kCapacity> order{};  ///< Where each request stood then. Only meaningful when sorted.
  bool sorted = false;

  std::uint64_t RoundAt(std::size_t index) const { return first_round + (sorted ? order[index] : index); }
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

  /// Takes up to `limit` (1 to RequestBlock::kCapacity) requests out of the source into `block`. What was taken is owed an answer,
  /// or given back. `first_round` is the number, from 1, of the round that the first makes. No lock, allocation or system call.
  /// Sets size, features and has_slots, and labels where the source knows any; what the worker sets is none of its business.
  virtual FillResult Fill(RequestBlock& block, std::size_t limit, std::uint64_t first_round) = 0;

  /// So many of the requests that were taken last were not begun, and this stream ends: they are as if they had not been taken.
  /// A source that is not asked again has nothing to do for that.
  virtual void GiveBack([[maybe_unused]] std::size_t requests) {}
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

#ifndef HOTSWAP_CORE_ENGINE_USER_PARTITION_H_
#define HOTSWAP_CORE_ENGINE_USER_PARTITION_H_

#include <array>
#include <cstddef>
#include <cstdint>

#include "core/engine/request_source.h"
#include "core/slot/user_share.h"

namespace hotswap {

/// Sorts the requests of a block by the version that answers their users, so that each version answers its part in one go.
///
/// The sort is stable and stays within the stretch of one slot; what belongs to a request moves with it, its round included.
///
/// Threads  One per worker. No lock, allocation or system call.
class UserPartition {
 public:
  /// Requests up to `end` that one version answers.
  struct Part {
    bool candidate;
    std::size_t end;
  };

  /// Another block is there.
  void StartBlock() { end_ = 0; }

  /// The part that begins at `begin`. The stretch up to `end`, all of one slot, is sorted by `users` when it was not yet for
  /// `route`: within a block, slots with the same sequence differ by their `end`.
  Part Next(RequestBlock& block, const UserShare& users, std::uint64_t route, std::size_t begin, std::size_t end);

 private:
  std::size_t Sort(RequestBlock& block, const UserShare& users, std::size_t begin, std::size_t end);

  // The stretch that is sorted.
  std::uint64_t route_ = 0;
  std::size_t split_ = 0;  // where the candidate's part begins
  std::size_t end_ = 0;    // 0: none

  // During a sort: the candidate's.
  std::array<bool, RequestBlock::kCapacity> chosen_{};
  std::array<Feature, RequestBlock::kCapacity> features_{};
  std::array<float, RequestBlock::kCapacity> labels_{};
  std::array<std::uint16_t, RequestBlock::kCapacity> order_{};
};

}  // namespace hotswap

#endif  // HOTSWAP_CORE_ENGINE_USER_PARTITION_H_

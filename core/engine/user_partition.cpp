#include "core/engine/user_partition.h"

#include <algorithm>
#include <numeric>

namespace hotswap {
namespace {

/// Moves what is not chosen to the front and what is behind it, each in its order. `aside` has room for all that is chosen.
template <typename T>
void SplitStably(T* values, const bool* chosen, std::size_t count, T* aside) {
  T* kept = values;
  T* moved = aside;
  for (std::size_t i = 0; i < count; ++i) {
    const T value = values[i];
    *kept = value;  // both are written and one is kept: which one is a coin toss that no processor predicts
    *moved = value;
    kept += chosen[i] ? 0 : 1;
    moved += chosen[i] ? 1 : 0;
  }
  std::copy(aside, moved, kept);
}

}  // namespace

UserPartition::Part UserPartition::Next(RequestBlock& block, const UserShare& users, std::uint64_t route, std::size_t begin,
                                        std::size_t end) {
  if (route != route_ || end != end_) {
    split_ = Sort(block, users, begin, end);
    route_ = route;
    end_ = end;
  }
  return begin < split_ ? Part{false, split_} : Part{true, end};
}

/// Where the candidate's part begins: `end` when it has none.
std::size_t UserPartition::Sort(RequestBlock& block, const UserShare& users, std::size_t begin, std::size_t end) {
  const std::size_t count = end - begin;
  std::size_t candidates = 0;
  for (std::size_t i = 0; i < count; ++i) {
    chosen_[i] = users.Has(block.features[begin + i].user_id);
    candidates += chosen_[i] ? 1 : 0;
  }
  const std::size_t split = end - candidates;
  if (candidates == 0 || candidates == count) return split;
  if (!block.sorted) {
    std::iota(block.order.begin(), block.order.begin() + static_cast<std::ptrdiff_t>(block.size), std::uint16_t{0});
    block.sorted = true;
  }
  SplitStably(block.features.data() + begin, chosen_.data(), count, features_.data());
  SplitStably(block.order.data() + begin, chosen_.data(), count, order_.data());
  if (block.has_labels) SplitStably(block.labels.data() + begin, chosen_.data(), count, labels_.data());
  return split;
}

}  // namespace hotswap

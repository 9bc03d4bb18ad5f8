#ifndef HOTSWAP_CORE_CONTROL_RESERVOIR_H_
#define HOTSWAP_CORE_CONTROL_RESERVOIR_H_

#include <cstddef>
#include <cstdint>
#include <vector>

namespace hotswap {

/// A sample of at most `most` out of all items that were added, in which each of them is as likely as any other (J. S. Vitter, "Random
/// Sampling with a Reservoir", algorithm R, 1985). Randomness is a hash of a counter: the same items give the same sample.
template <typename T>
class Reservoir {
 public:
  explicit Reservoir(std::size_t most) : most_(most) {}

  void Add(const T& item) {
    ++seen_;
    if (items_.size() < most_) {
      items_.push_back(item);
    } else if (const std::uint64_t place = Hashed(seen_) % seen_; place < most_) {
      items_[place] = item;
    }
  }

  const std::vector<T>& items() const { return items_; }

 private:
  /// Spreads the bits of a counter (S. Vigna's splitmix64).
  static std::uint64_t Hashed(std::uint64_t counter) {
    std::uint64_t z = counter * 0x9E3779B97F4A7C15ULL;
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9ULL;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBULL;
    return z ^ (z >> 31);
  }

  std::size_t most_;
  std::uint64_t seen_ = 0;
  std::vector<T> items_;
};

}  // namespace hotswap

#endif  // HOTSWAP_CORE_CONTROL_RESERVOIR_H_

#ifndef HOTSWAP_CORE_BASE_RANDOM_DRAW_H_
#define HOTSWAP_CORE_BASE_RANDOM_DRAW_H_

#include <cstddef>
#include <cstdint>

namespace hotswap {

/// Numbers for samples, the same in every run: a multiplication and an addition each. No secret is safe with them.
/// Source: D. E. Knuth's MMIX generator; its upper bits are the good ones.
class RandomDraw {
 public:
  /// One of 0 to `limit` - 1, all as likely; 0 where there is no other. `limit`: below 2^32.
  std::size_t Below(std::size_t limit) {
    state_ = state_ * 6364136223846793005U + 1442695040888963407U;
    return static_cast<std::size_t>(((state_ >> 32) * limit) >> 32);
  }

 private:
  std::uint64_t state_ = 0;
};

}  // namespace hotswap

#endif  // HOTSWAP_CORE_BASE_RANDOM_DRAW_H_

// Which users a candidate answers.
//
// Problem   A share of the users, not of the requests: whoever gets the candidate's scores keeps getting them, in every thread, in
//           every run, and when the share grows.
// Here      Each user has a fixed place in [0, 1), a hash of the user's id and the slot's salt; the candidate answers those whose
//           place is below the share. A larger share has the same lower end, so growing it only adds users. The salt is the
//           slot's and not the rollout's: the users of one slot's first percent are no more likely than others to be in another
//           slot's, and a rollout that starts anew begins with those who know the candidate already.
#ifndef HOTSWAP_CORE_SLOT_USER_SHARE_H_
#define HOTSWAP_CORE_SLOT_USER_SHARE_H_

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <string_view>

namespace hotswap {

/// A share of a slot's users by a hash of their id. Pure: the same share and salt always have the same users.
class UserShare {
 public:
  /// Nobody.
  UserShare() = default;
  /// `share` from 0 (nobody) to 1 (everybody).
  UserShare(double share, std::uint64_t salt)
      : salt_(salt), below_(static_cast<std::uint64_t>(std::ceil(std::clamp(share, 0.0, 1.0) * kPlaces))) {}

  /// The salt of a slot, from its name: the same in every run.
  static constexpr std::uint64_t SaltOf(std::string_view slot) {
    std::uint64_t hash = 0xcbf29ce484222325;  // FNV-1a, 64 bits; http://www.isthe.com/chongo/tech/comp/fnv/
    for (const char c : slot) hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001b3;
    return Mix(hash);
  }

  bool Has(int user_id) const { return Mix(salt_ + static_cast<std::uint32_t>(user_id)) >> kDropped < below_; }

 private:
  static constexpr unsigned kDropped = 11;  // 53 bits are left: a double holds the share of them without rounding
  static constexpr double kPlaces = 0x1p53;

  /// The finalizer of splitmix64, "Mix13" of D. Stafford, http://zimbry.blogspot.com/2011/09/better-bit-mixing-improving-on.html:
  /// a bijection in which each bit of the id changes each bit of the hash in half of all cases.
  static constexpr std::uint64_t Mix(std::uint64_t z) {
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9;
    z = (z ^ (z >> 27)) * 0x94d049bb133111eb;
    return z ^ (z >> 31);
  }

  std::uint64_t salt_ = 0;
  std::uint64_t below_ = 0;
};

}  // namespace hotswap

#endif  // HOTSWAP_CORE_SLOT_USER_SHARE_H_

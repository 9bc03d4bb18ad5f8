#include "core/loading/vetting_samples.h"

#include <cstddef>
#include <cstdint>

#include "core/loading/sha256.h"

namespace hotswap {
namespace {

constexpr std::size_t kCount = 256;
constexpr std::uint64_t kUsers = 100'000;
constexpr std::uint64_t kItems = 50'000;

/// Source: S. Vigna, https://prng.di.unimi.it/splitmix64.c (public domain).
class SplitMix64 {
 public:
  std::uint64_t Next() {
    std::uint64_t z = (state_ += 0x9e3779b97f4a7c15);
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9;
    z = (z ^ (z >> 27)) * 0x94d049bb133111eb;
    return z ^ (z >> 31);
  }
  int Below(std::uint64_t n) { return static_cast<int>((Next() >> 32) * n >> 32); }
  double Uniform() { return static_cast<double>(Next() >> 11) * 0x1p-53; }

 private:
  std::uint64_t state_ = 2026;
};

}  // namespace

std::vector<Feature> DefaultVettingSamples() {
  SplitMix64 random;
  std::vector<Feature> samples(kCount);
  for (Feature& sample : samples) {
    sample.user_id = random.Below(kUsers);
    sample.item_id = random.Below(kItems);
    sample.user_feature = random.Uniform();
    sample.item_feature = random.Uniform();
  }
  return samples;
}

Result<std::string> DigestOf(std::span<const Feature> samples) {
  static_assert(sizeof(Feature) == 2 * sizeof(int) + 2 * sizeof(double), "no padding, whose bytes would be anything");
  Sha256 digest;
  digest.Update(std::as_bytes(samples));
  return digest.HexDigest();
}

}  // namespace hotswap

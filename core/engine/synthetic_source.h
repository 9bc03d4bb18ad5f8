#ifndef HOTSWAP_CORE_ENGINE_SYNTHETIC_SOURCE_H_
#define HOTSWAP_CORE_ENGINE_SYNTHETIC_SOURCE_H_

#include <cstdint>
#include <memory>
#include <string>

#include "core/abi/operator_interface.h"
#include "core/engine/request_source.h"

namespace hotswap {

inline constexpr std::uint32_t kSyntheticUsers = 100'000;
inline constexpr std::uint32_t kSyntheticItems = 50'000;

namespace synthetic {

inline constexpr std::uint64_t kStep = 0xa0761d6478bd642f;
inline constexpr std::uint64_t kSecret = 0xe7037ed1a0b428db;

__extension__ using Uint128 = unsigned __int128;

/// A hash of a counter that advances by kStep: one multiplication where splitmix64 takes two, 1.8 ns a request against 2.9.
/// Source: Wang Yi, wyrand, https://github.com/wangyi-fudan/wyhash (public domain).
constexpr std::uint64_t Hash(std::uint64_t counter) {
  const Uint128 product = static_cast<Uint128>(counter) * (counter ^ kSecret);
  return static_cast<std::uint64_t>(product >> 64) ^ static_cast<std::uint64_t>(product);
}

/// Where a thread's counter begins. Scrambled, so that no thread's sequence is another's shifted by some rounds.
/// Source: S. Vigna, https://prng.di.unimi.it/splitmix64.c (public domain).
constexpr std::uint64_t ThreadKey(unsigned thread) {
  std::uint64_t z = (thread + std::uint64_t{1}) * 0x9e3779b97f4a7c15;
  z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9;
  z = (z ^ (z >> 27)) * 0x94d049bb133111eb;
  return z ^ (z >> 31);
}

/// The highest 53 bits as a number in [0, 1).
constexpr double Uniform(std::uint64_t bits) { return static_cast<double>(static_cast<std::int64_t>(bits >> 11)) * 0x1p-53; }

/// The lowest 32 bits scaled to [0, n), independent of the highest 32 that decide Uniform().
/// Source: D. Lemire, "Fast Random Integer Generation in an Interval", 2019, without the rejection step: the bias is n / 2^32.
constexpr int Below(std::uint64_t bits, std::uint32_t n) { return static_cast<int>((bits & 0xffff'ffff) * n >> 32); }

constexpr Feature FeatureAt(std::uint64_t thread_key, std::uint64_t round) {
  const std::uint64_t counter = thread_key + round * (2 * kStep);
  const std::uint64_t user = Hash(counter);
  const std::uint64_t item = Hash(counter + kStep);
  return {Below(user, kSyntheticUsers), Below(item, kSyntheticItems), Uniform(user), Uniform(item)};
}

}  // namespace synthetic

/// The request that worker `thread` answers in `round` (from 1): ids in [0, kSyntheticUsers) and [0, kSyntheticItems),
/// features uniform in [0, 1). A pure function, so that a judge of a record can say what was asked.
constexpr Feature SyntheticFeature(unsigned thread, std::uint64_t round) {
  return synthetic::FeatureAt(synthetic::ThreadKey(thread), round);
}

/// Requests computed from thread and round alone: without end, the same in every run.
class SyntheticSource final : public RequestSource {
 public:
  std::unique_ptr<RequestStream> OpenStream(unsigned thread) override;
  std::string Name() const override { return "synthetic"; }
};

}  // namespace hotswap

#endif  // HOTSWAP_CORE_ENGINE_SYNTHETIC_SOURCE_H_

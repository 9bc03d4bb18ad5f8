#ifndef HOTSWAP_CORE_ROLLOUT_CALL_TIMES_H_
#define HOTSWAP_CORE_ROLLOUT_CALL_TIMES_H_

#include <array>
#include <cstddef>
#include <cstdint>

namespace hotswap {

/// How long calls took, in buckets at most 3.2 % wide: exact below 32 ns, then 32 buckets per power of two, to 2^40 ns; what is
/// longer counts in the last. Finer than telemetry's, because a limit of 1.1 on a ratio of two quantiles has to mean something.
class CallTimes {
 public:
  static constexpr unsigned kSubBits = 5;
  static constexpr unsigned kTopBit = 40;
  static constexpr std::size_t kBuckets = (std::size_t{kTopBit} - kSubBits + 1) << kSubBits;

  void Add(std::uint64_t ns, std::uint64_t count = 1);
  CallTimes& operator+=(const CallTimes& other);
  /// `other` is an earlier state of these.
  CallTimes& operator-=(const CallTimes& other);

  std::uint64_t total() const { return total_; }

  /// The end in ns of the bucket below which a share `q` (0 to 1) of the calls lies; 0 without calls.
  std::uint64_t Quantile(double q) const;

  /// Calls that surely took longer than `ns`: those in buckets that begin above it.
  std::uint64_t Above(double ns) const;

  /// The mean in ns of the shortest share `q` of the calls; 0 without calls.
  double MeanOfShortest(double q) const;

 private:
  std::array<std::uint64_t, kBuckets> counts_{};
  std::uint64_t total_ = 0;
};

}  // namespace hotswap

#endif  // HOTSWAP_CORE_ROLLOUT_CALL_TIMES_H_

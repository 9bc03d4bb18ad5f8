#ifndef HOTSWAP_CORE_TELEMETRY_LATENCY_HISTOGRAM_H_
#define HOTSWAP_CORE_TELEMETRY_LATENCY_HISTOGRAM_H_

#include <array>
#include <atomic>
#include <bit>
#include <cstddef>
#include <cstdint>

namespace hotswap {

/// The bucketing of a log-linear histogram: exact below 16 ns, then 16 buckets per power of two (at most 6.25 % wide), to 2^40
/// ns. The idea is HdrHistogram's (Gil Tene), with one fixed precision.
struct LatencyBuckets {
  static constexpr unsigned kSubBits = 4;
  static constexpr unsigned kTopBit = 40;
  static constexpr std::size_t kCount = (std::size_t{kTopBit} - kSubBits + 1) << kSubBits;

  static constexpr std::size_t IndexOf(std::uint64_t ns) {
    if (ns < (1U << kSubBits)) return ns;
    const unsigned exponent = static_cast<unsigned>(std::bit_width(ns)) - 1;
    if (exponent >= kTopBit) return kCount - 1;
    return ((std::size_t{exponent} - kSubBits + 1) << kSubBits) + ((ns >> (exponent - kSubBits)) & ((1U << kSubBits) - 1));
  }

  /// The smallest value of a bucket, in ns.
  static constexpr std::uint64_t LowerBound(std::size_t index) {
    if (index < (1U << kSubBits)) return index;
    const std::size_t exponent = (index >> kSubBits) + kSubBits - 1;
    const std::uint64_t sub = index & ((1U << kSubBits) - 1);
    return ((1ULL << kSubBits) + sub) << (exponent - kSubBits);
  }

  /// The largest value of a bucket, in ns; of the last one what it would be, if it did not hold everything that is longer.
  static constexpr std::uint64_t UpperBound(std::size_t index) { return LowerBound(index + 1) - 1; }
};

/// Counts that a reader has taken out of histograms: they add, subtract and answer quantiles.
class LatencyCounts {
 public:
  LatencyCounts& operator+=(const LatencyCounts& other);
  /// `other` is an earlier reading of the same histograms.
  LatencyCounts& operator-=(const LatencyCounts& other);

  void Add(std::size_t bucket, std::uint64_t count) {
    counts_[bucket] += count;
    total_ += count;
  }

  std::uint64_t total() const { return total_; }
  std::uint64_t at(std::size_t bucket) const { return counts_[bucket]; }

  /// In ns, of the middles of the buckets. 0 without calls.
  double Mean() const;

  /// The value in ns below which a share `q` (0 to 1) of the calls lies: the middle of its bucket. 0 without calls.
  double Quantile(double q) const;

  /// The end in ns of the highest bucket in use; 0 without calls. No call took longer (up to 2^40 ns, 18 minutes), and the longest
  /// one at most 6.25 % less.
  double Max() const;

 private:
  std::array<std::uint64_t, LatencyBuckets::kCount> counts_{};
  std::uint64_t total_ = 0;
};

/// A latency histogram with one writer.
///
/// Threads  Record() on one thread, wait-free, no read-modify-write; AddTo() on any.
class LatencyHistogram {
 public:
  void Record(std::uint64_t ns) {
    auto& count = counts_[LatencyBuckets::IndexOf(ns)];
    count.store(count.load(std::memory_order_relaxed) + 1, std::memory_order_relaxed);
  }

  void AddTo(LatencyCounts& counts) const {
    for (std::size_t i = 0; i < counts_.size(); ++i) {
      const std::uint64_t count = counts_[i].load(std::memory_order_relaxed);
      if (count != 0) counts.Add(i, count);
    }
  }

 private:
  std::array<std::atomic<std::uint64_t>, LatencyBuckets::kCount> counts_{};
};

}  // namespace hotswap

#endif  // HOTSWAP_CORE_TELEMETRY_LATENCY_HISTOGRAM_H_

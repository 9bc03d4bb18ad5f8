#include "core/rollout/call_times.h"

#include <algorithm>
#include <bit>
#include <cmath>

namespace hotswap {
namespace {

constexpr std::uint64_t kSub = std::uint64_t{1} << CallTimes::kSubBits;

std::size_t IndexOf(std::uint64_t ns) {
  if (ns < kSub) return ns;
  const unsigned exponent = static_cast<unsigned>(std::bit_width(ns)) - 1;
  if (exponent >= CallTimes::kTopBit) return CallTimes::kBuckets - 1;
  const unsigned shift = exponent - CallTimes::kSubBits;
  return ((std::size_t{shift} + 1) << CallTimes::kSubBits) + ((ns >> shift) & (kSub - 1));
}

std::uint64_t Begin(std::size_t index) {
  if (index < kSub) return index;
  const std::size_t shift = (index >> CallTimes::kSubBits) - 1;
  return (kSub + (index & (kSub - 1))) << shift;
}

std::uint64_t End(std::size_t index) { return Begin(index + 1) - 1; }

}  // namespace

void CallTimes::Add(std::uint64_t ns, std::uint64_t count) {
  counts_[IndexOf(ns)] += count;
  total_ += count;
}

CallTimes& CallTimes::operator+=(const CallTimes& other) {
  for (std::size_t i = 0; i < kBuckets; ++i) counts_[i] += other.counts_[i];
  total_ += other.total_;
  return *this;
}

CallTimes& CallTimes::operator-=(const CallTimes& other) {
  for (std::size_t i = 0; i < kBuckets; ++i) counts_[i] -= other.counts_[i];
  total_ -= other.total_;
  return *this;
}

std::uint64_t CallTimes::Quantile(double q) const {
  if (total_ == 0) return 0;
  const auto rank = std::clamp<std::uint64_t>(static_cast<std::uint64_t>(std::ceil(q * static_cast<double>(total_))), 1, total_);
  std::uint64_t seen = 0;
  std::size_t i = 0;
  while (seen + counts_[i] < rank) seen += counts_[i++];
  return End(i);
}

std::uint64_t CallTimes::Above(double ns) const {
  if (ns >= std::ldexp(1.0, kTopBit)) return 0;
  std::uint64_t above = 0;
  for (std::size_t i = IndexOf(static_cast<std::uint64_t>(ns)) + 1; i < kBuckets; ++i) above += counts_[i];
  return above;
}

double CallTimes::MeanOfShortest(double q) const {
  const double wanted = q * static_cast<double>(total_);
  double taken = 0;
  double sum = 0;
  for (std::size_t i = 0; i < kBuckets && taken < wanted; ++i) {
    const double count = std::min(static_cast<double>(counts_[i]), wanted - taken);
    sum += count * (static_cast<double>(Begin(i)) + static_cast<double>(End(i))) / 2;
    taken += count;
  }
  return taken == 0 ? 0 : sum / taken;
}

}  // namespace hotswap

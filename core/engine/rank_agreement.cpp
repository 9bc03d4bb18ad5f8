#include "core/engine/rank_agreement.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>

namespace hotswap {
namespace {

using Pair = std::pair<double, double>;

double PairsAmong(double count) { return count * (count - 1) / 2; }

/// How many pairs of neighbours in `sorted` that `same` says are tied.
template <typename Same>
double TiedPairs(const std::vector<Pair>& sorted, const Same& same) {
  double tied = 0;
  for (std::size_t begin = 0; begin < sorted.size();) {
    std::size_t end = begin + 1;
    while (end < sorted.size() && same(sorted[begin], sorted[end])) ++end;
    tied += PairsAmong(static_cast<double>(end - begin));
    begin = end;
  }
  return tied;
}

/// Sorts by the second score and answers how many pairs stood the wrong way round: a merge sort that counts what it moves past.
double SortBySecond(std::vector<Pair>& pairs) {
  double exchanges = 0;
  std::vector<Pair> merged(pairs.size());
  for (std::size_t width = 1; width < pairs.size(); width *= 2) {
    for (std::size_t begin = 0; begin < pairs.size(); begin += 2 * width) {
      const std::size_t middle = std::min(begin + width, pairs.size());
      const std::size_t end = std::min(begin + 2 * width, pairs.size());
      std::size_t left = begin;
      std::size_t right = middle;
      for (std::size_t out = begin; out < end; ++out) {
        const bool take_left = right == end || (left < middle && pairs[left].second <= pairs[right].second);
        if (!take_left) exchanges += static_cast<double>(middle - left);
        merged[out] = pairs[take_left ? left++ : right++];
      }
    }
    pairs.swap(merged);
  }
  return exchanges;
}

}  // namespace

std::optional<double> RankAgreement(std::vector<Pair> pairs) {
  std::ranges::sort(pairs);
  const double all = PairsAmong(static_cast<double>(pairs.size()));
  const double tied_first = TiedPairs(pairs, [](const Pair& a, const Pair& b) { return a.first == b.first; });
  const double tied_both = TiedPairs(pairs, [](const Pair& a, const Pair& b) { return a == b; });
  const double discordant = SortBySecond(pairs);
  const double tied_second = TiedPairs(pairs, [](const Pair& a, const Pair& b) { return a.second == b.second; });
  const double scale = std::sqrt((all - tied_first) * (all - tied_second));
  if (!(scale > 0)) return std::nullopt;
  return (all - tied_first - tied_second + tied_both - 2 * discordant) / scale;
}

}  // namespace hotswap

#include "app/vet/score_comparison.h"

#include <bit>
#include <cstdint>
#include <cstdio>

#include "app/vet/report.h"

namespace hotswap::vet {
namespace {

constexpr std::size_t kPaintedBytes = 16 << 10;

/// Leaves `byte` all over the stack that the next call will use.
[[gnu::noinline]] void PaintStack(unsigned char byte) {
  volatile unsigned char below[kPaintedBytes];
  for (volatile unsigned char& cell : below) cell = byte;
}

}  // namespace

void Compare(const VettingContext& context, const Instance& instance, const Pass& pass, std::string_view consequence) {
  for (std::size_t i = 0; i < pass.count; ++i) {
    const std::size_t sample = pass.backwards ? pass.count - 1 - i : i;
    const Feature& input = GuardedInput::Show(context.samples[sample], pass.side);
    if (pass.paint) PaintStack(pass.paint_with);
    CompareScore(context, sample, instance.Score(input, sample), consequence);
  }
}

void CompareScore(const VettingContext& context, std::size_t sample, double score, std::string_view consequence) {
  const double expected = context.scores[sample];
  if (std::bit_cast<std::uint64_t>(score) == std::bit_cast<std::uint64_t>(expected)) return;
  char numbers[160];
  std::snprintf(numbers, sizeof numbers, "answers request %zu by %.17g at first and by %.17g ", sample, expected, score);
  Line line;
  line << numbers << consequence;
  report::Refuse(Errc::kNondeterministic, line.text());
}

}  // namespace hotswap::vet

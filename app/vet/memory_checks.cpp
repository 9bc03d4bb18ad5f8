#include "app/vet/memory_checks.h"

#include <algorithm>
#include <cstdint>
#include <string_view>
#include <utility>

#include "app/vet/heap_fence.h"
#include "app/vet/processor_time.h"
#include "app/vet/report.h"
#include "app/vet/score_comparison.h"

namespace hotswap::vet {
namespace {

constexpr std::size_t kFencedSamples = 48;
/// With fewer windows than these nothing is judged: a cache may still be filling.
constexpr int kWindows = 3;

constexpr std::string_view kUnset =
    "when its memory held other bytes before: it reads memory that it never set; run it under valgrind";

/// Doubling windows of repetitions of `step`, the first of them `first` long, after as many for warming up. Returns the growth
/// of the last window per repetition when every window grew, and 0 when one did not or time ran out.
template <typename Step>
std::int64_t Growth(std::size_t first, std::int64_t patience_ns, const Step& step) {
  const std::int64_t end = WallTimeNs() + patience_ns;
  for (std::size_t i = 0; i < first; ++i) step();
  std::int64_t grown = 0;
  std::size_t length = first;
  for (int window = 0; window < kWindows; ++window, length *= 2) {
    const std::int64_t before = LivingBytes();
    for (std::size_t i = 0; i < length; ++i) {
      step();
      if (i % 16 == 0 && WallTimeNs() > end) return 0;
    }
    grown = LivingBytes() - before;
    if (grown <= 0) return 0;
  }
  return std::max<std::int64_t>(grown / static_cast<std::int64_t>(length / 2), 1);
}

}  // namespace

void CheckHeap(const VettingContext& context) {
  report::Begin(vetting_stage::kHeap);
  if (!context.CanCreate(2)) {
    return report::Warn(Errc::kTooSlow,
                        "takes so long to be created that its use of memory was not looked at; make create_operator faster");
  }
  const std::size_t count = std::min(context.SamplesFor(2), kFencedSamples);
  // As numbers, the bytes are a NaN and one of small size.
  for (const auto& [side, fill] : {std::pair{heap_fence::Side::kBehind, 0xFF}, std::pair{heap_fence::Side::kBefore, 0x3B}}) {
    heap_fence::Raise(side, static_cast<unsigned char>(fill));
    {
      const Instance instance(context.factory);
      Compare(context, instance, {.count = count}, kUnset);
    }
    heap_fence::Lower();
    heap_fence::CheckAll();
  }
  report::Passed("stays inside its blocks of memory, and uses none that it did not set or that it freed");
}

void CheckCallLeak(const VettingContext& context, const Instance& instance) {
  report::Begin(vetting_stage::kCallLeak);
  constexpr std::int64_t kPatienceNs = 200'000'000;
  constexpr std::size_t kPasses = 1 << kWindows;
  const std::size_t count = context.SamplesFor(kPasses);
  std::size_t sample = 0;
  const std::int64_t growth = Growth(count, kPatienceNs, [&] {
    static_cast<void>(instance.Score(context.samples[sample], sample));
    sample = (sample + 1) % count;
  });
  if (growth > 0) {
    Line line;
    line << "keeps " << static_cast<std::size_t>(growth)
         << " bytes more of memory with each call, so that the process would run out of it; free what a call allocates, or bound "
            "what "
            "it keeps";
    report::Refuse(Errc::kLeak, line.text());
  }
  report::Passed("needs no more memory with each call");
}

void CheckInstanceLeak(const VettingContext& context) {
  report::Begin(vetting_stage::kInstanceLeak);
  constexpr std::int64_t kPatienceNs = 200'000'000;
  constexpr std::size_t kFirst = 2;
  constexpr std::size_t kAll = kFirst + kFirst * ((1 << kWindows) - 1);
  if (!context.CanCreate(kAll)) {
    return report::Warn(Errc::kTooSlow,
                        "takes so long to be created that it was not looked whether destroy_operator gives all memory back; make "
                        "create_operator faster");
  }
  const std::int64_t growth = Growth(kFirst, kPatienceNs, [&context] {
    const Instance instance(context.factory);
    static_cast<void>(instance.Score(context.samples.front(), 0));  // What a first call allocates must go, too.
  });
  if (growth > 0) {
    Line line;
    line << "keeps " << static_cast<std::size_t>(growth)
         << " bytes of memory after destroy_operator, so that each swap would cost as much; delete the instance there, with all "
            "that "
            "it owns";
    report::Refuse(Errc::kLeak, line.text());
  }
  report::Passed("gives all memory back when it is destroyed");
}

}  // namespace hotswap::vet

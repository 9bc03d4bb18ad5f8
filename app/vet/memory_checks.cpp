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

constexpr std::string_view kUnset =
    "when its memory held other bytes before: it reads memory that it never set; run it under valgrind";

constexpr std::int64_t kPatienceNs = 200'000'000;
constexpr std::int64_t kMostBytes = std::int64_t{16} << 20;

/// How memory grows while a step is repeated.
struct Growth {
  enum class Kind {
    kBounded,  ///< A window that was long enough added nothing.
    kEndless,  ///< As many steps as were to be made, or as many bytes as were to be given, and it goes on as it began.
    kOpen,     ///< Neither, when time was over.
  };
  Kind kind = Kind::kOpen;
  std::size_t steps = 0;
  std::int64_t bytes = 0;
  int windows = 0;

  std::size_t BytesPerStep() const {
    return static_cast<std::size_t>(
        std::max<std::int64_t>(bytes / static_cast<std::int64_t>(std::max<std::size_t>(steps, 1)), 1));
  }
};

/// How long a step is repeated.
struct Repetition {
  std::size_t first = 0;                   ///< Steps of the first window, and of what goes before it for warming up.
  std::size_t enough = 0;                  ///< Steps of a window that are enough to show that nothing grows.
  std::size_t most = 0;                    ///< Steps after which growth is endless.
  std::size_t look = 1;                    ///< Steps after which the clocks are read, which takes longer than a quick call.
  std::int64_t glance_ns = 0;              ///< Time that is enough where nothing grows.
  std::int64_t patience_ns = kPatienceNs;  ///< Processor time after which it stays open.
};

/// Whether `now` bytes in the last `steps` is about as much per step as `all` in its steps: what fills up grows less and less.
bool IsSteady(std::int64_t now, std::size_t steps, const Growth& all) {
  constexpr double kShare = 0.75;
  const double rate = static_cast<double>(all.bytes) / static_cast<double>(all.steps);
  return static_cast<double>(now) >= kShare * rate * static_cast<double>(steps);
}

/// Repeats `step` in windows of which each is twice as long as the one before, until it is clear how memory grows or time is over.
template <typename Step>
Growth Repeat(const Repetition& repetition, const Step& step) {
  constexpr std::int64_t kWaitingPatience = 3;  // So much more for steps that wait, and for a busy machine.
  const std::int64_t start = ThreadTimeNs();
  const std::int64_t start_wall = WallTimeNs();
  const std::int64_t end = start_wall + kWaitingPatience * repetition.patience_ns;
  for (std::size_t i = 0; i < repetition.first; ++i) step();
  Growth growth;
  for (std::size_t length = repetition.first;; length *= 2) {
    const std::int64_t before = LivingBytes();
    for (std::size_t i = 0; i < length; ++i) {
      step();
      if (i % repetition.look == 0 && (WallTimeNs() > end || ThreadTimeNs() - start > repetition.patience_ns)) return growth;
    }
    const std::int64_t grown = LivingBytes() - before;
    growth.bytes += grown;
    growth.steps += length;
    ++growth.windows;
    const bool long_enough = length >= repetition.enough || WallTimeNs() - start_wall >= repetition.glance_ns;
    if (grown <= 0 && long_enough) growth.kind = Growth::Kind::kBounded;
    const bool much = growth.steps + repetition.first >= repetition.most || growth.bytes >= kMostBytes;
    if (grown > 0 && much && IsSteady(grown, length, growth)) growth.kind = Growth::Kind::kEndless;
    if (growth.kind != Growth::Kind::kOpen) return growth;
  }
}

constexpr std::size_t kFirstInstances = 2;
constexpr int kFewestWindows = 3;
/// Of which growth can be told from what is allocated once.
constexpr std::size_t kInstances = kFirstInstances + kFirstInstances * ((1 << kFewestWindows) - 1);

/// Whether so many bytes are more than what a cache or a message on the way would keep.
bool IsGreat(std::int64_t kept, const VettingContext& context) {
  constexpr std::int64_t kNotMuch = std::int64_t{1} << 20;
  constexpr std::int64_t kShare = 10;
  return kept > kNotMuch && kept > context.created_bytes / kShare;
}

[[noreturn]] void RefuseKept(std::size_t bytes) {
  Line line;
  line << "keeps " << bytes
       << " bytes of memory after destroy_operator, so that each swap would cost as much; delete the instance there, with all "
          "that it owns";
  report::Refuse(Errc::kLeak, line.text());
}

}  // namespace

void CheckHeap(const VettingContext& context) {
  report::Begin(vetting_stage::kHeap);
  if (!context.CanCreate(2)) {
    return report::Warn(
        Errc::kTooSlow,
        "takes so long to be created and destroyed that its use of memory was not looked at; make create_operator and "
        "destroy_operator faster");
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
  constexpr std::size_t kPasses = 8;
  constexpr std::int64_t kQuickNs = 10'000;
  const std::size_t count = context.SamplesFor(kPasses);
  std::size_t sample = 0;
  // A history of a million numbers is in order, and grows steadily until it is full: only the bytes tell.
  constexpr std::size_t kNoLimit = std::size_t{1} << 40;
  const bool quick = context.call_ns < kQuickNs;
  const Repetition repetition{.first = count,
                              .enough = 4096,
                              .most = kNoLimit,
                              .look = quick ? 64U : 1U,
                              .glance_ns = 12'000'000,
                              .patience_ns = quick ? 2 * kPatienceNs : kPatienceNs};
  const Growth growth = Repeat(repetition, [&] {
    static_cast<void>(instance.Score(context.samples[sample], sample));
    sample = (sample + 1) % count;
  });
  if (growth.kind == Growth::Kind::kBounded || growth.bytes <= 0) return report::Passed("needs no more memory with each call");
  Line line;
  const auto bytes = static_cast<std::size_t>(growth.bytes);
  if (bytes >= growth.steps) {
    const std::size_t each = bytes / growth.steps;
    line << "keeps " << each << (each == 1 ? " byte" : " bytes") << " more of memory with each call (" << bytes << " bytes in "
         << growth.steps << " calls)";
  } else {
    line << "keeps " << bytes << " bytes more of memory after " << growth.steps << " calls";
  }
  if (growth.kind == Growth::Kind::kEndless) {
    line << ", without an end, so that the process would run out of memory; free what a call allocates, or bound what it keeps "
            "and reserve that in create_operator";
    report::Refuse(Errc::kLeak, line.text());
  }
  line << ", and it could not be seen in time whether that ends; if it does not, the process runs out of memory: bound what it "
          "keeps and reserve that in create_operator";
  report::Warn(Errc::kLeak, line.text());
}

void CheckInstanceLeak(const VettingContext& context) {
  report::Begin(vetting_stage::kInstanceLeak);
  if (!context.CanCreate(kInstances)) {
    return report::Warn(
        Errc::kTooSlow,
        "takes so long to be created and destroyed that only a great loss of memory in destroy_operator would have "
        "been seen; make create_operator and destroy_operator faster");
  }
  const Growth growth = Repeat({.first = kFirstInstances, .enough = 1, .most = 64, .look = 1, .glance_ns = 0}, [&context] {
    const Instance instance(context.factory);
    static_cast<void>(instance.Score(context.samples.front(), 0));  // What a first call allocates must go, too.
  });
  const bool followed = growth.kind == Growth::Kind::kEndless || growth.windows >= kFewestWindows;
  if (growth.kind != Growth::Kind::kBounded && growth.bytes > 0 && followed) {
    RefuseKept(growth.BytesPerStep());
  }
  report::Passed("gives all memory back when it is destroyed");
}

void CheckGreatLoss(const VettingContext& context, std::int64_t before) {
  const std::int64_t kept = LivingBytes() - before;
  if (context.CanCreate(kInstances) || !IsGreat(kept, context)) return;
  report::Begin(vetting_stage::kInstanceLeak);
  // What it reads once, for all instances, stays too, and rightly.
  {
    const Instance instance(context.factory);
    static_cast<void>(instance.Score(context.samples.front(), 0));
  }
  const std::int64_t again = LivingBytes() - before - kept;
  if (IsGreat(again, context)) RefuseKept(static_cast<std::size_t>(again));
}

}  // namespace hotswap::vet

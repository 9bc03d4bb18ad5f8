#include "core/engine/watchdog.h"

#include <gtest/gtest.h>

#include <chrono>
#include <optional>
#include <string>
#include <vector>

namespace hotswap {
namespace {

using namespace std::chrono_literals;
using std::chrono::milliseconds;

constexpr TimePoint kStart{1h};
constexpr milliseconds kLimit = 100ms;

/// A look at `at` after the start: the worker is in `call` of its run, which began at the start.
struct Step {
  milliseconds at;
  std::size_t call;
  milliseconds cpu;
  ThreadActivity activity = ThreadActivity::kRunnable;
  std::optional<milliseconds> queued{};  ///< Waited for its turn on a processor.
};

struct Case {
  std::string name;
  std::vector<Step> steps;
  std::optional<StuckCause> expected;  ///< At the last step; nothing at those before.
};

constexpr auto kAsleep = ThreadActivity::kAsleep;

/// A pool of 64 flat-out workers on two processors: each gets a turn of 2 ms in 100, for seconds.
std::vector<Step> Starved(milliseconds length) {
  std::vector<Step> steps;
  for (milliseconds at = 1ms; at <= length; at += 25ms) steps.push_back({at, 7, milliseconds(2 * at.count() / 100)});
  return steps;
}

/// A loop of naps on a busy machine: awake at every other look, `queued` of 25 ms in the queue.
std::vector<Step> Naps(milliseconds length, milliseconds queued, milliseconds apart = 25ms) {
  std::vector<Step> steps;
  bool asleep = false;
  for (milliseconds at = 1ms; at <= length; at += apart, asleep = !asleep) {
    steps.push_back({at, 3, at / 25 / 5, asleep ? kAsleep : ThreadActivity::kRunnable, at / 25 * queued.count()});
  }
  return steps;
}

// clang-format off
std::vector<Case> Cases() {
  return {
      {"one look proves nothing", {{5000ms, 0, 5000ms}}, {}},
      {"a call that computes is stuck at its limit",
       {{1ms, 0, 0ms}, {50ms, 0, 49ms}, {99ms, 0, 98ms}, {100ms, 0, 99ms}}, StuckCause::kBusy},
      {"a call that sleeps is stuck at its limit",
       {{1ms, 0, 0ms}, {26ms, 0, 0ms, kAsleep}, {51ms, 0, 0ms, kAsleep}, {100ms, 0, 0ms, kAsleep}}, StuckCause::kAsleep},
      {"a slow call is fine below the limit", {{1ms, 0, 0ms}, {99ms, 0, 98ms, kAsleep}}, {}},
      {"calls that come and go are fine however long the run lasts",
       {{1ms, 0, 0ms}, {80ms, 1, 79ms}, {160ms, 2, 159ms}, {240ms, 3, 239ms}, {320ms, 4, 319ms}}, {}},
      {"what a late watcher did not see is no proof", {{1ms, 0, 0ms}, {500ms, 1, 499ms}, {510ms, 1, 509ms}}, {}},
      {"a thread that gets no turn is not stuck", Starved(1900ms), {}},
      {"one that was starved is stuck once it had its time",
       {{1ms, 0, 0ms}, {300ms, 0, 10ms}, {400ms, 0, 50ms}}, StuckCause::kBusy},
      {"asleep at a single look is no proof", {{1ms, 0, 0ms}, {99ms, 0, 1ms}, {100ms, 0, 1ms, kAsleep}}, {}},
      {"a look that sees it awake starts the proof anew",
       {{1ms, 0, 0ms}, {26ms, 0, 0ms, kAsleep}, {98ms, 0, 1ms}, {101ms, 0, 1ms, kAsleep}, {120ms, 0, 1ms, kAsleep}}, {}},
      {"naps in a loop are fine before they had the limit for themselves", Naps(101ms, 5ms), {}},
      {"naps in a loop are stuck once they had the limit for themselves", Naps(126ms, 5ms), StuckCause::kAsleep},
      {"naps that mostly wait for a processor are not stuck", Naps(326ms, 20ms), {}},
      {"a process that stood still as a whole has no stuck calls", Naps(900ms, 0ms, 450ms), {}},
      {"nobody waits for more than twenty limits", Starved(2001ms), StuckCause::kStarved},
      {"a watcher that was away itself proves nothing", {{1ms, 0, 0ms}, {1000ms, 0, 1ms}, {4000ms, 0, 2ms}}, {}},
      {"nor of a call that sleeps", {{1ms, 0, 0ms}, {26ms, 0, 0ms, kAsleep}, {4000ms, 0, 0ms, kAsleep}}, {}},
      {"a thread that is gone has nothing to wait for",
       {{1ms, 0, 0ms}, {2ms, 0, 0ms, ThreadActivity::kGone}}, StuckCause::kThreadEnded},
  };
}
// clang-format on

TEST(CallWatchTest, DecidesAsTheTableSays) {
  for (const Case& row : Cases()) {
    CallWatch watch(kLimit);
    for (const Step& step : row.steps) {
      const auto cause = watch.Look({1, step.call, kStart, step.cpu, step.activity, step.queued}, kStart + step.at);
      if (&step == &row.steps.back()) {
        EXPECT_EQ(cause, row.expected) << row.name;
      } else {
        EXPECT_EQ(cause, std::nullopt) << row.name << " at " << step.at.count() << " ms";
      }
    }
  }
}

TEST(CallWatchTest, ACallBeginsWithItsRunOrAfterTheLookBefore) {
  CallWatch watch(kLimit);
  watch.Look({1, 0, kStart + 5ms, 0ms}, kStart + 10ms);
  EXPECT_EQ(watch.since(), kStart + 5ms);
  watch.Look({1, 1, kStart + 5ms, 0ms}, kStart + 20ms);
  EXPECT_EQ(watch.since(), kStart + 10ms);
  watch.Idle(kStart + 30ms);
  watch.Look({2, 0, kStart + 25ms, 0ms}, kStart + 40ms);
  EXPECT_EQ(watch.since(), kStart + 30ms);
}

TEST(CallWatchTest, ANewRunIsAnotherCall) {
  CallWatch watch(kLimit);
  watch.Look({1, 0, kStart, 0ms}, kStart + 1ms);
  EXPECT_TRUE(watch.Seen(1, 0));
  EXPECT_FALSE(watch.Seen(1, 1));
  EXPECT_FALSE(watch.Seen(2, 0));
  watch.Idle(kStart + 2ms);
  EXPECT_FALSE(watch.Seen(1, 0));
}

/// Looks when told to, at a call that began 1 ms after the first look and computes or sleeps.
milliseconds FoundAfter(bool sleeps, int* looks) {
  CallWatch watch(kLimit);
  const TimePoint begin = kStart + 1ms;
  watch.Idle(kStart);
  TimePoint now = watch.NextLook(kStart);
  for (*looks = 1; *looks < 100; ++*looks) {
    const CallSight sight{1, 0, begin, sleeps ? 0ms : now - begin, sleeps ? kAsleep : ThreadActivity::kRunnable};
    if (watch.Look(sight, now)) break;
    now = watch.NextLook(now);
  }
  return std::chrono::ceil<milliseconds>(now - begin);
}

TEST(CallWatchTest, LooksOnTimeFindAStuckCallWhenItsLimitIsReached) {
  int looks = 0;
  EXPECT_EQ(FoundAfter(false, &looks), kLimit);
  EXPECT_LE(looks, 6);
  EXPECT_EQ(FoundAfter(true, &looks), kLimit);
  EXPECT_LE(looks, 6);
}

TEST(CallWatchTest, NothingNearItsLimitIsLookedAtFourTimesALimit) {
  CallWatch watch(kLimit);
  watch.Idle(kStart);
  EXPECT_EQ(watch.NextLook(kStart), kStart + kLimit / 4);
  watch.Look({1, 0, kStart, 0ms}, kStart + 1ms);
  EXPECT_EQ(watch.NextLook(kStart + 1ms), kStart + 1ms + kLimit / 4);
}

TEST(CallWatchTest, AStarvedCallBeyondItsLimitDoesNotKeepTheWatcherBusy) {
  CallWatch watch(kLimit);
  watch.Look({1, 0, kStart, 0ms}, kStart + 1ms);
  watch.Look({1, 0, kStart, 1ms}, kStart + 300ms);
  EXPECT_EQ(watch.NextLook(kStart + 300ms), kStart + 300ms + kLimit / 4);
}

}  // namespace
}  // namespace hotswap

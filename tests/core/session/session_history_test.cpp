#include "core/session/session_history.h"

#include <gtest/gtest.h>

#include <chrono>

namespace hotswap {
namespace {

using std::chrono_literals::operator""ms;
using std::chrono_literals::operator""s;

/// Totals each `width`, ending with `to`.
HistoryLevel TotalsBetween(std::chrono::nanoseconds from, std::chrono::nanoseconds to, std::chrono::nanoseconds width) {
  HistoryLevel level;
  level.bucket_width = level.totals_width = width;
  for (auto end = from + width; end <= to; end += width) {
    level.totals.emplace_back();
    level.totals.back().end_ns = end.count();
  }
  return level;
}

/// As an engine keeps it: the finer a level, the shorter.
History Shortened() {
  History history;
  history.levels = {TotalsBetween(90s, 100s, 250ms), TotalsBetween(75s, 100s, 1250ms), TotalsBetween(0s, 97500ms, 7500ms)};
  return history;
}

TEST(SessionHistoryTest, AFinerLevelGoesOnIntoThePastWithTheCoarserOnes) {
  const HistoryLevel finest = Lengthened(Shortened()).levels[0];
  EXPECT_EQ(finest.totals.front().end_ns, std::chrono::nanoseconds(7500ms).count());
  EXPECT_EQ(finest.totals.size(), 10U + 12U + 40U);
}

TEST(SessionHistoryTest, ATotalThatCameFromACoarserLevelSaysHowLongItsStretchIs) {
  const HistoryLevel finest = Lengthened(Shortened()).levels[0];
  for (const TotalsPoint& point : finest.totals) {
    const auto expected = point.end_ns > std::chrono::nanoseconds(90s).count()   ? 250ms
                          : point.end_ns > std::chrono::nanoseconds(75s).count() ? 1250ms
                                                                                 : 7500ms;
    EXPECT_EQ(WidthNs(finest, point), std::chrono::nanoseconds(expected).count()) << "at " << point.end_ns;
  }
}

TEST(SessionHistoryTest, APastMomentKnowsHowLongTheStretchesBeforeItAre) {
  const HistoryLevel finest = HistoryUntil(Lengthened(Shortened()), std::chrono::nanoseconds(88s).count()).levels[0];
  ASSERT_FALSE(finest.totals.empty());
  EXPECT_EQ(WidthNs(finest, finest.totals.back()), std::chrono::nanoseconds(1250ms).count());
}

}  // namespace
}  // namespace hotswap

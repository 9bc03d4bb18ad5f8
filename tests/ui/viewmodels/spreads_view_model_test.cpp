#include "ui/viewmodels/spreads_view_model.h"

#include <gtest/gtest.h>

#include <cmath>

#include "tests/ui/snapshot_builder.h"
#include "ui/theme/number_format.h"
#include "ui/viewmodels/chart_csv.h"

namespace hotswap::ui {
namespace {

using namespace std::chrono_literals;
using testing::SnapshotBuilder;

class SpreadsViewModelTest : public ::testing::Test {
 protected:
  void show(const std::shared_ptr<const Snapshot>& snapshot) {
    totals_.apply(snapshot);
    model_.apply(snapshot);
  }

  std::vector<std::uint32_t> versions() const {
    std::vector<std::uint32_t> versions;
    for (const SpreadRow& row : model_.latency().rows) versions.push_back(row.version);
    return versions;
  }

  TotalsViewModel totals_;
  SpreadsViewModel model_{totals_};
};

std::shared_ptr<const Snapshot> withShadow() {
  auto snapshot = std::make_shared<Snapshot>(*SnapshotBuilder(2).build());
  ShadowStatus shadow;
  shadow.slot = "score";
  shadow.candidate = 2;
  shadow.stable = 1;
  shadow.scored = 5000;
  shadow.mean_difference = 0.125;
  shadow.differences = {.edges = {-1, 0, 1}, .counts = {10, 30}};
  snapshot->shadows = {shadow};
  return snapshot;
}

TEST_F(SpreadsViewModelTest, SaysWhatToDoWhileThereIsNothingToCompare) {
  EXPECT_TRUE(model_.isEmpty());
  EXPECT_TRUE(model_.emptyHint().contains("Swap to a version"));
  auto paused = std::make_shared<Snapshot>();
  paused->paused = true;
  show(paused);
  EXPECT_TRUE(model_.isEmpty());
  EXPECT_TRUE(model_.emptyHint().contains("F5"));
}

TEST_F(SpreadsViewModelTest, ARecordingWithoutVersionsHereAsksForNoSwap) {
  model_.setRecording(true);
  EXPECT_TRUE(model_.emptyHint().contains("another moment of the recording")) << model_.emptyHint().toStdString();
}

TEST_F(SpreadsViewModelTest, TellsFiguresOfEachVersionInWords) {
  show(SnapshotBuilder(2).swap(30s, 2).build());
  ASSERT_EQ(versions(), (std::vector<std::uint32_t>{1, 2}));
  const SpreadRow& scores = model_.scores().rows[1];
  EXPECT_EQ(scores.name, "v2");
  for (const char* part : {"mean 0.600", "p50 0.600", "p99 0.800", "scores"}) EXPECT_TRUE(scores.words.contains(part)) << part;
  EXPECT_TRUE(model_.latency().rows[1].words.contains("p99 300 ns")) << model_.latency().rows[1].words.toStdString();
  EXPECT_TRUE(model_.scores().title.contains("sample"));
}

TEST_F(SpreadsViewModelTest, OnlyVersionsThatAnsweredInTheShownSpanAreCompared) {
  totals_.setSpan(10s);
  show(SnapshotBuilder(2).swap(30s, 2).swap(55s, 3).build());
  EXPECT_EQ(versions(), (std::vector<std::uint32_t>{2, 3}));
  totals_.setWindow(TimeWindow{std::int64_t{1'000'000'000}, std::int64_t{20'000'000'000}, std::int64_t{60'000'000'000}});
  EXPECT_EQ(versions(), (std::vector<std::uint32_t>{1}));
}

TEST_F(SpreadsViewModelTest, ASnapshotIsOneChangeAndNothingIsMadeBeforeItIsAskedFor) {
  show(SnapshotBuilder(2).at(60s).build());
  ASSERT_FALSE(model_.isEmpty());
  int changes = 0;
  QObject::connect(&model_, &SpreadsViewModel::changed, [&changes] { ++changes; });
  const auto later = std::make_shared<Snapshot>(*SnapshotBuilder(2).at(90s).build());
  show(later);
  EXPECT_EQ(changes, 1);
  later->spreads.reset();  // What is made only now sees it.
  EXPECT_TRUE(model_.isEmpty());
}

TEST_F(SpreadsViewModelTest, AnotherSlotHasOtherVersions) {
  show(SnapshotBuilder(2).build());
  model_.setSlot(1);
  EXPECT_TRUE(model_.isEmpty());
}

TEST_F(SpreadsViewModelTest, AFrozenPictureStays) {
  show(SnapshotBuilder(2).build());
  model_.setFrozen(true);
  show(SnapshotBuilder(2).at(70s).swap(65s, 2).build());
  EXPECT_EQ(versions().size(), 1U);
  model_.setFrozen(false);
  EXPECT_EQ(versions().size(), 2U);
}

TEST_F(SpreadsViewModelTest, ScoresThatAreNoNumbersAreCountedApart) {
  auto snapshot = std::make_shared<Snapshot>(*SnapshotBuilder(2).build());
  snapshot->versions[0].nonfinite = 7;
  show(snapshot);
  EXPECT_TRUE(model_.scores().rows[0].words.contains("7 NaN or infinite"));
}

TEST_F(SpreadsViewModelTest, TheAxisHoldsEveryBarAndTheHighestOneSetsTheHeight) {
  show(SnapshotBuilder(2).swap(30s, 2).build());
  const SpreadPicture& latency = model_.latency();
  EXPECT_NEAR(latency.axis.min, std::log10(16), 1e-9) << "durations lie by their logarithm";
  EXPECT_NEAR(latency.axis.max, std::log10(512), 1e-9);
  EXPECT_GT(latency.highest, 0);
  EXPECT_LT(latency.highest, 1);
}

TEST_F(SpreadsViewModelTest, AShadowsDifferencesAreThoseOfItsLatestPairs) {
  show(withShadow());
  ASSERT_EQ(model_.differences().rows.size(), 1U);
  const SpreadRow& row = model_.differences().rows[0];
  EXPECT_EQ(row.count, 40U);
  EXPECT_EQ(row.version, 2U);
  EXPECT_TRUE(row.words.endsWith("40 pairs of " + formatShortCount(5000))) << row.words.toStdString();
  EXPECT_TRUE(row.words.contains("mean 0.125"));
  show(SnapshotBuilder(2).at(70s).build());
  EXPECT_TRUE(model_.differences().rows.empty());
}

TEST_F(SpreadsViewModelTest, TheCsvHasEveryBarAndWhatLiesOutside) {
  show(SnapshotBuilder(2).build());
  const QList<QByteArray> lines = spreadCsv(model_.scores()).split('\n');
  EXPECT_EQ(lines.front(), "version,from,to,share,count\r");
  EXPECT_EQ(lines.size(), 1 + 20 + 1 + 1) << "head, bars, above, and the end";
  EXPECT_TRUE(lines[21].startsWith("1,1,,")) << lines[21].toStdString();
}

}  // namespace
}  // namespace hotswap::ui

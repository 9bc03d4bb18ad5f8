#include "ui/viewmodels/chart_csv.h"

#include <gtest/gtest.h>

#include <QList>
#include <QLocale>

#include "tests/ui/snapshot_builder.h"

namespace hotswap::ui {
namespace {

using std::chrono_literals::operator""s;
using testing::SnapshotBuilder;

QList<QByteArray> lines(const QByteArray& csv) {
  EXPECT_TRUE(csv.endsWith("\r\n"));
  QList<QByteArray> all = csv.split('\n');
  all.removeLast();
  for (QByteArray& line : all) {
    EXPECT_TRUE(line.endsWith('\r')) << line.toStdString();
    line.chop(1);
  }
  return all;
}

class ChartCsvTest : public ::testing::Test {
 protected:
  ChartCsvTest() {
    QLocale::setDefault(QLocale(QLocale::German));  // Where numbers have commas.
    const auto snapshot = SnapshotBuilder(2).swap(30s, 2).build();
    timeline_.apply(snapshot);
    totals_.apply(snapshot);
  }
  ~ChartCsvTest() override { QLocale::setDefault(QLocale::c()); }

  TimelineViewModel timeline_;
  TotalsViewModel totals_;
};

TEST_F(ChartCsvTest, ScoresAreALineForEachBarThatIsShown) {
  const auto all = lines(scoresCsv(timeline_));
  EXPECT_EQ(all.first(), "thread,start_s,end_s,version,min_score,max_score,last_score,requests,errors");
  ASSERT_GT(all.size(), 100);
  for (const QByteArray& line : all.mid(1)) {
    const auto fields = line.split(',');
    ASSERT_EQ(fields.size(), 9) << line.toStdString();
    EXPECT_LE(fields[1].toDouble(), fields[2].toDouble());
    EXPECT_LE(fields[4].toDouble(), fields[5].toDouble());
    EXPECT_EQ(fields[3], fields[2].toDouble() <= 30.001 ? "1" : "2") << line.toStdString();
  }
}

TEST_F(ChartCsvTest, OnlyTheShownRangeIsWritten) {
  timeline_.setSpan(10s);
  EXPECT_EQ(shownRange(timeline_).to_ns - shownRange(timeline_).from_ns, std::chrono::nanoseconds(10s).count());
  for (const QByteArray& line : lines(scoresCsv(timeline_)).mid(1)) EXPECT_GT(line.split(',')[2].toDouble(), 50.0);
  const auto lanes = lines(lanesCsv(timeline_));
  ASSERT_EQ(lanes.size(), 3);
  EXPECT_EQ(lanes[1], "0,50.000000000,60.000000000,2,,");
}

TEST_F(ChartCsvTest, OfAZoomedPictureTheStretchInViewIsWritten) {
  timeline_.choose(std::chrono::nanoseconds(20s).count(), std::chrono::nanoseconds(40s).count());
  totals_.setWindow(timeline_.window());
  for (const QByteArray& line : lines(scoresCsv(timeline_)).mid(1)) {
    EXPECT_GT(line.split(',')[2].toDouble(), 20.0);
    EXPECT_LT(line.split(',')[1].toDouble(), 40.0);
  }
  EXPECT_EQ(lines(lanesCsv(timeline_))[1], "0,20.000000000,30.000000000,1,,");
  for (const auto& csv : {throughputCsv(totals_), latencyCsv(totals_), shareCsv(totals_)}) {
    const auto all = lines(csv);
    EXPECT_NEAR(all[1].split(',')[0].toDouble(), 20, 0.25);
    for (const QByteArray& line : all.mid(1)) {
      EXPECT_GE(line.split(',')[0].toDouble(), 20.0);
      EXPECT_LE(line.split(',')[0].toDouble(), 40.0);
    }
  }
}

TEST_F(ChartCsvTest, LanesAreALineForEachStretchOnOneVersion) {
  const auto all = lines(lanesCsv(timeline_));
  EXPECT_EQ(all[0], "thread,start_s,end_s,version,beside_version,beside_share");
  ASSERT_EQ(all.size(), 5);
  EXPECT_TRUE(all[1].endsWith(",1,,")) << all[1].toStdString();
  EXPECT_EQ(all[2].split(',')[1], "30.000000000");
}

TEST_F(ChartCsvTest, TotalsCountFromTheEnginesStart) {
  const auto throughput = lines(throughputCsv(totals_));
  ASSERT_GT(throughput.size(), 10);
  EXPECT_NEAR(throughput.last().split(',')[0].toDouble(), 60, 1);
  EXPECT_EQ(lines(latencyCsv(totals_))[0], "time_s,statistic,latency_ns");
  EXPECT_EQ(lines(shareCsv(totals_)).last().split(',')[2], "1");
}

TEST_F(ChartCsvTest, TextsWithCommasStandInQuotes) {
  ReceiptTimeline timeline;
  timeline.steps = {{.name = "loading", .ns = 7, .text = {}, .key = "load, \"slow\""}};
  timeline.threads = {{.last_on_old = -3, .first_on_new = {}}};
  const auto all = lines(receiptCsv(timeline));
  EXPECT_EQ(all[1], "\"load, \"\"slow\"\"\",7,,");
  EXPECT_EQ(all[2], "T0,,-3,");
}

}  // namespace
}  // namespace hotswap::ui

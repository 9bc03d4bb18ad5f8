#include "core/control/version_qualities.h"

#include <gtest/gtest.h>

#include <cmath>

#include "tests/core/control/answering_versions.h"

namespace hotswap {
namespace {

using namespace std::chrono_literals;

class VersionQualitiesTest : public testing::AnsweringVersions {
 protected:
  /// Negatives at 0.25, positives at 0.75, and so many of the pairs the other way round.
  static void Answer(VersionCells& cells, int pairs, int wrong = 0, unsigned thread = 0) {
    for (int i = 0; i < pairs; ++i) {
      cells.Of(thread).labelled.Record(0.75, i >= wrong);
      cells.Of(thread).labelled.Record(0.25, i < wrong);
    }
  }

  const std::vector<VersionQuality>& Look(std::chrono::nanoseconds now) {
    last_ = qualities_.Look(state_, now);
    return *last_;
  }

  VersionQualities qualities_;
  std::shared_ptr<const std::vector<VersionQuality>> last_;
};

TEST_F(VersionQualitiesTest, AVersionWithoutLabelledRequestsHasNone) {
  AddVersion(1).Of(0).scores.Record(0.5);
  Look(500ms);
  EXPECT_TRUE(Look(1500ms).empty());
}

TEST_F(VersionQualitiesTest, ASecondOfLabelledRequestsIsAPoint) {
  Answer(AddVersion(3, 1), 20, 5);
  EXPECT_TRUE(Look(250ms).empty()) << "the second is not over";
  const auto& qualities = Look(1010ms);
  ASSERT_EQ(qualities.size(), 1U);
  EXPECT_EQ(qualities[0].slot, 1U);
  EXPECT_EQ(qualities[0].version, 3U);
  ASSERT_EQ(qualities[0].points.size(), 1U);
  const QualityPoint& point = qualities[0].points[0];
  EXPECT_EQ(point.end_ns, 1'010'000'000);
  EXPECT_EQ(point.labelled, 40U);
  EXPECT_EQ(point.positives, 20U);
  // Positives: 15 at 0.75 and 5 at 0.25; negatives the other way round. 225 pairs are right, 25 wrong, 150 ties.
  EXPECT_DOUBLE_EQ(point.auc, (225 + 75) / 400.0);
  EXPECT_NEAR(point.log_loss, -0.75 * std::log(0.75) - 0.25 * std::log(0.25), 1e-12);
}

TEST_F(VersionQualitiesTest, AllWorkersOfAVersionMakeOnePoint) {
  VersionCells& cells = AddVersion(1);
  Answer(cells, 10, 0, 0);
  Answer(cells, 10, 10, 1);
  Look(500ms);
  const QualityPoint& point = Look(1s)[0].points.at(0);
  EXPECT_EQ(point.labelled, 40U);
  EXPECT_DOUBLE_EQ(point.auc, 0.5);
}

TEST_F(VersionQualitiesTest, TooFewRequestsOrOneLabelAloneMakeNoPoint) {
  Answer(AddVersion(1), 14);
  VersionCells& positive = AddVersion(2);
  VersionCells& rare = AddVersion(3);
  for (int i = 0; i < 100; ++i) {
    positive.Of(0).labelled.Record(0.5, true);
    rare.Of(0).labelled.Record(0.5, i < 4);
  }
  Look(500ms);
  const auto& qualities = Look(1s);
  ASSERT_EQ(qualities.size(), 3U);
  for (const VersionQuality& quality : qualities) EXPECT_TRUE(quality.points.empty()) << quality.version;
  EXPECT_EQ(qualities[0].recent, 28U);
  EXPECT_EQ(qualities[0].recent_positives, 14U);
  EXPECT_EQ(qualities[2].recent_positives, 4U);
}

TEST_F(VersionQualitiesTest, APointRestsOnTheLastTenSeconds) {
  VersionCells& cells = AddVersion(1);
  for (int second = 0; second < 15; ++second) {
    Answer(cells, 20, second < 5 ? 20 : 0);
    Look(std::chrono::seconds(second) + 500ms);
    Look(std::chrono::seconds(second + 1));
  }
  const auto& points = last_->front().points;
  ASSERT_EQ(points.size(), 15U);
  EXPECT_EQ(points[0].auc, 0);
  EXPECT_EQ(points[9].labelled, 400U);
  EXPECT_NEAR(points[9].auc, 0.5, 1e-12) << "five seconds of each";
  EXPECT_EQ(points[14].labelled, 400U);
  EXPECT_EQ(points[14].auc, 1);
}

TEST_F(VersionQualitiesTest, AtHumanRatesAPointGathersSeconds) {
  VersionCells& cells = AddVersion(1);
  for (int second = 0; second < 20; ++second) {
    Answer(cells, 2);
    Look(std::chrono::seconds(second) + 500ms);
    Look(std::chrono::seconds(second + 1));
  }
  const auto& points = last_->front().points;
  ASSERT_EQ(points.size(), 13U) << "from the eighth second on there are 30 requests";
  EXPECT_EQ(points.front().labelled, 32U);
  EXPECT_EQ(points.back().labelled, 40U);
}

TEST_F(VersionQualitiesTest, ASecondWithoutARequestHasNoPoint) {
  VersionCells& cells = AddVersion(1);
  Answer(cells, 20);
  Look(500ms);
  Look(1s);
  Look(2s);
  Look(3s);
  ASSERT_EQ(last_->front().points.size(), 1U);
  EXPECT_EQ(last_->front().recent, 40U);
  Look(12s);
  EXPECT_EQ(last_->front().recent, 0U) << "the window moved on";
  EXPECT_EQ(last_->front().points.size(), 1U);
  const auto before = last_;
  Look(13s);
  EXPECT_EQ(last_, before) << "nothing changes any more";
}

TEST_F(VersionQualitiesTest, OfABusySecondASampleStandsForAll) {
  VersionCells& cells = AddVersion(1);
  for (int look = 0; look < 40; ++look) {
    Answer(cells, 100, look % 4 == 0 ? 100 : 0);
    Look(look * 25ms);
  }
  const QualityPoint& point = Look(1s)[0].points.at(0);
  EXPECT_EQ(point.labelled, kMostLabelledOfASecond);
  EXPECT_NEAR(point.auc, 0.75, 0.08) << "a quarter of the pairs is wrong, so the area is 9/16 + 6/32";
}

TEST_F(VersionQualitiesTest, AnHourIsHeldInBoundedMemory) {
  VersionCells& cells = AddVersion(1);
  for (int second = 0; second < 3600; ++second) {
    Answer(cells, 20);
    Look(std::chrono::seconds(second) + 500ms);
    Look(std::chrono::seconds(second + 1));
  }
  const auto& points = last_->front().points;
  ASSERT_LE(points.size(), kMostQualityPoints);
  EXPECT_GE(points.size(), kMostQualityPoints - 1);
  EXPECT_EQ(points.back().end_ns, 3600 * 1'000'000'000LL);
}

TEST_F(VersionQualitiesTest, OfManyVersionsThoseThatAnsweredLastAreKept) {
  for (std::uint32_t number = 1; number <= kMostQualities + 4; ++number) {
    Answer(AddVersion(number), 20);
    Look(std::chrono::seconds(number) + 500ms);
    Look(std::chrono::seconds(number + 1));
  }
  ASSERT_EQ(last_->size(), kMostQualities);
  EXPECT_EQ(last_->front().version, 5U);
  // What a forgotten one left in its cells long ago does not come back as news.
  Look(40s);
  EXPECT_EQ(last_->front().version, 5U);
}

}  // namespace
}  // namespace hotswap

#include "ui/charts/marker_labels.h"

#include <gtest/gtest.h>

#include <QImage>

#include "tests/ui/offscreen_test.h"

namespace hotswap::ui {
namespace {

constexpr std::int64_t kSecond = 1'000'000'000;
constexpr TimelineScale kScale{QRect(50, 20, 600, 100), 60 * kSecond, 100 * kSecond};

class MarkerLabelsTest : public testing::OffscreenTest {
 protected:
  static std::vector<PlacedMarker> placeAll(const std::vector<SwapMarker>& markers) {
    return placeMarkers(markers, kScale, QFontMetrics(QApplication::font()), 18, 1);
  }

  /// How many pixels of a flag are painted, in per cent of its rectangle.
  static int filled(const PlacedMarker& marker) {
    QImage image(700, 140, QImage::Format_RGB32);
    image.fill(Qt::white);
    QPainter painter(&image);
    PlacedMarker without_text = marker;
    without_text.text.clear();
    paintMarkerLabels(painter, {without_text}, QApplication::palette());
    painter.end();
    int painted = 0;
    for (int x = marker.label.left(); x <= marker.label.right(); ++x) {
      for (int y = marker.label.top(); y <= marker.label.bottom(); ++y) painted += image.pixelColor(x, y) != QColor(Qt::white);
    }
    return painted * 100 / (marker.label.width() * marker.label.height());
  }

  static std::vector<PlacedMarker> place(const std::vector<std::int64_t>& at_ns, double ratio = 1) {
    std::vector<SwapMarker> markers;
    for (const std::int64_t at : at_ns) markers.push_back({at, 1, 2, false});
    return placeMarkers(markers, kScale, QFontMetrics(QApplication::font()), 18, ratio);
  }
};

TEST_F(MarkerLabelsTest, LabelsEachMarkerThatHasRoom) {
  const auto placed = place({50 * kSecond, 70 * kSecond, 90 * kSecond});
  ASSERT_EQ(placed.size(), 3U);
  for (const auto& marker : placed) {
    EXPECT_EQ(marker.text, "v2");
    EXPECT_EQ(marker.label.left(), marker.x);
    EXPECT_EQ(marker.label.top(), 2);
  }
}

TEST_F(MarkerLabelsTest, PadsALabelByTheSizeOfAPixel) {
  const int text = QFontMetrics(QApplication::font()).horizontalAdvance("v2");
  const int padding = place({70 * kSecond})[0].label.width() - text;
  EXPECT_EQ(place({70 * kSecond}, 2)[0].label.width() - text, 2 * padding);
}

TEST_F(MarkerLabelsTest, LeavesOutMarkersThatAreNotInView) { EXPECT_TRUE(place({39 * kSecond, 101 * kSecond}).empty()); }

TEST_F(MarkerLabelsTest, NeverLetsLabelsOverlapOrLeaveThePlot) {
  std::vector<std::int64_t> many;
  for (std::int64_t at = 40; at <= 400; ++at) many.push_back(at * kSecond / 4);
  const auto placed = place(many);
  int limit = kScale.plot.right() + 1;
  int labels = 0;
  for (const auto& marker : placed) {
    if (marker.label.isEmpty()) continue;
    ++labels;
    EXPECT_LE(marker.label.right(), limit);
    EXPECT_GE(marker.label.left(), kScale.plot.left());
    limit = marker.label.left();
  }
  EXPECT_GE(labels, 10);
}

TEST_F(MarkerLabelsTest, KeepsTheNewerOfTwoThatCollide) {
  const auto placed = place({80 * kSecond, 81 * kSecond});
  ASSERT_EQ(placed.size(), 2U);
  EXPECT_FALSE(placed[0].label.isEmpty());
  EXPECT_GT(placed[0].x, placed[1].x);
  EXPECT_TRUE(placed[1].label.isEmpty());
}

TEST_F(MarkerLabelsTest, TurnsTheNewestLabelInwardsAtTheEdge) {
  const auto placed = place({100 * kSecond - 1});
  ASSERT_EQ(placed.size(), 1U);
  EXPECT_LE(placed[0].label.right(), kScale.plot.right() + 1);
  EXPECT_FALSE(placed[0].label.isEmpty());
}

TEST_F(MarkerLabelsTest, DrawsOneLineWhereSwapsCannotBeToldApart) {
  EXPECT_EQ(place({80 * kSecond, 80 * kSecond + 1000, 80 * kSecond + 2000}).size(), 1U);
}

TEST_F(MarkerLabelsTest, TellsKindsApartByWordAndShape) {
  const auto placed = placeAll({{.at_ns = 50 * kSecond, .to = 2},
                                {.at_ns = 70 * kSecond, .to = 1, .rolled_back = true},
                                {.at_ns = 90 * kSecond, .to = 2, .step = "5 %"}});
  ASSERT_EQ(placed.size(), 3U);
  EXPECT_EQ(placed[2].text, "v2");
  EXPECT_EQ(placed[1].text, "back v1");
  EXPECT_EQ(placed[0].text, "v2 5 %");
  EXPECT_EQ(filled(placed[2]), 100) << "a rectangle";
  EXPECT_LT(filled(placed[1]), 100) << "an arrow";
  EXPECT_LT(filled(placed[0]), 100) << "a pill";
  EXPECT_NE(placed[1].kind, placed[0].kind);
}

TEST_F(MarkerLabelsTest, FindsTheMarkerUnderAPointByLabelOrNearLine) {
  const std::vector<SwapMarker> markers{{.at_ns = 70 * kSecond, .to = 2, .receipt = 1},
                                        {.at_ns = 90 * kSecond, .to = 1, .receipt = 2}};
  const auto placed = placeAll(markers);
  ASSERT_EQ(placed.size(), 2U);
  EXPECT_EQ(markerAt(placed, placed[1].label.center(), 0)->marker->receipt, 1U);
  EXPECT_EQ(markerAt(placed, {placed[0].x + 3, 100}, 3)->marker->receipt, 2U);
  EXPECT_EQ(markerAt(placed, {placed[0].x + 4, 100}, 3), nullptr);
}

}  // namespace
}  // namespace hotswap::ui

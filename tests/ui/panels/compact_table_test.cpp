#include "ui/panels/compact_table.h"

#include <gtest/gtest.h>

#include <QHeaderView>
#include <QStandardItemModel>

#include "tests/ui/offscreen_test.h"

namespace hotswap::ui {
namespace {

class CompactTableTest : public testing::OffscreenTest {
 protected:
  void SetUp() override {
    table_.setModel(&model_);
    table_.setColumnTexts({"9,999", "a reason", "yes"});
    least_ = table_.columnWidth(1);
    table_.setGrowingColumn(1);
    table_.show();
  }

  QStandardItemModel model_{1, 3};
  CompactTable table_;
  int least_ = 0;
};

TEST_F(CompactTableTest, TheGrowingColumnTakesTheRoomThatTheOthersLeave) {
  const int number = table_.columnWidth(0);
  table_.resize(900, 200);
  settle();
  EXPECT_EQ(table_.horizontalHeader()->length(), table_.viewport()->width());
  EXPECT_EQ(table_.columnWidth(0), number);
}

TEST_F(CompactTableTest, TheGrowingColumnKeepsItsWidthInANarrowWindow) {
  table_.resize(900, 200);
  settle();
  table_.resize(60, 200);
  settle();
  EXPECT_EQ(table_.columnWidth(1), least_);
}

TEST_F(CompactTableTest, SpareColumnsAreLeftOutOneAfterTheOtherWhereThereIsNoRoom) {
  table_.setSpareColumns({2, 0});
  const int first = table_.columnWidth(0);
  const int third = table_.columnWidth(2);
  const int edges = table_.width() - table_.viewport()->width();
  table_.resize(first + least_ + third + edges, 200);
  settle();
  EXPECT_FALSE(table_.isColumnHidden(0));
  EXPECT_FALSE(table_.isColumnHidden(2));
  table_.resize(first + least_ + third + edges - 1, 200);
  settle();
  EXPECT_FALSE(table_.isColumnHidden(0));
  EXPECT_TRUE(table_.isColumnHidden(2));
  EXPECT_EQ(table_.horizontalHeader()->length(), table_.viewport()->width());
  table_.resize(least_ + edges, 200);
  settle();
  EXPECT_TRUE(table_.isColumnHidden(0));
  EXPECT_FALSE(table_.isColumnHidden(1));
}

TEST_F(CompactTableTest, SpareColumnsComeBackAsWideAsTheyWere) {
  table_.setSpareColumns({2});
  table_.resize(900, 200);
  settle();
  table_.setColumnWidth(2, 70);  // As a person who drags its edge.
  table_.resize(60, 200);
  settle();
  ASSERT_TRUE(table_.isColumnHidden(2));
  table_.resize(900, 200);
  settle();
  EXPECT_FALSE(table_.isColumnHidden(2));
  EXPECT_EQ(table_.columnWidth(2), 70);
}

}  // namespace
}  // namespace hotswap::ui

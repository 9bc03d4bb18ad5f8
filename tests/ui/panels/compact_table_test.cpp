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

}  // namespace
}  // namespace hotswap::ui

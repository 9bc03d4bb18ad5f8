#include "ui/viewmodels/table_text.h"

#include <gtest/gtest.h>

#include <QStandardItemModel>

#include "ui/viewmodels/table_roles.h"

namespace hotswap::ui {
namespace {

class TableTextTest : public ::testing::Test {
 protected:
  void SetUp() override {
    model_.setHorizontalHeaderLabels({"No.", "Reason", "Stall"});
    model_.appendRow({new QStandardItem("1"), new QStandardItem("none"), new QStandardItem("3 µs")});
    model_.appendRow({new QStandardItem("2"), new QStandardItem("two\tlines\nof text"), new QStandardItem("–")});
  }

  QStandardItemModel model_;
};

TEST_F(TableTextTest, HasALineOfHeadersAndTheRowsInTheOrderAskedFor) {
  EXPECT_EQ(tableText(model_, {1, 0}, {2, 0}), "Stall\tNo.\n–\t2\n3 µs\t1\n");
}

TEST_F(TableTextTest, TabsAndLineFeedsWithinACellDoNotBreakTheTable) {
  EXPECT_EQ(tableText(model_, {1}, {1}), "Reason\ntwo lines of text\n");
}

TEST_F(TableTextTest, ACellThatIsCutOnTheScreenIsWhole) {
  model_.item(0, 1)->setData("the whole reason", kTableTextRole);
  EXPECT_EQ(tableText(model_, {0}, {1}), "Reason\nthe whole reason\n");
}

}  // namespace
}  // namespace hotswap::ui

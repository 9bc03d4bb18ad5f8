#include "ui/panels/filter_line.h"

#include <gtest/gtest.h>

#include <QLabel>
#include <QStandardItemModel>
#include <QTest>
#include <QVBoxLayout>

#include "tests/ui/offscreen_test.h"
#include "ui/panels/compact_table.h"
#include "ui/panels/filter_row.h"
#include "ui/viewmodels/table_rows.h"

namespace hotswap::ui {
namespace {

class FilterLineTest : public testing::OffscreenTest {
 protected:
  void SetUp() override {
    for (const char* name : {"alpha", "beta", "gamma"}) model_.appendRow(new QStandardItem(QLatin1String(name)));
    rows_.setSourceModel(&model_);
    auto* table = new CompactTable(&window_);
    table->setRows(rows_);
    table_ = table;
    auto* column = new QVBoxLayout(&window_);
    row_ = new FilterRow(QStringLiteral("filter"), rows_, *table);
    column->addWidget(row_);
    column->addWidget(table);
    line_ = window_.findChild<FilterLine*>(QStringLiteral("filter"));
    window_.show();
    ASSERT_TRUE(QTest::qWaitForWindowActive(&window_));
  }

  QStandardItemModel model_;
  TableRows rows_{TableRows::Figures::kSettled};
  QWidget window_;
  QWidget* table_ = nullptr;
  FilterRow* row_ = nullptr;
  FilterLine* line_ = nullptr;
};

TEST_F(FilterLineTest, IsThereWhileItIsUsedAndTellsHowManyRowsStay) {
  EXPECT_FALSE(row_->isVisible());
  line_->begin();
  EXPECT_TRUE(row_->isVisible());
  EXPECT_TRUE(line_->hasFocus());
  QTest::keyClicks(line_, "et");
  EXPECT_EQ(rows_.rowCount(), 1);
  EXPECT_EQ(window_.findChild<QLabel*>(QStringLiteral("filterCount"))->text(), "1 of 3 rows");
}

TEST_F(FilterLineTest, EscShowsAllAgainAndGoesBackToTheTable) {
  line_->begin();
  QTest::keyClicks(line_, "beta");
  QTest::keyClick(line_, Qt::Key_Escape);
  EXPECT_EQ(rows_.rowCount(), 3);
  EXPECT_TRUE(table_->hasFocus());
  EXPECT_FALSE(row_->isVisible());
}

TEST_F(FilterLineTest, ReturnAndDownGoToTheTableAndLeaveTheWords) {
  for (const Qt::Key key : {Qt::Key_Return, Qt::Key_Down}) {
    line_->begin();
    QTest::keyClicks(line_, "beta");
    QTest::keyClick(line_, key);
    EXPECT_TRUE(table_->hasFocus());
    EXPECT_EQ(rows_.rowCount(), 1);
    EXPECT_TRUE(row_->isVisible());
  }
}

}  // namespace
}  // namespace hotswap::ui

#include "ui/panels/compact_table.h"

#include <gtest/gtest.h>

#include <QClipboard>
#include <QGuiApplication>
#include <QHeaderView>
#include <QImage>
#include <QScrollBar>
#include <QStandardItemModel>
#include <QTest>

#include "tests/ui/offscreen_test.h"
#include "ui/viewmodels/table_roles.h"
#include "ui/viewmodels/table_rows.h"

namespace hotswap::ui {
namespace {

class CompactTableTest : public testing::OffscreenTest {
 protected:
  void SetUp() override {
    model_.setHorizontalHeaderLabels({"No.", "Reason", "Took"});
    rows_.setSourceModel(&model_);
    table_.setRows(rows_);
    table_.setColumnTexts({"9,999", "a reason", "yes"});
    least_ = table_.columnWidth(1);
    table_.setGrowingColumn(1);
    table_.resize(400, 160);
    table_.show();
  }

  static QList<QStandardItem*> row(int number, int took) {
    auto* figure = new QStandardItem(QString::number(took));
    figure->setData(took, kTableSortRole);
    auto* ordinal = new QStandardItem(QString::number(number));
    ordinal->setData(number, kTableSortRole);
    return {ordinal, new QStandardItem("r"), figure};
  }

  void addThree() {
    int number = 0;
    for (const int took : {9, 100, 20}) model_.appendRow(row(++number, took));
  }

  void clickHeader(int column) {
    const QHeaderView& header = *table_.horizontalHeader();
    QTest::mouseClick(header.viewport(), Qt::LeftButton, {}, {header.sectionViewportPosition(column) + 4, header.height() / 2});
  }

  QStringList column(int which) const {
    QStringList texts;
    for (int i = 0; i < rows_.rowCount(); ++i) texts << rows_.index(i, which).data().toString();
    return texts;
  }

  QStandardItemModel model_{0, 3};
  TableRows rows_{TableRows::Figures::kLive};
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

TEST_F(CompactTableTest, AClickSortsUpwardsASecondDownwardsAThirdGoesBack) {
  addThree();
  EXPECT_EQ(column(0), QStringList({"1", "2", "3"}));
  clickHeader(2);
  EXPECT_EQ(column(2), QStringList({"9", "20", "100"}));
  clickHeader(2);
  EXPECT_EQ(column(2), QStringList({"100", "20", "9"}));
  clickHeader(2);
  EXPECT_EQ(column(0), QStringList({"1", "2", "3"}));
}

TEST_F(CompactTableTest, AltUpAndDownSortByTheColumnOfTheCurrentCellAndAgainGoBack) {
  addThree();
  table_.setCurrentIndex(rows_.index(0, 2));
  QTest::keyClick(&table_, Qt::Key_Down, Qt::AltModifier);
  EXPECT_EQ(column(2), QStringList({"100", "20", "9"}));
  QTest::keyClick(&table_, Qt::Key_Up, Qt::AltModifier);
  EXPECT_EQ(column(2), QStringList({"9", "20", "100"}));
  QTest::keyClick(&table_, Qt::Key_Up, Qt::AltModifier);
  EXPECT_EQ(column(0), QStringList({"1", "2", "3"}));
}

TEST_F(CompactTableTest, FiguresThatChangeMoveNoRowUntilTheOrderIsRenewed) {
  addThree();
  table_.sortBy(2);
  table_.selectRow(0);
  model_.item(0, 2)->setData(500, kTableSortRole);
  EXPECT_EQ(column(0), QStringList({"1", "3", "2"}));
  table_.renewOrder();
  EXPECT_EQ(column(0), QStringList({"3", "2", "1"}));
  ASSERT_EQ(table_.selectionModel()->selectedRows().size(), 1);
  EXPECT_EQ(table_.selectionModel()->selectedRows().first().row(), 2) << "the selection goes with its row";
}

TEST_F(CompactTableTest, NoRowMovesUnderTheKeyboard) {
  addThree();
  table_.sortBy(2);
  table_.activateWindow();
  table_.setFocus();
  ASSERT_TRUE(QTest::qWaitFor([&] { return table_.hasFocus(); }));
  model_.item(0, 2)->setData(500, kTableSortRole);
  table_.renewOrder();
  EXPECT_EQ(column(0), QStringList({"1", "3", "2"}));
}

TEST_F(CompactTableTest, TheLastColumnThatIsShownStays) {
  table_.setColumnShown(0, false);
  table_.setColumnShown(1, false);
  table_.setColumnShown(2, false);
  EXPECT_EQ(table_.shownColumns(), 1);
  EXPECT_FALSE(table_.isColumnHidden(2));
  table_.setColumnShown(0, true);
  EXPECT_EQ(table_.shownColumns(), 2);
}

TEST_F(CompactTableTest, CtrlCCopiesTheSelectedRowsAsTheyAreShown) {
  addThree();
  table_.sortBy(2, Qt::DescendingOrder);
  table_.setColumnShown(1, false);
  table_.selectRow(1);
  table_.selectionModel()->select(rows_.index(0, 0), QItemSelectionModel::Select | QItemSelectionModel::Rows);
  QTest::keyClick(&table_, Qt::Key_C, Qt::ControlModifier);
  EXPECT_EQ(QGuiApplication::clipboard()->text(), "No.\tTook\n2\t100\n3\t20\n");
}

TEST_F(CompactTableTest, CtrlCWithNothingSelectedLeavesTheClipboardAlone) {
  addThree();
  QGuiApplication::clipboard()->setText("mine");
  table_.selectionModel()->clear();
  QTest::keyClick(&table_, Qt::Key_C, Qt::ControlModifier);
  EXPECT_EQ(QGuiApplication::clipboard()->text(), "mine");
}

TEST_F(CompactTableTest, AStateComesBack) {
  addThree();
  table_.sortBy(2, Qt::DescendingOrder);
  table_.setColumnShown(1, false);
  const TableState state = table_.state();
  table_.restore({});
  EXPECT_EQ(table_.shownColumns(), 3);
  EXPECT_EQ(column(0), QStringList({"1", "2", "3"}));
  table_.restore(state);
  EXPECT_TRUE(table_.isColumnHidden(1));
  EXPECT_EQ(column(2), QStringList({"100", "20", "9"}));
  table_.restore({.columns = 9, .sorted_by = 2, .descending = false, .hidden = {0}});
  EXPECT_EQ(table_.state(), (TableState{.columns = 3, .sorted_by = -1, .descending = false, .hidden = {}}));
}

TEST_F(CompactTableTest, RowsThatComeAboveDoNotMoveWhatIsInSight) {
  for (int number = 0; number < 100; ++number) model_.appendRow(row(number, number));
  settle();
  table_.verticalScrollBar()->setValue(40);
  const QString top = table_.indexAt({1, 1}).data().toString();
  ASSERT_EQ(top, "40");
  model_.insertRow(0, row(-1, 0));
  model_.insertRow(0, row(-2, 0));
  settle();
  EXPECT_EQ(table_.indexAt({1, 1}).data().toString(), top);
}

TEST_F(CompactTableTest, ARowThatGoesIsNotFollowedByItsNeighbour) {
  addThree();
  table_.selectRow(1);
  rows_.setWords(QStringLiteral("9"));
  EXPECT_EQ(rows_.rowCount(), 1);
  EXPECT_FALSE(table_.currentIndex().isValid());
  EXPECT_FALSE(table_.selectionModel()->hasSelection());
}

TEST_F(CompactTableTest, AtTheTopTheNewestRowIsSeen) {
  for (int number = 0; number < 100; ++number) model_.appendRow(row(number, number));
  settle();
  model_.insertRow(0, row(-1, 0));
  settle();
  EXPECT_EQ(table_.indexAt({1, 1}).data().toString(), "-1");
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

TEST_F(CompactTableTest, SpareColumnsAreLeftOutAgainAfterAnotherStateWasTaken) {
  table_.setSpareColumns({2});
  table_.resize(60, 200);
  settle();
  ASSERT_TRUE(table_.isColumnHidden(2));
  table_.restore({});
  EXPECT_TRUE(table_.isColumnHidden(2)) << "there is no more room than before";
  table_.resize(900, 200);
  settle();
  EXPECT_FALSE(table_.isColumnHidden(2));
  table_.setColumnShown(2, false);
  const TableState put_away = table_.state();
  table_.restore({});
  EXPECT_FALSE(table_.isColumnHidden(2));
  table_.resize(60, 200);
  settle();
  EXPECT_TRUE(table_.isColumnHidden(2)) << "what a person chose before is forgotten";
  table_.restore(put_away);
  table_.resize(900, 200);
  settle();
  EXPECT_TRUE(table_.isColumnHidden(2)) << "put away by a person";
}

TEST_F(CompactTableTest, AColumnThatDoesNotApplyStaysOutOfSightWhateverIsRestored) {
  table_.setColumnApplies(2, false);
  EXPECT_TRUE(table_.isColumnHidden(2));
  table_.restore({});
  EXPECT_TRUE(table_.isColumnHidden(2));
  table_.setColumnShown(2, true);
  EXPECT_TRUE(table_.isColumnHidden(2));
  table_.setColumnApplies(2, true);
  EXPECT_FALSE(table_.isColumnHidden(2));
}

TEST_F(CompactTableTest, ApplyingAgainAColumnIsAsAPersonChose) {
  const TableState put_away{.columns = 3, .sorted_by = -1, .descending = false, .hidden = {2}};
  table_.setColumnApplies(2, false);
  table_.restore(put_away);
  EXPECT_EQ(table_.state(), put_away);
  table_.setColumnApplies(2, true);
  EXPECT_TRUE(table_.isColumnHidden(2));
}

TEST_F(CompactTableTest, ATableThatItsFilterLeavesBlankSaysSo) {
  settle();
  const QImage nothing = table_.viewport()->grab().toImage();
  addThree();
  rows_.setWords("no row has this");
  settle();
  ASSERT_TRUE(rows_.hidesAll());
  EXPECT_NE(table_.viewport()->grab().toImage(), nothing);
  model_.removeRows(0, 3);
  settle();
  EXPECT_EQ(table_.viewport()->grab().toImage(), nothing) << "no filter is to blame";
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

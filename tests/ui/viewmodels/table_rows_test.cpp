#include "ui/viewmodels/table_rows.h"

#include <gtest/gtest.h>

#include <QCoreApplication>
#include <QPersistentModelIndex>
#include <QStandardItemModel>

#include "ui/viewmodels/table_roles.h"

namespace hotswap::ui {
namespace {

/// Rows of a name and a figure that is shown rounded, as "9 k" or "10 k".
class TableRowsTest : public ::testing::Test {
 protected:
  void SetUp() override {
    for (const int figure : {9'000, 10'000, 800}) source_.appendRow(row(figure));
    settled_.setSourceModel(&source_);
    live_.setSourceModel(&source_);
  }

  static QList<QStandardItem*> row(QVariant figure) {
    auto* name = new QStandardItem(QStringLiteral("name of %1").arg(figure.toString()));
    auto* value = new QStandardItem(QStringLiteral("%1 k").arg(figure.toDouble() / 1000));
    value->setData(figure, kTableSortRole);
    return {name, value};
  }

  void setFigure(int source_row, const QVariant& figure) { source_.item(source_row, 1)->setData(figure, kTableSortRole); }

  static QList<int> figures(const TableRows& rows) {
    QList<int> all;
    for (int i = 0; i < rows.rowCount(); ++i) all << rows.index(i, 1).data(kTableSortRole).toInt();
    return all;
  }

  static inline int argc_ = 1;
  static inline char name_[] = "test";
  static inline char* argv_[] = {name_, nullptr};
  QCoreApplication application_{argc_, argv_};
  QStandardItemModel source_;
  TableRows settled_{TableRows::Figures::kSettled};
  TableRows live_{TableRows::Figures::kLive};
};

TEST_F(TableRowsTest, OrderIsByValueAndNotByText) {
  settled_.sort(1);
  EXPECT_EQ(figures(settled_), QList<int>({800, 9'000, 10'000}));
  settled_.sort(1, Qt::DescendingOrder);
  EXPECT_EQ(figures(settled_), QList<int>({10'000, 9'000, 800}));
  settled_.sort(-1);
  EXPECT_EQ(figures(settled_), QList<int>({9'000, 10'000, 800}));
}

TEST_F(TableRowsTest, WhatHasNoValueComesLastWhicheverWay) {
  setFigure(0, {});
  settled_.sort(1);
  EXPECT_EQ(figures(settled_), QList<int>({800, 10'000, 0}));
  settled_.sort(1, Qt::DescendingOrder);
  EXPECT_EQ(figures(settled_), QList<int>({10'000, 800, 0}));
}

TEST_F(TableRowsTest, ASettledRowGoesToItsPlaceWhenItComes) {
  settled_.sort(1);
  source_.appendRow(row(9'500));
  EXPECT_EQ(figures(settled_), QList<int>({800, 9'000, 9'500, 10'000}));
}

TEST_F(TableRowsTest, LiveRowsKeepTheirPlacesUntilTheyAreSortedAgain) {
  live_.sort(1);
  const QPersistentModelIndex selected(live_.index(0, 1));
  setFigure(2, 20'000);
  EXPECT_EQ(figures(live_), QList<int>({20'000, 9'000, 10'000}));
  live_.sortAgain();
  EXPECT_EQ(figures(live_), QList<int>({9'000, 10'000, 20'000}));
  EXPECT_EQ(selected.row(), 2);
}

TEST_F(TableRowsTest, ALiveRowThatComesIsPutInItsPlaceSoon) {
  live_.sort(1);
  source_.insertRow(0, row(9'500));
  QCoreApplication::processEvents();
  EXPECT_EQ(figures(live_), QList<int>({800, 9'000, 9'500, 10'000}));
}

TEST_F(TableRowsTest, EveryWordHasToBeInSomeColumnWhateverTheCase) {
  settled_.setWords(QStringLiteral("  10  NAME "));
  EXPECT_EQ(figures(settled_), QList<int>({10'000}));
  settled_.setWords(QStringLiteral("10 nobody"));
  EXPECT_EQ(settled_.rowCount(), 0);
  settled_.setWords(QStringLiteral("   "));
  EXPECT_EQ(settled_.rowCount(), 3);
}

TEST_F(TableRowsTest, WhatTheScreenCutsIsFoundToo) {
  source_.item(1, 0)->setData(QStringLiteral("the whole of /opt/operators"), kTableTextRole);
  settled_.setWords(QStringLiteral("/opt/op"));
  EXPECT_EQ(figures(settled_), QList<int>({10'000}));
}

TEST_F(TableRowsTest, ALiveRowThatChangesComesAndGoesWithTheFilter) {
  live_.setWords(QStringLiteral("ready"));
  EXPECT_EQ(live_.rowCount(), 0);
  source_.item(1, 0)->setText(QStringLiteral("ready"));
  EXPECT_EQ(figures(live_), QList<int>({10'000}));
  source_.item(1, 0)->setText(QStringLiteral("gone"));
  EXPECT_EQ(live_.rowCount(), 0);
}

TEST_F(TableRowsTest, OfASlotOnlyItsOwnRowsAreShown) {
  source_.item(0, 0)->setData(QStringLiteral("ranking"), kTableSlotRole);
  source_.item(1, 0)->setData(QStringLiteral("rank"), kTableSlotRole);
  settled_.setSlot(QStringLiteral("rank"));
  EXPECT_EQ(figures(settled_), QList<int>({10'000}));
  settled_.setSlot({});
  EXPECT_EQ(settled_.rowCount(), 3);
}

}  // namespace
}  // namespace hotswap::ui

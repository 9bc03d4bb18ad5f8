#include "ui/panels/table_menus.h"

#include <gtest/gtest.h>

#include <QClipboard>
#include <QContextMenuEvent>
#include <QGuiApplication>
#include <QHeaderView>
#include <QMenu>
#include <QStandardItemModel>

#include "tests/ui/offscreen_test.h"
#include "ui/panels/compact_table.h"
#include "ui/viewmodels/table_rows.h"

namespace hotswap::ui {
namespace {

class TableMenusTest : public testing::OffscreenTest {
 protected:
  void SetUp() override {
    model_.setHorizontalHeaderLabels({"No.", "Cause & Reason"});
    for (const char* name : {"b", "a"}) model_.appendRow({new QStandardItem(QLatin1String(name)), new QStandardItem("x")});
    rows_.setSourceModel(&model_);
    table_.setRows(rows_);
    table_.show();
  }

  /// The menu that the context-menu key opens.
  QMenu* byKey() {
    QContextMenuEvent event(QContextMenuEvent::Keyboard, {1, 1}, table_.mapToGlobal(QPoint(1, 1)));
    QApplication::sendEvent(&table_, &event);
    return table_.findChild<QMenu*>(QStringLiteral("tableMenu"));
  }

  QMenu* ofHeader() {
    QHeaderView& header = *table_.horizontalHeader();
    Q_EMIT header.customContextMenuRequested({4, 4});
    return table_.findChild<QMenu*>(QStringLiteral("headerMenu"));
  }

  template <typename Menu>
  static QAction* entry(Menu* menu, const char* name) {
    auto* action = menu->template findChild<QAction*>(QLatin1String(name));
    EXPECT_NE(action, nullptr) << name;
    return action;
  }

  QStandardItemModel model_;
  TableRows rows_{TableRows::Figures::kSettled};
  CompactTable table_;
};

TEST_F(TableMenusTest, TheKeyOpensAMenuThatCopies) {
  QMenu* menu = byKey();
  ASSERT_NE(menu, nullptr);
  EXPECT_FALSE(entry(menu, "copyRows")->isEnabled()) << "nothing is selected";
  entry(menu, "copyAllRows")->trigger();
  EXPECT_EQ(QGuiApplication::clipboard()->text(), "No.\tCause & Reason\nb\tx\na\tx\n");
  menu->close();
  settle();
  table_.selectRow(1);
  menu = byKey();
  entry(menu, "copyRows")->trigger();
  EXPECT_EQ(QGuiApplication::clipboard()->text(), "No.\tCause & Reason\na\tx\n");
}

TEST_F(TableMenusTest, TheKeysMenuHidesAndShowsColumnsButForTheLast) {
  auto* columns = byKey()->findChild<QMenu*>(QStringLiteral("columnsMenu"));
  ASSERT_NE(columns, nullptr);
  EXPECT_EQ(entry(columns, "column1")->text(), "Cause && Reason");
  entry(columns, "column0")->trigger();
  EXPECT_TRUE(table_.isColumnHidden(0));
  QMenu* menu = ofHeader();
  ASSERT_NE(menu, nullptr);
  EXPECT_FALSE(entry(menu, "column1")->isEnabled());
  entry(menu, "column0")->trigger();
  EXPECT_FALSE(table_.isColumnHidden(0));
}

TEST_F(TableMenusTest, BothMenusSort) {
  entry(byKey(), "sortDown")->trigger();
  EXPECT_EQ(table_.horizontalHeader()->sortIndicatorSection(), 0);
  EXPECT_EQ(table_.horizontalHeader()->sortIndicatorOrder(), Qt::DescendingOrder);
  QMenu* menu = ofHeader();
  EXPECT_TRUE(entry(menu, "sortDown")->isChecked());
  entry(menu, "sortUp")->trigger();
  EXPECT_EQ(table_.horizontalHeader()->sortIndicatorOrder(), Qt::AscendingOrder);
  entry(menu, "sortNone")->trigger();
  EXPECT_EQ(table_.horizontalHeader()->sortIndicatorSection(), -1);
}

}  // namespace
}  // namespace hotswap::ui

#include <gtest/gtest.h>

#include <QAction>
#include <QDockWidget>
#include <QHeaderView>
#include <QLineEdit>
#include <QTest>

#include "tests/ui/shell/window_fixture.h"
#include "ui/charts/histogram_chart.h"
#include "ui/panels/compact_table.h"
#include "ui/viewmodels/threads_view_model.h"

namespace hotswap::ui {
namespace {

/// The tables in the window: their keys and what is remembered of them.
class WindowTablesTest : public WindowFixture {
 protected:
  /// Brings a tab to the front.
  void raise(const char* dock) {
    find<QDockWidget>(dock)->raise();
    QApplication::processEvents();
  }

  CompactTable* table(const char* name) { return find<CompactTable>(name); }

  void writeRaw(const char* key, const QVariant& value) {
    QSettings raw(settings_file_, QSettings::IniFormat);
    raw.setValue(QLatin1String(key), value);
  }

  static inline QString log_;
};

TEST_F(WindowTablesTest, CtrlFGoesToTheFilterOfTheTableInSightAndEscBackToItWithoutTouchingTheWindow) {
  open();
  raise("threadsDock");
  press(Qt::Key_F, Qt::ControlModifier);
  auto* line = find<QLineEdit>("threadsFilter");
  ASSERT_EQ(QApplication::focusWidget(), line);
  QTest::keyClick(line, Qt::Key_Space);
  EXPECT_FALSE(find<QAction>("freeze")->isChecked());
  find<QAction>("freeze")->setChecked(true);
  line->setFocus();
  QTest::keyClick(line, Qt::Key_Escape);
  EXPECT_EQ(QApplication::focusWidget(), table("threadsTable"));
  EXPECT_TRUE(find<QAction>("freeze")->isChecked()) << "Esc was the filter's";
}

TEST_F(WindowTablesTest, CtrlFFollowsTheTab) {
  open();
  for (const auto& [dock, filter] : {std::pair("eventsDock", "eventWords"), std::pair("receiptsDock", "receiptsFilter"),
                                     std::pair("versionsDock", "versionsFilter")}) {
    raise(dock);
    press(Qt::Key_F, Qt::ControlModifier);
    EXPECT_EQ(QApplication::focusWidget(), find<QWidget>(filter));
  }
}

TEST_F(WindowTablesTest, OrderColumnsAndFiltersComeBackInTheNextRun) {
  open();
  table("threadsTable")->sortBy(ThreadsViewModel::kRequests, Qt::DescendingOrder);
  table("threadsTable")->setColumnShown(ThreadsViewModel::kState, false);
  find<QLineEdit>("receiptsFilter")->setText("refused, v2");
  find<QComboBox>("eventLevel")->setCurrentIndex(2);
  window_->close();
  open();
  const QHeaderView& header = *table("threadsTable")->horizontalHeader();
  EXPECT_EQ(header.sortIndicatorSection(), ThreadsViewModel::kRequests);
  EXPECT_EQ(header.sortIndicatorOrder(), Qt::DescendingOrder);
  EXPECT_TRUE(table("threadsTable")->isColumnHidden(ThreadsViewModel::kState));
  EXPECT_EQ(find<QLineEdit>("receiptsFilter")->text(), "refused, v2");
  EXPECT_EQ(find<QComboBox>("eventLevel")->currentIndex(), 2);
}

TEST_F(WindowTablesTest, WhatIsBrokenOfOneTableIsAsAtFirstWhileTheOthersStayAndTheLogSaysSo) {
  open();
  table("receiptsTable")->setColumnShown(0, false);
  window_->close();
  window_.reset();
  writeRaw("tables/threadsTable", "columns=10 sort=99 order=up hidden=");
  writeRaw("tables/versionsTable", "columns=77 sort=0 order=ascending hidden=1");
  log_.clear();
  const auto before = qInstallMessageHandler([](QtMsgType, const QMessageLogContext&, const QString& line) { log_ += line; });
  open();
  qInstallMessageHandler(before);
  EXPECT_EQ(table("threadsTable")->state().sorted_by, -1);
  EXPECT_TRUE(table("versionsTable")->state().hidden.empty());
  EXPECT_TRUE(table("receiptsTable")->isColumnHidden(0));
  EXPECT_TRUE(log_.contains("threadsTable") && log_.contains("versionsTable")) << log_.toStdString();
  EXPECT_FALSE(log_.contains("receiptsTable")) << log_.toStdString();
}

TEST_F(WindowTablesTest, F8ShowsTheValuesOfTheChartsAndTheKeysAreInThem) {
  open();
  load("/opt/score_op_v1.so");
  press(Qt::Key_Return, Qt::ControlModifier);
  ASSERT_TRUE(waitFor([&] { return table("threadsTable")->model()->index(0, ThreadsViewModel::kScore).data() != "–"; }));
  EXPECT_LT(table("valuesTable")->model()->rowCount(), 10) << "it follows while nobody looks";
  press(Qt::Key_F8);
  EXPECT_EQ(QApplication::focusWidget(), table("valuesTable"));
  EXPECT_TRUE(table("valuesTable")->isVisible());
  EXPECT_TRUE(waitFor([&] { return table("valuesTable")->model()->rowCount() == 14; }))
      << "4 curves, a share, 1 version with 4 figures of all its time, 4 threads";
}

TEST_F(WindowTablesTest, F6BringsTheComparisonOfVersionsToTheFront) {
  open();
  auto* panel = find<QWidget>("comparePanel");
  ASSERT_NE(panel, nullptr);
  EXPECT_FALSE(panel->isEnabled()) << "it is behind the totals at first";
  press(Qt::Key_F6);
  EXPECT_TRUE(panel->isVisible());
  EXPECT_TRUE(panel->isEnabled());
}

TEST_F(WindowTablesTest, TheComparisonShowsTheVersionsThatAnsweredWhileItIsInSight) {
  open();
  auto* scores = find<HistogramChart>("scoreSpreadChart");
  for (const char* library : {"/opt/score_op_v1.so", "/opt/score_op_v2.so"}) {
    load(library);
    press(Qt::Key_Return, Qt::ControlModifier);
    ASSERT_TRUE(waitFor([&] { return static_cast<int>(active()) == target(); }));
  }
  EXPECT_FALSE(scores->accessibleDescription().contains("v1")) << "it follows while nobody looks";
  press(Qt::Key_F6);
  const auto tells = [](const QWidget& chart, const char* text) { return chart.accessibleDescription().contains(text); };
  EXPECT_TRUE(waitFor([&] { return tells(*scores, "v1") && tells(*scores, "v2"); }))
      << scores->accessibleDescription().toStdString();
  auto* latency = find<HistogramChart>("latencySpreadChart");
  EXPECT_TRUE(scores->isVisible() && latency->isVisible());
  EXPECT_TRUE(tells(*latency, "v1") && tells(*latency, "v2"));
  EXPECT_FALSE(find<HistogramChart>("differenceChart")->isVisible()) << "no shadow answers";
}

TEST_F(WindowTablesTest, ShiftF6BringsAucAndLogLossToTheFront) {
  open();
  auto* panel = find<QWidget>("qualityPanel");
  ASSERT_NE(panel, nullptr);
  EXPECT_FALSE(panel->isEnabled()) << "it is behind the totals at first";
  press(Qt::Key_F6, Qt::ShiftModifier);
  EXPECT_TRUE(panel->isVisible());
  EXPECT_TRUE(panel->isEnabled());
}

TEST_F(WindowTablesTest, ResetLayoutShowsEveryColumnInTheNaturalOrder) {
  open();
  table("threadsTable")->sortBy(ThreadsViewModel::kRequests);
  table("threadsTable")->setColumnShown(ThreadsViewModel::kState, false);
  find<QAction>("resetLayout")->trigger();
  EXPECT_EQ(table("threadsTable")->state().sorted_by, -1);
  EXPECT_TRUE(table("threadsTable")->state().hidden.empty());
}

}  // namespace
}  // namespace hotswap::ui

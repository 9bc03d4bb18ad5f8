#include "ui/panels/threads_panel.h"

#include <gtest/gtest.h>

#include <QFocusEvent>
#include <QKeyEvent>
#include <QLineEdit>
#include <QTableView>
#include <vector>

#include "tests/ui/offscreen_test.h"

namespace hotswap::ui {
namespace {

class ThreadsPanelTest : public testing::OffscreenTest {
 protected:
  void SetUp() override {
    Snapshot snapshot;
    for (unsigned number = 0; number < 4; ++number) {
      ThreadInfo info;
      info.number = number;
      snapshot.threads.push_back(info);
    }
    model_.apply(snapshot);
    panel_ = std::make_unique<ThreadsPanel>(model_, parked_);
    QObject::connect(panel_.get(), &ThreadsPanel::threadSelected, panel_.get(),
                     [this](int thread) { selected_.push_back(thread); });
    panel_->show();
    QFocusEvent event(QEvent::FocusIn, Qt::TabFocusReason);
    QApplication::sendEvent(table(), &event);
  }
  void TearDown() override { panel_.reset(); }

  QTableView* table() const { return panel_->findChild<QTableView*>(QStringLiteral("threadsTable")); }

  void press(Qt::Key key) const {
    QKeyEvent event(QEvent::KeyPress, key, Qt::NoModifier);
    QApplication::sendEvent(table(), &event);
  }

  ThreadsViewModel model_;
  ParkedViewModel parked_;
  std::unique_ptr<ThreadsPanel> panel_;
  std::vector<int> selected_;
};

TEST_F(ThreadsPanelTest, TheFocusAloneSelectsNoThread) {
  EXPECT_TRUE(selected_.empty());
  EXPECT_FALSE(table()->selectionModel()->hasSelection());
}

TEST_F(ThreadsPanelTest, AKeySelectsOne) {
  press(Qt::Key_Down);
  ASSERT_FALSE(selected_.empty());
  EXPECT_GE(selected_.back(), 0);
  EXPECT_TRUE(table()->selectionModel()->hasSelection());
}

TEST_F(ThreadsPanelTest, AThreadThatTheFilterHidesStaysSelectedInTheCharts) {
  auto* filter = panel_->findChild<QLineEdit*>(QStringLiteral("threadsFilter"));
  panel_->selectThread(2);
  filter->setText(QStringLiteral("T1"));
  ASSERT_EQ(table()->model()->rowCount(), 1);
  EXPECT_EQ(selected_.back(), 2);
  EXPECT_FALSE(table()->selectionModel()->hasSelection()) << "T1 was not picked";
  filter->clear();
  ASSERT_EQ(table()->selectionModel()->selectedRows().size(), 1);
  EXPECT_EQ(table()->selectionModel()->selectedRows().first().row(), 2);
  EXPECT_EQ(selected_.back(), 2);
}

TEST_F(ThreadsPanelTest, SaysWhoseFiguresTheyAreOnlyWhereThereAreSeveralSlots) {
  const auto* scope = panel_->findChild<QWidget*>(QStringLiteral("threadsScope"));
  EXPECT_FALSE(scope->isVisible());
  Snapshot snapshot;
  snapshot.slots = {SlotInfo{.name = "ranking"}, SlotInfo{.name = "ctr"}};
  model_.apply(snapshot);
  EXPECT_TRUE(scope->isVisible());
  EXPECT_TRUE(scope->toolTip().contains("slot ranking"));
}

}  // namespace
}  // namespace hotswap::ui

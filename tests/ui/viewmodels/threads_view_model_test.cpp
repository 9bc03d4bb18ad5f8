#include "ui/viewmodels/threads_view_model.h"

#include <gtest/gtest.h>

#include <QPersistentModelIndex>

#include "ui/viewmodels/table_roles.h"

namespace hotswap::ui {
namespace {

Snapshot withThreads(unsigned count) {
  Snapshot snapshot;
  for (unsigned i = 0; i < count; ++i) {
    ThreadInfo thread;
    thread.number = i;
    thread.version = 2;
    snapshot.threads.push_back(thread);
  }
  return snapshot;
}

QString text(const ThreadsViewModel& model, int row, int column) {
  return model.data(model.index(row, column), Qt::DisplayRole).toString();
}

TEST(ThreadsViewModelTest, ARefreshIsOneChangeOfAllRows) {
  ThreadsViewModel model;
  model.apply(withThreads(16));
  int changes = 0;
  QObject::connect(&model, &QAbstractItemModel::dataChanged, &model, [&](const QModelIndex& first, const QModelIndex& last) {
    ++changes;
    EXPECT_EQ(first.row(), 0);
    EXPECT_EQ(last.row(), 15);
  });
  model.apply(withThreads(16));
  EXPECT_EQ(changes, 1);
}

TEST(ThreadsViewModelTest, RowsOfThreadsThatStaySurviveAChangeOfTheirNumber) {
  ThreadsViewModel model;
  model.apply(withThreads(4));
  const QPersistentModelIndex third(model.index(2, 0));
  model.apply(withThreads(8));
  EXPECT_EQ(third.row(), 2);
  model.apply(withThreads(3));
  EXPECT_EQ(third.row(), 2);
  model.apply(withThreads(1));
  EXPECT_FALSE(third.isValid());
}

TEST(ThreadsViewModelTest, ShowsAFigureOrADashWhereNothingWasMeasured) {
  Snapshot snapshot = withThreads(1);
  snapshot.threads[0].requests_per_s = 1200;
  snapshot.threads[0].p99_ns = 1200;
  ThreadsViewModel model;
  model.apply(snapshot);
  EXPECT_EQ(text(model, 0, ThreadsViewModel::kThread), "T0");
  EXPECT_EQ(text(model, 0, ThreadsViewModel::kVersion), "v2");
  EXPECT_EQ(text(model, 0, ThreadsViewModel::kP99), QString::fromUtf8("1.2 µs"));
  EXPECT_EQ(text(model, 0, ThreadsViewModel::kP50), QString::fromUtf8("–"));
  EXPECT_EQ(text(model, 0, ThreadsViewModel::kScore), QString::fromUtf8("–"));
}

TEST(ThreadsViewModelTest, SortsByFiguresNotByTheirTexts) {
  Snapshot snapshot = withThreads(1);
  snapshot.threads[0].rounds = 1'000'000;
  ThreadsViewModel model;
  model.apply(snapshot);
  EXPECT_EQ(model.data(model.index(0, ThreadsViewModel::kRequests), kTableSortRole).toULongLong(), 1'000'000U);
}

TEST(ThreadsViewModelTest, SaysWhichFiguresAreOfTheSlotWhereThereAreSeveral) {
  Snapshot snapshot = withThreads(1);
  snapshot.slots = {SlotInfo{.name = "ranking"}};
  ThreadsViewModel model;
  model.apply(snapshot);
  EXPECT_TRUE(model.scope().isEmpty());
  snapshot.slots.push_back(SlotInfo{.name = "ctr"});
  model.setSlot(1);
  model.apply(snapshot);
  EXPECT_EQ(model.scope(), "Version and score are those in slot ctr; all else is of all slots together.");
  EXPECT_EQ(text(model, 0, ThreadsViewModel::kVersion), QString::fromUtf8("–")) << "its version 2 is one of the other slot";
}

}  // namespace
}  // namespace hotswap::ui

#include "ui/viewmodels/events_view_model.h"

#include <gtest/gtest.h>

#include <QPersistentModelIndex>

namespace hotswap::ui {
namespace {

/// The events numbered first to last, alternating info, warning and error.
Snapshot withEvents(std::uint64_t first, std::uint64_t last) {
  auto events = std::make_shared<std::vector<Event>>();
  for (std::uint64_t number = first; number <= last; ++number) {
    Event event;
    event.number = number;
    event.level = static_cast<EventLevel>(number % 3);
    event.text = std::to_string(number);
    events->push_back(event);
  }
  Snapshot snapshot;
  snapshot.events = events;
  return snapshot;
}

QString text(const QAbstractItemModel& model, int row) { return model.index(row, EventsViewModel::kText).data().toString(); }

TEST(EventsViewModelTest, TheNewestComesFirst) {
  EventsViewModel model;
  model.apply(withEvents(1, 3));
  EXPECT_EQ(model.rowCount(), 3);
  EXPECT_EQ(text(model, 0), "3");
}

TEST(EventsViewModelTest, ShowsLessWhenARecordingGoesBackAndAllWhenItGoesOn) {
  EventsViewModel model;
  int rows = 0;  // As a view counts them.
  QObject::connect(&model, &EventsViewModel::rowsInserted, [&](const QModelIndex&, int from, int to) { rows += to - from + 1; });
  QObject::connect(&model, &EventsViewModel::rowsRemoved, [&](const QModelIndex&, int from, int to) { rows -= to - from + 1; });
  for (const std::uint64_t last : {5U, 2U, 4U, 1U}) {
    model.apply(withEvents(1, last));
    EXPECT_EQ(rows, static_cast<int>(last));
    EXPECT_EQ(text(model, 0), QString::number(last));
  }
}

TEST(EventsViewModelTest, StaysCappedAndKeepsItsPlaceWhileOldOnesFallOut) {
  EventsViewModel model;
  model.apply(withEvents(1, 1000));
  const QPersistentModelIndex watched(model.index(10, EventsViewModel::kText));
  EXPECT_EQ(watched.data().toString(), "990");
  model.apply(withEvents(8, 1007));
  EXPECT_EQ(model.rowCount(), 1000);
  EXPECT_EQ(watched.data().toString(), "990");
  EXPECT_EQ(watched.row(), 17);
}

TEST(EventsViewModelTest, ManyMoreThanTheCapBetweenTwoLooksReplacesAllOfThem) {
  EventsViewModel model;
  model.apply(withEvents(1, 1000));
  model.apply(withEvents(5001, 6000));
  EXPECT_EQ(model.rowCount(), 1000);
  EXPECT_EQ(text(model, 0), "6000");
  EXPECT_EQ(text(model, 999), "5001");
}

TEST(EventsViewModelTest, TheFileStandsWithItsNameAndTheToolTipHasThePath) {
  Snapshot snapshot;
  auto events = std::make_shared<std::vector<Event>>(1);
  (*events)[0].number = 1;
  (*events)[0].path = "/home/user name/build/plugins/a.so";
  (*events)[0].text = "/home/user name/build/plugins/a.so was not loaded: it exports no create_operator.";
  snapshot.events = events;
  EventsViewModel model;
  model.apply(snapshot);
  EXPECT_EQ(text(model, 0), "a.so was not loaded: it exports no create_operator.");
  EXPECT_TRUE(model.index(0, EventsViewModel::kText).data(Qt::ToolTipRole).toString().startsWith("/home/user name/build"));
}

TEST(EventsViewModelTest, ARefusalAndARollBackNameTheirGateAndTheReason) {
  Snapshot snapshot;
  auto events = std::make_shared<std::vector<Event>>(2);
  (*events)[0].number = 1;
  (*events)[0].gate = "G2";
  (*events)[0].text = "a.so was not loaded: it exports no create_operator.";
  (*events)[1].number = 2;
  (*events)[1].gate = "G7";
  (*events)[1].text = "v2 was taken back: it threw. v1 answers again.";
  snapshot.events = events;
  EventsViewModel model;
  model.apply(snapshot);
  EXPECT_EQ(model.index(0, EventsViewModel::kGate).data(), "G7 Probation");
  EXPECT_EQ(text(model, 0), "v2 was taken back: it threw. v1 answers again.");
  EXPECT_EQ(model.index(1, EventsViewModel::kGate).data(), "G2 Static inspection");
}

TEST(EventsViewModelTest, TheFilterLetsThroughALevelAndAbove) {
  EventsViewModel model;
  EventFilterModel filtered;
  filtered.setSourceModel(&model);
  model.apply(withEvents(1, 9));
  filtered.setMinimumLevel(EventLevel::kError);
  EXPECT_EQ(filtered.rowCount(), 3);
  filtered.setMinimumLevel(EventLevel::kWarning);
  EXPECT_EQ(filtered.rowCount(), 6);
}

TEST(EventLookTest, AnErrorHasASignAColourAndTheVersionThatItIsAbout) {
  Snapshot snapshot;
  Event news;
  news.number = 1;
  Event error;
  error.number = 2;
  error.level = EventLevel::kError;
  error.slot = "score";
  error.version = 3;
  snapshot.slots = {SlotInfo{.name = "score", .active = 3}};
  snapshot.events = std::make_shared<const std::vector<Event>>(std::vector<Event>{news, error});
  EventsViewModel model;
  model.apply(snapshot);
  const QModelIndex newest = model.index(0, EventsViewModel::kLevel);
  EXPECT_TRUE(newest.data(Qt::DecorationRole).isValid());
  EXPECT_TRUE(newest.data(Qt::ForegroundRole).isValid());
  EXPECT_EQ(newest.data(EventsViewModel::kVersionRole).value<VersionKey>(), (VersionKey{0, 3}));
  EXPECT_FALSE(model.index(1, EventsViewModel::kLevel).data(Qt::DecorationRole).isValid());
  EXPECT_FALSE(model.index(1, EventsViewModel::kLevel).data(EventsViewModel::kVersionRole).value<VersionKey>().valid());
}

TEST(EventsViewModelTest, TellsTheSlotOfAnEventAndWhetherThereAreSeveral) {
  Snapshot snapshot;
  Event event;
  event.number = 1;
  event.slot = "ctr";
  snapshot.slots = {SlotInfo{.name = "ranking"}};
  snapshot.events = std::make_shared<const std::vector<Event>>(1, event);
  EventsViewModel model;
  model.apply(snapshot);
  EXPECT_FALSE(model.hasSeveralSlots());
  int changes = 0;
  QObject::connect(&model, &EventsViewModel::slotNamesChanged, &model, [&] { ++changes; });
  snapshot.slots.push_back(SlotInfo{.name = "ctr"});
  model.apply(snapshot);
  model.apply(snapshot);
  EXPECT_EQ(changes, 1);
  EXPECT_TRUE(model.hasSeveralSlots());
  EXPECT_EQ(model.index(0, EventsViewModel::kSlot).data(), "ctr");
}

}  // namespace
}  // namespace hotswap::ui

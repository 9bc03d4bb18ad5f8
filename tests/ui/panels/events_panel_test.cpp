#include "ui/panels/events_panel.h"

#include <gtest/gtest.h>

#include <QTableView>

#include "tests/ui/offscreen_test.h"
#include "ui/panels/compact_table.h"
#include "ui/panels/filter_choice.h"
#include "ui/panels/filter_line.h"

namespace hotswap::ui {
namespace {

Event event(std::uint64_t number, EventLevel level, const char* slot, const char* text) {
  Event event;
  event.number = number;
  event.at = std::chrono::seconds(number);
  event.level = level;
  event.slot = slot;
  event.text = text;
  return event;
}

class EventsPanelTest : public testing::OffscreenTest {
 protected:
  void SetUp() override {
    snapshot_.slots = {{.name = "score"}, {.name = "ranking"}};
    events_ = {event(1, EventLevel::kInfo, "score", "v1 answers"), event(2, EventLevel::kError, "score", "v2 was refused"),
               event(3, EventLevel::kWarning, "ranking", "v1 was slow"), event(4, EventLevel::kInfo, "", "workers were started")};
    publish();
    panel_ = std::make_unique<EventsPanel>(model_);
    panel_->show();
  }
  void TearDown() override { panel_.reset(); }

  void publish() {
    snapshot_.events = std::make_shared<const std::vector<Event>>(events_);
    model_.apply(snapshot_);
  }

  FilterChoice& choice(const char* name) { return *panel_->findChild<FilterChoice*>(QLatin1String(name)); }
  FilterLine& words() { return *panel_->findChild<FilterLine*>(QStringLiteral("eventWords")); }

  Snapshot snapshot_;
  std::vector<Event> events_;
  EventsViewModel model_;
  std::unique_ptr<EventsPanel> panel_;
};

TEST_F(EventsPanelTest, LevelSlotAndTextNarrowTogether) {
  EXPECT_EQ(panel_->shownEvents(), 4);
  choice("eventLevel").setCurrentIndex(1);
  EXPECT_EQ(panel_->shownEvents(), 2);
  choice("eventSlot").choose(QStringLiteral("score"));
  EXPECT_EQ(panel_->shownEvents(), 1);
  words().setText(QStringLiteral("slow"));
  EXPECT_EQ(panel_->shownEvents(), 0);
  choice("eventSlot").choose(QStringLiteral("ranking"));
  EXPECT_EQ(panel_->shownEvents(), 1);
}

TEST_F(EventsPanelTest, ASlotIsOfferedOnlyWhereThereAreSeveral) {
  EXPECT_TRUE(choice("eventSlot").isVisible());
  snapshot_.slots.resize(1);
  publish();
  EXPECT_FALSE(choice("eventSlot").isVisible());
}

TEST_F(EventsPanelTest, AResetDoesNotShowTheColumnOfTheOnlySlot) {
  auto* table = panel_->findChild<CompactTable*>(QStringLiteral("eventsTable"));
  snapshot_.slots.resize(1);
  publish();
  table->restore({});
  EXPECT_TRUE(table->isColumnHidden(EventsViewModel::kSlot));
  snapshot_.slots = {{.name = "score"}, {.name = "ranking"}};
  publish();
  EXPECT_FALSE(table->isColumnHidden(EventsViewModel::kSlot));
}

TEST_F(EventsPanelTest, ASlotColumnThatWasPutAwayStaysSoWhenTheFirstSlotsAreKnown) {
  auto* table = panel_->findChild<CompactTable*>(QStringLiteral("eventsTable"));
  table->setColumnShown(EventsViewModel::kSlot, false);
  const TableState state = table->state();
  EventsViewModel fresh;
  EventsPanel restarted(fresh);
  auto* again = restarted.findChild<CompactTable*>(QStringLiteral("eventsTable"));
  again->restore(state);
  fresh.apply(snapshot_);
  EXPECT_TRUE(again->isColumnHidden(EventsViewModel::kSlot));
}

TEST_F(EventsPanelTest, ASortedListTakesANewEventToItsPlaceAndKeepsTheSelection) {
  auto* table = panel_->findChild<QTableView*>(QStringLiteral("eventsTable"));
  table->sortByColumn(EventsViewModel::kLevel, Qt::DescendingOrder);
  const auto text = [&](int row) { return table->model()->index(row, EventsViewModel::kText).data().toString(); };
  ASSERT_EQ(text(0), "v2 was refused");
  table->selectRow(1);
  events_.push_back(event(5, EventLevel::kError, "score", "v3 was refused"));
  publish();
  EXPECT_EQ(text(0), "v3 was refused");
  ASSERT_EQ(table->selectionModel()->selectedRows().size(), 1);
  EXPECT_EQ(table->selectionModel()->selectedRows().first().row(), 2);
}

}  // namespace
}  // namespace hotswap::ui

#include "ui/viewmodels/parked_view_model.h"

#include <gtest/gtest.h>

namespace hotswap::ui {
namespace {

using namespace std::chrono_literals;

ParkedThread parked(unsigned number, std::chrono::nanoseconds since) {
  return {.number = number, .name = "hs-work-0" + std::to_string(number), .slot = 0, .version = 2, .since = since};
}

TEST(ParkedViewModelTest, SaysWhereAThreadIsStuckForHowLongAndWhatBecameOfItsRequest) {
  Snapshot snapshot;
  snapshot.at = 20s;
  snapshot.parked = {parked(3, 8s)};
  ParkedViewModel model;
  model.apply(snapshot);
  EXPECT_EQ(model.lines(),
            QStringList{"T3 (hs-work-03): stuck in v2 for 12 s; its request was answered elsewhere; the thread cannot be ended"});
}

TEST(ParkedViewModelTest, LongTimesAreToldInMinutesAndHours) {
  Snapshot snapshot;
  snapshot.at = 5h;
  snapshot.parked = {parked(1, 5h - 59s), parked(2, 5h - 60s), parked(3, 2h)};
  ParkedViewModel model;
  model.apply(snapshot);
  EXPECT_TRUE(model.lines()[0].contains("for 3 h"));
  EXPECT_TRUE(model.lines()[1].contains("for 1 min"));
  EXPECT_TRUE(model.lines()[2].contains("for 59 s"));
}

TEST(ParkedViewModelTest, NamesTheSlotWhereThereAreSeveral) {
  Snapshot snapshot;
  snapshot.slots = {SlotInfo{.name = "ranking", .active = 1, .rollback_target = 0},
                    SlotInfo{.name = "ctr", .active = 1, .rollback_target = 0}};
  snapshot.parked = {parked(3, 0s)};
  snapshot.parked[0].slot = 1;
  ParkedViewModel model;
  model.apply(snapshot);
  EXPECT_TRUE(model.lines()[0].contains("stuck in ctr v2"));
}

TEST(ParkedViewModelTest, ManyAreCutShortWithTheirNumber) {
  Snapshot snapshot;
  snapshot.at = 10s;
  for (unsigned i = 0; i < 6; ++i) snapshot.parked.push_back(parked(i, 1s));
  ParkedViewModel model;
  model.apply(snapshot);
  ASSERT_EQ(model.shortList().size(), 3);
  EXPECT_EQ(model.shortList().last(), "and 4 more");
  EXPECT_EQ(model.lines().size(), 6);
}

TEST(ParkedViewModelTest, TellsOfAChangeOnlyWhenTheWordsChange) {
  Snapshot snapshot;
  snapshot.at = 10s;
  snapshot.parked = {parked(3, 8s)};
  ParkedViewModel model;
  int changes = 0;
  QObject::connect(&model, &ParkedViewModel::changed, &model, [&] { ++changes; });
  model.apply(snapshot);
  snapshot.at = 10s + 300ms;
  model.apply(snapshot);
  EXPECT_EQ(changes, 1);
  snapshot.parked.clear();
  model.apply(snapshot);
  EXPECT_EQ(changes, 2);
  EXPECT_TRUE(model.lines().isEmpty());
}

}  // namespace
}  // namespace hotswap::ui

#include "core/slot/slot.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include <atomic>
#include <future>
#include <memory>
#include <thread>

namespace hotswap {
namespace {

/// Tells its owner when it goes away.
struct Tracked {
  Tracked(int which, int* count) : number(which), destroyed(count) {}
  ~Tracked() { ++*destroyed; }
  Tracked(const Tracked&) = delete;
  Tracked& operator=(const Tracked&) = delete;
  const int number;
  int* const destroyed;
};

class SlotTest : public testing::Test {
 protected:
  std::unique_ptr<Tracked> Make(int number) { return std::make_unique<Tracked>(number, &destroyed_); }

  int destroyed_ = 0;
  Slot<Tracked> slot_;
};

TEST_F(SlotTest, GivesNullBeforeTheFirstPublication) {
  const Slot<Tracked>::Guard guard(slot_);
  EXPECT_EQ(guard.get(), nullptr);
}

TEST_F(SlotTest, GivesTheNewestObject) {
  slot_.Publish(Make(1));
  slot_.Publish(Make(2));
  const Slot<Tracked>::Guard guard(slot_);
  EXPECT_EQ(guard->number, 2);
}

TEST_F(SlotTest, HandsBackAReplacedObjectThatNobodyHolds) {
  slot_.Publish(Make(1));
  slot_.Publish(Make(2));
  const auto released = slot_.Collect();
  ASSERT_EQ(released.size(), 1U);
  EXPECT_EQ(released[0]->number, 1);
  EXPECT_EQ(destroyed_, 0) << "the writer decides where it dies";
}

TEST_F(SlotTest, KeepsAReplacedObjectWhileAGuardHoldsIt) {
  slot_.Publish(Make(1));
  {
    const Slot<Tracked>::Guard guard(slot_);
    slot_.Publish(Make(2));
    EXPECT_TRUE(slot_.Collect().empty());
    EXPECT_EQ(slot_.limbo().size(), 1U);
    EXPECT_EQ(guard->number, 1);
  }
  EXPECT_EQ(slot_.Collect().size(), 1U);
}

TEST_F(SlotTest, ABlockedReaderHoldsOnlyItsOwnObject) {
  slot_.Publish(Make(1));
  const auto guard = std::make_unique<Slot<Tracked>::Guard>(slot_);
  slot_.Publish(Make(2));
  slot_.Publish(Make(3));
  const auto released = slot_.Collect();
  ASSERT_EQ(released.size(), 1U);
  EXPECT_EQ(released[0]->number, 2);
}

TEST_F(SlotTest, ANestedGuardKeepsTheOuterObject) {
  slot_.Publish(Make(1));
  const auto outer = std::make_unique<Slot<Tracked>::Guard>(slot_);
  slot_.Publish(Make(2));
  const Slot<Tracked>::Guard inner(slot_);
  EXPECT_EQ(inner->number, 1);
}

TEST_F(SlotTest, GuardsOnDifferentSlotsNest) {
  Slot<Tracked> other;
  slot_.Publish(Make(1));
  other.Publish(Make(10));
  const Slot<Tracked>::Guard guard(slot_);
  {
    const Slot<Tracked>::Guard nested(other);
    EXPECT_EQ(nested->number, 10);
    other.Publish(Make(11));
    EXPECT_TRUE(other.Collect().empty());
  }
  EXPECT_EQ(other.Collect().size(), 1U);
  EXPECT_TRUE(slot_.HeldByThisThread());
  EXPECT_FALSE(other.HeldByThisThread());
}

TEST_F(SlotTest, APinHoldsUntilItIsRefreshed) {
  slot_.Publish(Make(1));
  Slot<Tracked>::Pin pin(slot_);
  EXPECT_EQ(pin.Refresh()->number, 1);
  slot_.Publish(Make(2));
  EXPECT_TRUE(slot_.Collect().empty());
  EXPECT_EQ(pin.Refresh()->number, 2);
  EXPECT_EQ(slot_.Collect().size(), 1U);
}

TEST_F(SlotTest, AClearedPinHoldsNothing) {
  slot_.Publish(Make(1));
  Slot<Tracked>::Pin pin(slot_);
  pin.Refresh();
  pin.Clear();
  slot_.Publish(Make(2));
  EXPECT_EQ(slot_.Collect().size(), 1U);
  EXPECT_EQ(pin.Refresh()->number, 2);
}

TEST_F(SlotTest, APinMayStayWithWhatItHeldAndHoldsNothingElse) {
  slot_.Publish(Make(1));
  Slot<Tracked>::Pin pin(slot_);
  pin.Refresh();
  slot_.Publish(Make(2));
  EXPECT_EQ(pin.RefreshUnless([](const Tracked& next) { return next.number == 2; })->number, 1);
  slot_.Publish(Make(3));
  const auto released = slot_.Collect();
  ASSERT_EQ(released.size(), 1U) << "the one that was only looked at is free";
  EXPECT_EQ(released[0]->number, 2);
  EXPECT_EQ(pin.Refresh()->number, 3);
  EXPECT_EQ(slot_.Collect().size(), 1U);
}

TEST_F(SlotTest, APinThatGoesOverHoldsTheNewObjectAlone) {
  slot_.Publish(Make(1));
  Slot<Tracked>::Pin pin(slot_);
  pin.Refresh();
  const auto never = [](const Tracked&) { return false; };
  for (int number = 2; number < 6; ++number) {
    slot_.Publish(Make(number));
    EXPECT_EQ(pin.RefreshUnless(never)->number, number);
    EXPECT_EQ(slot_.Collect().size(), 1U);
    slot_.Publish(Make(number * 10));
    EXPECT_TRUE(slot_.Collect().empty());
    EXPECT_EQ(pin.Refresh()->number, number * 10);
    EXPECT_EQ(slot_.Collect().size(), 1U);
  }
  pin.Clear();
  slot_.Publish(Make(99));
  EXPECT_EQ(slot_.Collect().size(), 1U);
}

TEST_F(SlotTest, APinThatHeldNothingNeverStays) {
  slot_.Publish(Make(1));
  Slot<Tracked>::Pin pin(slot_);
  EXPECT_EQ(pin.RefreshUnless([](const Tracked&) { return true; })->number, 1);
}

TEST_F(SlotTest, APinThatGoesAwayHoldsNothing) {
  slot_.Publish(Make(1));
  { Slot<Tracked>::Pin(slot_).Refresh(); }
  slot_.Publish(Make(2));
  EXPECT_EQ(slot_.Collect().size(), 1U);
}

TEST_F(SlotTest, NamesTheThreadsThatHoldAnObject) {
  slot_.Publish(Make(1));
  const Slot<Tracked>::Guard guard(slot_);
  EXPECT_THAT(ReaderRegistry::Holders(guard.get()), testing::ElementsAre(gettid()));
}

TEST_F(SlotTest, DestroyingASlotWaitsForItsReaders) {
  auto slot = std::make_unique<Slot<Tracked>>();
  slot->Publish(Make(1));
  std::promise<void> inside;
  std::atomic<bool> left = false;
  std::thread reader([&] {
    const Slot<Tracked>::Guard guard(*slot);
    inside.set_value();
    // Long enough that a destructor which did not wait would be seen to return first.
    std::this_thread::sleep_for(std::chrono::milliseconds(30));
    left = guard->number == 1;
  });
  inside.get_future().wait();
  slot.reset();
  EXPECT_TRUE(left);
  EXPECT_EQ(destroyed_, 1);
  reader.join();
}

TEST_F(SlotTest, AThreadThatEndedHoldsNothingAndItsBlockIsReused) {
  slot_.Publish(Make(1));
  const void* first = nullptr;
  const void* second = nullptr;
  std::thread([&] { first = ReaderRegistry::OfThisThread(); }).join();
  std::thread([&] { second = ReaderRegistry::OfThisThread(); }).join();
  EXPECT_EQ(first, second);
}

TEST(SlotEndTest, DoesNotWaitForAnAbandonedPinAndLeavesItsObject) {
  int destroyed = 0;
  std::unique_ptr<Slot<Tracked>::Pin> pin;
  std::unique_ptr<Tracked> held;  // for the end of the test: nobody else owns it
  {
    Slot<Tracked> slot;
    slot.Publish(std::make_unique<Tracked>(1, &destroyed));
    pin = std::make_unique<Slot<Tracked>::Pin>(slot);
    held.reset(pin->Refresh());
    slot.Publish(std::make_unique<Tracked>(2, &destroyed));
    pin->Abandon();
    EXPECT_TRUE(slot.Collect().empty()) << "abandoned is not let go: its owner may come back";
  }
  EXPECT_EQ(destroyed, 1) << "the object that nobody holds";
  EXPECT_EQ(held->number, 1);
  pin->Clear();
}

TEST_F(SlotTest, AnObjectThatOthersHoldTooIsNotHeldByAbandonedReadersOnly) {
  slot_.Publish(Make(1));
  Slot<Tracked>::Pin stuck(slot_);
  const Tracked* object = stuck.Refresh();
  EXPECT_FALSE(ReaderRegistry::IsHeldByAbandonedOnly(object));
  stuck.Abandon();
  EXPECT_TRUE(ReaderRegistry::IsHeldByAbandonedOnly(object));
  {
    Slot<Tracked>::Pin other(slot_);
    other.Refresh();
    EXPECT_FALSE(ReaderRegistry::IsHeldByAbandonedOnly(object));
  }
  stuck.Clear();
  EXPECT_FALSE(ReaderRegistry::IsHeldByAbandonedOnly(object));
}

TEST_F(SlotTest, AForkedChildForgetsTheParentsOtherThreads) {
  slot_.Publish(Make(1));
  std::promise<void> inside;
  std::promise<void> leave;
  std::thread reader([&] {
    const Slot<Tracked>::Guard guard(slot_);
    inside.set_value();
    leave.get_future().wait();
  });
  inside.get_future().wait();
  slot_.Publish(Make(2));
  EXPECT_TRUE(slot_.Collect().empty());
  const pid_t child = fork();
  if (child == 0) _exit(slot_.Collect().size() == 1 ? 0 : 1);
  int status = -1;
  waitpid(child, &status, 0);
  EXPECT_EQ(status, 0);
  leave.set_value();
  reader.join();
}

TEST(AsymmetricFenceTest, UsesMembarrierWhereThereIsOne) {
#if defined(__SANITIZE_THREAD__)
  EXPECT_FALSE(kMembarrierWorks) << "ThreadSanitizer does not see a membarrier";
#else
  EXPECT_TRUE(kMembarrierWorks) << "every kernel since 4.14 has it; a sandbox may forbid it";
#endif
}

}  // namespace
}  // namespace hotswap

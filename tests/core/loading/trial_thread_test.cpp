#include "core/loading/trial_thread.h"

#include <gtest/gtest.h>
#include <pthread.h>

#include <algorithm>
#include <chrono>
#include <memory>
#include <thread>

#include "core/base/mutex.h"

namespace hotswap {
namespace {

using namespace std::chrono_literals;

/// Holds a pass up until it is opened; shared, since the pass may outlive its test.
struct Gate {
  Mutex mutex;
  CondVar changed;
  bool open GUARDED_BY(mutex) = false;

  void Open() EXCLUDES(mutex) {
    const MutexLock lock(mutex);
    open = true;
    changed.NotifyAll();
  }
  Status Pass() EXCLUDES(mutex) {
    const MutexLock lock(mutex);
    while (!open) changed.Wait(mutex);
    return {};
  }
};

TEST(TrialThreadTest, HandsBackWhatAPassReturned) {
  TrialThread trials;
  EXPECT_TRUE(trials.Run([] { return Status(); }, 1h, {}).value().ok());
  const auto failed = trials.Run([] { return Status(Error{Errc::kParity, "differs"}); }, 1h, {});
  EXPECT_EQ(failed.value().error().code, Errc::kParity);
}

TEST(TrialThreadTest, UsesOneThreadForAllThatComeBack) {
  TrialThread trials;
  std::thread::id first;
  std::thread::id second;
  const auto note = [](std::thread::id& id) {
    return [&id] {
      id = std::this_thread::get_id();
      return Status();
    };
  };
  trials.Run(note(first), 1h, {});
  trials.Run(note(second), 1h, {});
  EXPECT_EQ(first, second);
  EXPECT_NE(first, std::this_thread::get_id());
}

TEST(TrialThreadTest, GivesAPassUpThatDoesNotComeBackAndGoesOnWithAnotherThread) {
  const auto gate = std::make_shared<Gate>();
  TrialThread trials;
  EXPECT_FALSE(trials.Run([gate] { return gate->Pass(); }, 20ms, {}).has_value());
  EXPECT_TRUE(trials.Run([] { return Status(); }, 1h, {}).has_value());
  gate->Open();
}

TEST(TrialThreadTest, StopsWaitingWhenItIsTold) {
  const auto gate = std::make_shared<Gate>();
  TrialThread trials;
  EXPECT_FALSE(trials.Run([gate] { return gate->Pass(); }, 1h, [] { return false; }).has_value());
  gate->Open();
}

TEST(TrialThreadTest, WhatIsDoneMeanwhileDoesNotMakeTheLimitLonger) {
  const auto gate = std::make_shared<Gate>();
  TrialThread trials;
  int asked = 0;
  const auto takes_its_time = [&asked] {
    ++asked;
    // Longer than the limit.
    std::this_thread::sleep_for(60ms);
    return true;
  };
  EXPECT_FALSE(trials.Run([gate] { return gate->Pass(); }, 50ms, takes_its_time).has_value());
  EXPECT_EQ(asked, 1);
  gate->Open();
}

TEST(TrialThreadTest, APassThatGetsOnHasTheWholeTimeAgainEachTime) {
  TrialThread trials;
  const auto gate = std::make_shared<Gate>();
  std::uint64_t asked = 0;
  const auto progress = [&asked] { return std::min<std::uint64_t>(++asked, 20); };
  EXPECT_FALSE(trials.Run([gate] { return gate->Pass(); }, 30ms, {}, progress).has_value());
  EXPECT_GT(asked, 20U);
  gate->Open();
}

TEST(TrialThreadTest, APassAskedForWhileAnotherIsWaitedForHasAThreadOfItsOwn) {
  const auto gate = std::make_shared<Gate>();
  TrialThread trials;
  bool inner = false;
  const auto outer = trials.Run([gate] { return gate->Pass(); }, 1h,
                                [&] {
                                  if (!inner) inner = trials.Run([] { return Status(); }, 1h, {}).has_value();
                                  gate->Open();
                                  return true;
                                });
  EXPECT_TRUE(inner);
  EXPECT_TRUE(outer.has_value());
  EXPECT_TRUE(trials.Run([] { return Status(); }, 1h, {}).has_value());
}

TEST(TrialThreadTest, WaitsAMomentForAPassThatIsAboutToComeBackWhenItIsTold) {
  const auto gate = std::make_shared<Gate>();
  TrialThread trials;
  const auto passed = trials.Run([gate] { return gate->Pass(); }, 1h,
                                 [&] {
                                   gate->Open();
                                   return false;
                                 });
  EXPECT_TRUE(passed.has_value());
}

TEST(TrialThreadTest, EndsWithoutAThreadWhoseLastDestructorsHang) {
  const auto gate = std::make_shared<Gate>();
  {
    TrialThread trials;
    const auto leaves_an_object = [gate] {
      struct Waits {
        std::shared_ptr<Gate> for_what;
        ~Waits() { static_cast<void>(for_what->Pass()); }
      };
      thread_local const Waits waits{gate};
      return waits.for_what != nullptr ? Status() : Status(Error{Errc::kParity, "no object"});
    };
    ASSERT_TRUE(trials.Run(leaves_an_object, 1h, {}).has_value());
  }
  gate->Open();
}

TEST(TrialThreadTest, AnOperatorThatEndsItsThreadEndsNothingElse) {
  TrialThread trials;
  const auto ends = []() -> Status { pthread_exit(nullptr); };
  EXPECT_FALSE(trials.Run(ends, 50ms, {}).has_value());
  EXPECT_TRUE(trials.Run([] { return Status(); }, 1h, {}).has_value());
}

}  // namespace
}  // namespace hotswap

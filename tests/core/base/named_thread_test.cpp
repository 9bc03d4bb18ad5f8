#include "core/base/named_thread.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <atomic>
#include <chrono>
#include <thread>
#include <utility>

#include "core/base/mutex.h"

namespace hotswap {
namespace {

TEST(NamedThreadTest, KnowsItsThreadsAsLongAsTheyRun) {
  std::atomic<pid_t> number = 0;
  std::atomic<bool> known_inside = false;
  NamedThread thread("hs-test", [&] {
    number = gettid();
    known_inside = NamedThread::IsOne(gettid());
  });
  thread.Join();
  EXPECT_TRUE(known_inside);
  EXPECT_FALSE(NamedThread::IsOne(number));
}

TEST(NamedThreadTest, WaitsNoLongerThanItIsTold) {
  Mutex mutex;
  CondVar changed;
  bool open = false;
  NamedThread thread("hs-test", [&] {
    const MutexLock lock(mutex);
    while (!open) changed.Wait(mutex);
  });
  EXPECT_FALSE(thread.JoinUntil({}));
  EXPECT_FALSE(thread.JoinUntil(SteadyClock().Now() + std::chrono::milliseconds(5)));
  {
    const MutexLock lock(mutex);
    open = true;
    changed.NotifyAll();
  }
  EXPECT_TRUE(thread.JoinUntil(SteadyClock().Now() + std::chrono::hours(1)));
  EXPECT_TRUE(thread.JoinUntil({})) << "it is gone for good";
}

TEST(NamedThreadTest, WhatAThreadWasMovedFromIsNoThreadAnyMore) {
  std::atomic<int> ran = 0;
  NamedThread first("hs-test", [&] { ++ran; });
  NamedThread second(std::move(first));
  EXPECT_TRUE(first.JoinUntil({}));  // NOLINT(bugprone-use-after-move): what is tested
  second.Join();
  EXPECT_EQ(ran, 1);
}

TEST(NamedThreadTest, KnowsNoOtherThreads) {
  EXPECT_FALSE(NamedThread::IsOne(gettid()));
  bool known = true;
  std::thread([&known] { known = NamedThread::IsOne(gettid()); }).join();
  EXPECT_FALSE(known);
}

}  // namespace
}  // namespace hotswap

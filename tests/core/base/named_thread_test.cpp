#include "core/base/named_thread.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <atomic>
#include <thread>

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

TEST(NamedThreadTest, KnowsNoOtherThreads) {
  EXPECT_FALSE(NamedThread::IsOne(gettid()));
  bool known = true;
  std::thread([&known] { known = NamedThread::IsOne(gettid()); }).join();
  EXPECT_FALSE(known);
}

}  // namespace
}  // namespace hotswap

#include "core/loading/library_calls.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <atomic>
#include <chrono>
#include <functional>
#include <memory>
#include <string>
#include <thread>
#include <utility>

#include "core/loading/left_for_ever.h"

namespace hotswap {
namespace {

using namespace std::chrono_literals;
using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::StartsWith;

/// A library that does not come back before it is told.
struct Hanging {
  explicit Hanging(const std::string& name, LibraryStep step)
      : call(std::make_shared<LibraryCall>(name, "/operators/" + name + ".so", step)) {}

  /// Visits it and gives it up.
  bool GivenUpBy(LibraryCalls& calls) const { return !calls.Run(call, Pass(), 20ms, {}).has_value(); }
  std::function<Status()> Pass() const {
    return [release = release] {
      while (!*release) std::this_thread::yield();
      return Status();
    };
  }
  void ComeBack() const {
    *release = true;
    while (!call->over) std::this_thread::yield();
  }

  const std::shared_ptr<LibraryCall> call;
  const std::shared_ptr<std::atomic<bool>> release = std::make_shared<std::atomic<bool>>(false);
};

TEST(LibraryCallsTest, HandsBackWhatAPassReturnedAndRemembersNothing) {
  LibraryCalls calls;
  const auto call = std::make_shared<LibraryCall>("good", "/operators/good.so", LibraryStep::kConstructors);
  EXPECT_TRUE(calls.Run(call, [] { return Status(); }, 1h, {})->ok());
  EXPECT_EQ(calls.LoaderHolder(), nullptr);
  EXPECT_THAT(calls.Stuck(), IsEmpty());
}

TEST(LibraryCallsTest, NamesTheLibraryAndTheStepThatDidNotComeBack) {
  LibraryCalls calls;
  const Hanging hanging("hangs", LibraryStep::kCreate);
  ASSERT_TRUE(hanging.GivenUpBy(calls));
  EXPECT_TRUE(AnyLeftForEver());
  EXPECT_THAT(calls.Stuck(), ElementsAre(StartsWith("/operators/hangs.so has not come back from create_operator for ")));
  EXPECT_NE(calls.StuckIn("hangs"), nullptr);
  EXPECT_EQ(calls.StuckIn("other"), nullptr);
  hanging.ComeBack();
}

TEST(LibraryCallsTest, OnlyConstructorsAndDestructorsKeepTheDynamicLoader) {
  for (const auto step : {LibraryStep::kCreate, LibraryStep::kName, LibraryStep::kScores, LibraryStep::kDestroy}) {
    LibraryCalls calls;
    const Hanging hanging("hangs", step);
    ASSERT_TRUE(hanging.GivenUpBy(calls));
    EXPECT_EQ(calls.LoaderHolder(), nullptr);
    EXPECT_THAT(WhyGivenUp(*hanging.call), AllOf(HasSubstr(LibraryStepName(step)), Not(HasSubstr("no library can be loaded"))));
    hanging.ComeBack();
  }
  for (const auto step : {LibraryStep::kConstructors, LibraryStep::kDestructors}) {
    LibraryCalls calls;
    const Hanging hanging("hangs", step);
    ASSERT_TRUE(hanging.GivenUpBy(calls));
    EXPECT_EQ(calls.LoaderHolder(), hanging.call);
    EXPECT_THAT(WhyGivenUp(*hanging.call), HasSubstr("no library can be loaded"));
    hanging.ComeBack();
  }
}

TEST(LibraryCallsTest, TheOneThatTheOthersWaitForIsBlamed) {
  LibraryCalls calls;
  const Hanging first("first", LibraryStep::kConstructors);
  const Hanging second("second", LibraryStep::kConstructors);
  bool asked = false;
  // The second is visited while the first is waited for, and given up earlier.
  EXPECT_FALSE(calls.Run(first.call, first.Pass(), 100ms, [&] {
    const bool first_time = !std::exchange(asked, true);
    return !first_time || second.GivenUpBy(calls);
  }));
  EXPECT_EQ(calls.LoaderHolder(), first.call);
  EXPECT_THAT(calls.Stuck(), ElementsAre(StartsWith("/operators/first.so ")));
  first.ComeBack();
  second.ComeBack();
}

TEST(LibraryCallsTest, ALibraryThatComesBackLateIsNoHindranceAnyMore) {
  LibraryCalls calls;
  const Hanging hanging("hangs", LibraryStep::kConstructors);
  ASSERT_TRUE(hanging.GivenUpBy(calls));
  hanging.ComeBack();
  EXPECT_EQ(calls.LoaderHolder(), nullptr);
  EXPECT_EQ(calls.StuckIn("hangs"), nullptr);
  EXPECT_THAT(calls.Stuck(), IsEmpty());
}

}  // namespace
}  // namespace hotswap

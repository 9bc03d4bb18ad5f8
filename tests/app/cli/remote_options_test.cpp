#include "app/cli/remote_options.h"

#include <gmock/gmock.h>

#include <filesystem>

namespace hotswap {
namespace {

using std::chrono::milliseconds;
using ::testing::HasSubstr;

TEST(RemoteOptionsTest, ANumberIsAVersionAndEverythingElseAFile) {
  EXPECT_EQ(TargetOf("7")->version, 7U);
  const auto file = TargetOf("./7");
  EXPECT_EQ(file->version, 0U);
  EXPECT_EQ(file->library, std::filesystem::current_path() / "7");
  EXPECT_EQ(file->given, "./7");
  EXPECT_EQ(TargetOf("/a/b.so")->library, "/a/b.so");
  for (const char* wrong : {"", "0", "4294967296"}) EXPECT_FALSE(TargetOf(wrong).ok()) << wrong;
}

TEST(RemoteOptionsTest, StepsAreSharesOrThreadsWithWhatMustBeSeen) {
  const auto steps = StepsOf("5:500ms:1000,2t,7.5::9,100");
  ASSERT_TRUE(steps.ok()) << steps.error().text;
  ASSERT_EQ(steps->size(), 4U);
  EXPECT_EQ((*steps)[0].share, 5);
  EXPECT_EQ((*steps)[0].min_time, milliseconds(500));
  EXPECT_EQ((*steps)[0].min_requests, 1000U);
  EXPECT_EQ((*steps)[1].threads, 2U);
  EXPECT_EQ((*steps)[1].share, 0);
  EXPECT_EQ((*steps)[2].share, 7.5);
  EXPECT_EQ((*steps)[2].min_requests, 9U);
  for (const char* wrong : {"", ",", "5,", "101", "-1", "nan", "5:1", "5:1s:x", "5:1s:-1", "5:1s:1:1", "t", "65t", "x"}) {
    EXPECT_FALSE(StepsOf(wrong).ok()) << wrong;
  }
}

TEST(RemoteOptionsTest, AGuardIsANameOfTheTableWithItsLimit) {
  EXPECT_EQ(GuardOf("max_error_rate=0.001")->limit, 0.001);
  EXPECT_EQ(GuardOf("min_auc_delta=-0.02")->limit, -0.02);
  EXPECT_THAT(GuardOf("max_fun=1").error().text, HasSubstr("max_error_rate"));
  for (const char* wrong : {"", "max_error_rate", "max_error_rate=", "max_error_rate=x", "max_error_rate=nan", "=1"})
    EXPECT_FALSE(GuardOf(wrong).ok()) << wrong;
}

TEST(RemoteOptionsTest, AMomentNeedsItsParametersAndTakesNoOthers) {
  EXPECT_EQ(MomentOf({})->kind, MomentKind::kNow);
  MomentOptions by_thread;
  by_thread.moment = "thread_by_thread";
  EXPECT_THAT(MomentOf(by_thread).error().text, HasSubstr("needs --period"));
  by_thread.period = "100ms";
  EXPECT_EQ(MomentOf(by_thread)->period, milliseconds(100));
  by_thread.request = 4;
  EXPECT_THAT(MomentOf(by_thread).error().text, HasSubstr("--request is only for --moment at_request"));
  MomentOptions low;
  low.moment = "low_load";
  low.requests_per_s = 100;
  EXPECT_THAT(MomentOf(low).error().text, HasSubstr("needs --deadline"));
  low.deadline = "3s";
  EXPECT_EQ(MomentOf(low)->requests_per_s, 100);
  low.deadline = "0";
  EXPECT_FALSE(MomentOf(low).ok());
}

}  // namespace
}  // namespace hotswap

// One thread alone runs what a library brings: static constructors and destructors, create and destroy.
#include <gtest/gtest.h>

#include <chrono>
#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <set>
#include <sstream>
#include <string>

#include "tests/core/control/engine_bench.h"

namespace hotswap {
namespace {

using namespace std::chrono_literals;
using testing::FixtureOperator;
using testing::ReadAll;
using testing::ShippedOperator;

class ControlThreadTest : public testing::EngineBench {
 protected:
  ControlThreadTest() { setenv("HOTSWAP_THREAD_LOG", log_.c_str(), 1); }
  ~ControlThreadTest() override { unsetenv("HOTSWAP_THREAD_LOG"); }

  const std::filesystem::path log_ = scratch_ / "threads.log";
};

TEST_F(ControlThreadTest, AloneLoadsCreatesDestroysAndUnloads) {
  options_.plan.workers = WorkerSettings{.threads = 3, .interval = 0ns, .rounds = 0};
  options_.plan.libraries = {FixtureOperator("thread_log"), ShippedOperator("score_op_v2")};
  options_.resident = 0;
  ASSERT_TRUE(Start().ok());
  for (const std::uint32_t version : {2U, 1U, 2U, 1U}) {
    ASSERT_TRUE(Do(SwapToVersion{"", version}).ok);
    ASSERT_TRUE(Becomes(3 - version, VersionState::kUnloaded));
  }
  engine_.reset();  // with the fixture published: the end unloads it, too
  std::istringstream lines(ReadAll(log_));
  std::multiset<std::string> steps;
  for (std::string step, thread; lines >> step >> thread;) {
    steps.insert(step);
    EXPECT_EQ(thread, "hs-try") << step;
  }
  for (const char* step : {"constructor", "create", "destroy", "destructor"}) EXPECT_EQ(steps.count(step), 3U) << step;
}

}  // namespace
}  // namespace hotswap

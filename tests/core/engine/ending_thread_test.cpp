// Threads whose work is done and that do not end.
#include <gtest/gtest.h>

#include <atomic>
#include <chrono>
#include <thread>
#include <vector>

#include "tests/core/engine/pool_bench.h"

namespace hotswap {
namespace {

using namespace std::chrono_literals;
using testing::Eventually;
using testing::PoolBench;

/// What the thread_local object below waits for; static, since its thread may outlive the test.
std::atomic<bool> may_be_destroyed = false;

/// Leaves an object on its thread whose destructor hangs.
class LingeringOperator final : public IScoreOperator {
 public:
  double compute_score(const Feature& feature) override {
    struct Lingers {
      double offset = 0;
      ~Lingers() {
        // Only how often it looks.
        while (!may_be_destroyed) std::this_thread::sleep_for(1ms);
      }
    };
    thread_local const Lingers lingers;
    return lingers.offset + feature.item_id;
  }
  const char* name() const override { return "Lingering"; }
};

TEST(EndingThreadTest, StoppingDoesNotWaitForAThreadWhoseLastDestructorsHang) {
  PoolBench bench(1, 20ms);
  LingeringOperator lingering;
  bench.Publish(lingering, bench.version_cells, 1);
  bench.pool->Apply({.threads = 2, .interval = 0ns, .rounds = 1000});
  ASSERT_TRUE(Eventually([&] { return bench.pool->Finished(); }));
  bench.pool->Stop();
  const std::vector<ParkedThread> parked = bench.pool->Parked();
  ASSERT_EQ(parked.size(), 2U);
  EXPECT_TRUE(parked[0].ending);
  EXPECT_EQ(parked[0].name, "hs-work-00");
  EXPECT_EQ(parked[0].version, 1U);
  EXPECT_EQ(bench.left_behind, 2U);
  bench.pool->Apply({.threads = 2, .interval = 0ns, .rounds = 1001});
  EXPECT_TRUE(Eventually([&] { return bench.pool->Finished(); }));
  EXPECT_EQ(bench.Requests(0), 1001U) << "another worker goes on under its number";
  may_be_destroyed = true;
  EXPECT_TRUE(Eventually([&] {
    bench.pool->FindStuck(SteadyClock().Now());
    return bench.pool->Parked().empty();
  }));
  EXPECT_EQ(bench.pool->late(), 0U);
}

}  // namespace
}  // namespace hotswap

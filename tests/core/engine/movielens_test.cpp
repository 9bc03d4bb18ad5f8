#include "core/engine/movielens.h"

#include <gtest/gtest.h>

#include "tests/support/scoped_environment.h"

namespace hotswap {
namespace {

TEST(MovieLensFileTest, FollowsTheXdgCacheDirectory) {
  const ScopedEnvironment cache("XDG_CACHE_HOME", "/some/cache");
  EXPECT_EQ(MovieLensFile(), "/some/cache/hotswap-monitor/movielens.csv");
}

TEST(MovieLensFileTest, FallsBackToTheHomeDirectory) {
  const ScopedEnvironment home("HOME", "/home/ada");
  for (const char* unusable : {"", "relative/cache"}) {
    const ScopedEnvironment cache("XDG_CACHE_HOME", unusable);
    EXPECT_EQ(MovieLensFile(), "/home/ada/.cache/hotswap-monitor/movielens.csv");
  }
}

}  // namespace
}  // namespace hotswap

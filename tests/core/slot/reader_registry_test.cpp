#include "core/slot/reader_registry.h"

#include <gtest/gtest.h>
#include <pthread.h>

#include <cstdio>
#include <cstdlib>
#include <system_error>

namespace hotswap {
namespace {

[[noreturn]] void TakeWithoutAKey() {
  for (pthread_key_t key{}; pthread_key_create(&key, nullptr) == 0;) {
  }
  try {
    ReaderRegistry::OfThisThread();
  } catch (const std::system_error& failure) {
    std::fprintf(stderr, "%s\n", failure.what());
    std::exit(3);
  }
  std::exit(0);
}

TEST(ReaderRegistryDeathTest, AThreadThatGetsNoKeyIsToldSoAndNotForgotten) {
  GTEST_FLAG_SET(death_test_style, "threadsafe");  // another test may have made the key in this process
  EXPECT_EXIT(TakeWithoutAKey(), ::testing::ExitedWithCode(3), "no key is left");
}

}  // namespace
}  // namespace hotswap

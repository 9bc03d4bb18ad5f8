#include "core/telemetry/process_resources.h"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <sys/mman.h>
#include <unistd.h>

#include <cstring>

namespace hotswap {
namespace {

TEST(ProcessResourcesTest, SeesADescriptorComeAndGo) {
  const std::uint64_t before = ReadProcessResources().fds;
  const int file = open("/dev/null", O_RDONLY | O_CLOEXEC);
  EXPECT_EQ(ReadProcessResources().fds, before + 1);
  close(file);
  EXPECT_EQ(ReadProcessResources().fds, before);
}

TEST(ProcessResourcesTest, SeesAMappingAndItsMemory) {
  constexpr std::size_t kSize = 32 << 20;
  const ResourceUse before = ReadProcessResources();
  void* memory = mmap(nullptr, kSize, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
  ASSERT_NE(memory, MAP_FAILED);
  std::memset(memory, 1, kSize);
  const ResourceUse during = ReadProcessResources();
  munmap(memory, kSize);
  EXPECT_GE(during.mappings, before.mappings + 1);  // a sanitizer maps the shadow of it as well
  EXPECT_GE(during.rss_kib, before.rss_kib + (kSize >> 10) * 9 / 10);
}

TEST(ProcessResourcesTest, ReadingLeavesNothingBehind) {
  const ResourceUse before = ReadProcessResources();
  for (int i = 0; i < 100; ++i) static_cast<void>(ReadProcessResources());
  const ResourceUse after = ReadProcessResources();
  EXPECT_EQ(after.fds, before.fds);
  EXPECT_EQ(after.mappings, before.mappings);
}

}  // namespace
}  // namespace hotswap

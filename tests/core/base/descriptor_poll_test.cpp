#include "core/base/descriptor_poll.h"

#include <gtest/gtest.h>
#include <sys/eventfd.h>
#include <unistd.h>

#include <array>
#include <chrono>
#include <cstdint>

#include "core/base/file_descriptor.h"

namespace hotswap {
namespace {

using namespace std::chrono_literals;
using std::chrono::steady_clock;

/// A number that no descriptor has.
int Closed() {
  const int number = eventfd(0, EFD_CLOEXEC);
  close(number);
  return number;
}

void Ring(int descriptor) {
  const std::uint64_t one = 1;
  ASSERT_EQ(write(descriptor, &one, sizeof one), ssize_t{sizeof one});
}

TEST(PollOpenTest, TheTimeIsWaitedOutBesideADescriptorThatWasClosed) {
  std::array<pollfd, 1> wait{{{Closed(), POLLIN, 0}}};
  const auto begun = steady_clock::now();
  EXPECT_EQ(PollOpen(wait, 60ms), 0);
  EXPECT_GE(steady_clock::now() - begun, 60ms);
  EXPECT_EQ(wait[0].revents, 0);
}

TEST(PollOpenTest, AnOpenDescriptorIsHeardBesideAClosedOne) {
  const FileDescriptor open(eventfd(0, EFD_CLOEXEC));
  Ring(open.get());
  std::array<pollfd, 2> wait{{{Closed(), POLLIN, 0}, {open.get(), POLLIN, 0}}};
  EXPECT_EQ(PollOpen(wait, 10s), 1);
  EXPECT_EQ(wait[1].revents, POLLIN);
}

TEST(PollOpenTest, NoTimeIsNoWait) {
  std::array<pollfd, 1> wait{{{Closed(), POLLIN, 0}}};
  EXPECT_EQ(PollOpen(wait, 0ms), 0);
}

}  // namespace
}  // namespace hotswap

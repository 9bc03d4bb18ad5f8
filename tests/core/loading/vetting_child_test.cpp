#include "core/loading/vetting_child.h"

#include <fcntl.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <signal.h>

#include <atomic>
#include <chrono>
#include <fstream>
#include <iterator>
#include <string>
#include <thread>
#include <vector>

#include "tests/core/loading/child_processes.h"
#include "tests/core/loading/process_resources.h"
#include "tests/core/loading/scratch_directory.h"
#include "tests/support/scoped_environment.h"

namespace hotswap {
namespace {

using Cause = VettingChildEnd::Cause;
using testing::HasChildren;
using ::testing::HasSubstr;
using ::testing::Not;
using testing::OpenDescriptors;

constexpr std::chrono::seconds kLong{60};
constexpr std::chrono::milliseconds kShort{100};

/// Shell scripts take the part of hotswap-vet; descriptor 5 is the result pipe.
class VettingChildTest : public ::testing::Test {
 protected:
  VettingChildEnd Run(const std::string& script, std::chrono::nanoseconds limit = kLong,
                      const std::function<bool()>& go_on = {}) {
    const auto helper = scratch_.Write("helper", "#!/bin/sh\n" + script + "\n");
    std::filesystem::permissions(helper, std::filesystem::perms(0755));
    const FileDescriptor library(open(helper.c_str(), O_RDONLY | O_CLOEXEC));
    auto child = VettingChild::Start(helper, library.get(), {}, samples_);
    EXPECT_TRUE(child.ok());
    return child->Wait(limit, go_on);
  }

  /// Whether the process whose number the script wrote to `name` is there.
  bool Lives(const std::string& name) const {
    pid_t pid = 0;
    std::ifstream(scratch_ / name) >> pid;
    EXPECT_GT(pid, 0);
    // A killed process takes its time to end, and an orphan stays in the table until another process reaps it.
    const auto state = [pid] {
      std::ifstream file("/proc/" + std::to_string(pid) + "/stat");
      const std::string line(std::istreambuf_iterator<char>(file), {});
      const std::size_t name_end = line.rfind(')');
      return name_end == std::string::npos ? 'X' : line[name_end + 2];
    };
    for (int i = 0; i < 1000 && state() != 'Z' && state() != 'X'; ++i) std::this_thread::sleep_for(std::chrono::milliseconds(5));
    return state() != 'Z' && state() != 'X';
  }

  const testing::ScratchDirectory scratch_;
  const std::vector<Feature> samples_{{1, 2, 0.5, 0.25}};
};

TEST_F(VettingChildTest, TellsHowTheChildEndedAndWhatItWrote) {
  const auto end = Run("echo some text >&5; exit 7");
  EXPECT_EQ(end.cause, Cause::kExited);
  EXPECT_EQ(end.status, 7);
  EXPECT_EQ(end.written, "some text\n");
}

TEST_F(VettingChildTest, TellsTheSignalThatEndedIt) {
  const auto end = Run("kill -USR1 $$");
  EXPECT_EQ(end.cause, Cause::kSignal);
  EXPECT_EQ(end.status, SIGUSR1);
}

TEST_F(VettingChildTest, GivesTheChildACleanEnvironmentAndNoFileOfItsParent) {
  const ScopedEnvironment secret("HOTSWAP_SECRET", "known");
  constexpr int kAboveTheShells = 100;
  const FileDescriptor inheritable(fcntl(STDIN_FILENO, F_DUPFD, kAboveTheShells));
  const auto end = Run("env >&5; ls /proc/$$/fd/" + std::to_string(inheritable.get()) +
                       " >&5; for fd in 0 1 2; do [ /proc/$$/fd/$fd -ef /dev/null ] || echo $fd is another >&5; done; exit 0");
  EXPECT_THAT(end.written, Not(HasSubstr("HOTSWAP_SECRET")));
  EXPECT_THAT(end.written, HasSubstr("LC_ALL=C\n"));
  EXPECT_THAT(end.written, Not(HasSubstr("/proc/")));
  EXPECT_THAT(end.written, Not(HasSubstr("is another")));
}

TEST_F(VettingChildTest, GivesTheChildAProcessGroupOfItsOwn) {
  const auto end = Run("read -r pid name state parent group rest < /proc/self/stat; echo $group $$ >&5");
  EXPECT_EQ(end.written,
            end.written.substr(0, end.written.find(' ')) + " " + end.written.substr(0, end.written.find(' ')) + "\n");
}

TEST_F(VettingChildTest, KillsTheWholeGroupWhenTimeIsOver) {
  const auto end = Run("sleep 1000 & echo $! > " + (scratch_ / "grandchild").string() + "; sleep 1000", kShort);
  EXPECT_EQ(end.cause, Cause::kTimeOut);
  EXPECT_FALSE(Lives("grandchild"));
  EXPECT_FALSE(HasChildren());
}

TEST_F(VettingChildTest, DoesNotTakeAChildThatReportsForOneThatHangs) {
  // Together longer than the limit; each step is far below it, also on a busy machine.
  const auto end = Run("for i in 1 2 3 4 5 6 7; do sleep 0.5; echo step >&5; done", std::chrono::seconds(3));
  EXPECT_EQ(end.cause, Cause::kExited);
  const std::string without_end = "i=0; while :; do i=$((i + 1)); [ $((i % 1000)) = 0 ] && echo step >&5; done";
  EXPECT_EQ(Run(without_end, std::chrono::seconds(1)).cause, Cause::kTooLong);
}

TEST_F(VettingChildTest, EndsAChildThatStoppedItself) {
  const auto end = Run("kill -STOP $$");
  EXPECT_EQ(end.cause, Cause::kStopped);
  EXPECT_EQ(end.status, SIGSTOP);
  EXPECT_FALSE(HasChildren());
}

TEST_F(VettingChildTest, KillsWhatAChildThatEndedLeavesRunning) {
  const auto end = Run("sleep 1000 & echo $! > " + (scratch_ / "grandchild").string() + "; exit 0");
  EXPECT_EQ(end.cause, Cause::kExited);
  EXPECT_FALSE(Lives("grandchild"));
  EXPECT_FALSE(HasChildren());
}

TEST_F(VettingChildTest, WaitsForAChildThatClosedThePipe) {
  const auto end = Run("exec 5>&-; sleep 0.2; exit 3");
  EXPECT_EQ(end.cause, Cause::kExited);
  EXPECT_EQ(end.status, 3);
  EXPECT_EQ(Run("exec 5>&-; sleep 1000", kShort).cause, Cause::kTimeOut);
}

TEST_F(VettingChildTest, EndsAChildThatWritesWithoutEnd) {
  const auto end = Run("while :; do echo aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa; done >&5");
  EXPECT_EQ(end.cause, Cause::kTooMuch);
  EXPECT_LT(end.written.size(), 3U << 20);
  EXPECT_FALSE(HasChildren());
}

TEST_F(VettingChildTest, EndsTheChildWhenTheCallerSaysSo) {
  std::atomic<int> asked{0};
  const auto end = Run("sleep 1000", kLong, [&asked] { return ++asked < 3; });
  EXPECT_EQ(end.cause, Cause::kInterrupted);
  EXPECT_EQ(asked, 3);
  EXPECT_FALSE(HasChildren());
}

TEST_F(VettingChildTest, LeavesNoDescriptorsAndNoProcesses) {
  const std::size_t before = OpenDescriptors();
  for (int i = 0; i < 5; ++i) Run("exit 0");
  for (int i = 0; i < 5; ++i) Run("sleep 1000", kShort);
  EXPECT_EQ(OpenDescriptors(), before);
  EXPECT_FALSE(HasChildren());
}

TEST_F(VettingChildTest, EndsTheChildWithItself) {
  const std::size_t before = OpenDescriptors();
  const auto helper = scratch_.Write("helper", "#!/bin/sh\nsleep 1000\n");
  std::filesystem::permissions(helper, std::filesystem::perms(0755));
  const FileDescriptor library(open(helper.c_str(), O_RDONLY | O_CLOEXEC));
  { const auto child = VettingChild::Start(helper, library.get(), {}, samples_); }
  EXPECT_FALSE(HasChildren());
  EXPECT_EQ(OpenDescriptors(), before + 1);
}

TEST_F(VettingChildTest, TellsWhyAProgramCannotBeStarted) {
  const std::size_t before = OpenDescriptors();
  const auto child = VettingChild::Start(scratch_ / "nothing", 0, {}, samples_);
  ASSERT_FALSE(child.ok());
  EXPECT_EQ(child.error().code, Errc::kNotFound);
  EXPECT_THAT(child.error().text, HasSubstr((scratch_ / "nothing").string()));
  EXPECT_EQ(OpenDescriptors(), before);
  EXPECT_FALSE(HasChildren());
}

}  // namespace
}  // namespace hotswap

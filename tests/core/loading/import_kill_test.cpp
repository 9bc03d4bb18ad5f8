// An import is killed at each of its system calls in turn: whatever a store is left with, no half file is ever used.
#include <gtest/gtest.h>
#include <signal.h>
#include <sys/ptrace.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <string>
#include <utility>

#include "core/loading/operator_store.h"
#include "core/loading/store_cleaning.h"
#include "core/loading/store_survey.h"
#include "tests/core/loading/scratch_directory.h"

namespace hotswap {
namespace {

namespace fs = std::filesystem;
using testing::ReadAll;
using testing::ScratchDirectory;

/// Longer than this no import is, so a count that does not end is a fault of the test.
constexpr int kMostSystemCalls = 2000;

/// Runs in the child, traced by its parent.
[[noreturn]] void ImportTraced(const fs::path& directory, const fs::path& file) {
  ptrace(PTRACE_TRACEME, 0, nullptr, nullptr);
  raise(SIGSTOP);
  auto store = OperatorStore::Open(directory);
  if (!store) _exit(1);
  auto staged = store->Stage(file);
  _exit(staged && store->Accept(std::move(staged).value()) ? 0 : 1);
}

enum class End { kKilled, kFinished, kFailed };

/// Imports `file` in a child process that is killed where its `last`-th system call is entered or left.
End ImportAndKill(const fs::path& directory, const fs::path& file, int last) {
  const pid_t child = fork();
  if (child == 0) ImportTraced(directory, file);
  int status = 0;
  if (child < 0 || waitpid(child, &status, 0) != child || !WIFSTOPPED(status)) return End::kFailed;
  for (int stop = 0; stop < last; ++stop) {
    ptrace(PTRACE_SYSCALL, child, nullptr, nullptr);
    if (waitpid(child, &status, 0) != child) return End::kFailed;
    if (WIFEXITED(status)) return WEXITSTATUS(status) == 0 ? End::kFinished : End::kFailed;
    if (!WIFSTOPPED(status)) return End::kFailed;
  }
  kill(child, SIGKILL);
  while (waitpid(child, &status, 0) == child && WIFSTOPPED(status)) {
  }
  return WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL ? End::kKilled : End::kFailed;
}

bool MayTrace() {
  const pid_t child = fork();
  if (child == 0) _exit(ptrace(PTRACE_TRACEME, 0, nullptr, nullptr) == 0 ? 0 : 1);
  int status = -1;
  return waitpid(child, &status, 0) == child && status == 0;
}

/// What holds whenever an import was killed.
void ExpectNoHalfFileIsUsed(const fs::path& directory, const fs::path& file) {
  if (fs::exists(directory / "incoming")) {
    const auto left = SurveyStore(StoreDirectory::OpenExisting(directory).value(), SurveyDepth::kBytes).value();
    for (const StoreFile& each : left) {
      const bool in_order = each.kind == StoreFile::Kind::kEntry || each.kind == StoreFile::Kind::kImport;
      EXPECT_TRUE(in_order) << each.path << ": " << each.fault;
    }
  }
  {
    const auto store = OperatorStore::Open(directory).value();
    const StoredLibrary library = store.Import(file).value();
    EXPECT_TRUE(store.Verified(library));
    EXPECT_EQ(ReadAll(library.stored), ReadAll(file));
  }
  auto alone = StoreDirectory::OpenExisting(directory).value();
  EXPECT_TRUE(CleanStore(alone, {}));
  EXPECT_TRUE(fs::is_empty(directory / "incoming")) << "an abandoned import stayed";
}

TEST(ImportKillTest, NoHalfFileIsUsedWhereverAnImportWasKilled) {
  if (!MayTrace()) GTEST_SKIP() << "may not trace a child process here";
  const ScratchDirectory scratch;
  const fs::path file = scratch.Write("x.so", std::string(600'000, 'x'));
  bool finished = false;
  int abandoned = 0;
  for (int last = 1; !finished && last <= kMostSystemCalls; ++last) {
    SCOPED_TRACE("killed at stop " + std::to_string(last));
    const fs::path directory = scratch / "store";
    const End end = ImportAndKill(directory, file, last);
    ASSERT_NE(end, End::kFailed);
    finished = end == End::kFinished;
    const fs::path incoming = directory / "incoming";
    abandoned += fs::exists(incoming) && !fs::is_empty(incoming) ? 1 : 0;
    ExpectNoHalfFileIsUsed(directory, file);
    fs::remove_all(directory);
  }
  EXPECT_TRUE(finished);
  EXPECT_GT(abandoned, 5) << "the import was hardly ever killed amid its copying";
}

}  // namespace
}  // namespace hotswap

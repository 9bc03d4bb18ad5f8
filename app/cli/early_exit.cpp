#include "app/cli/early_exit.h"

#include <unistd.h>

#include <atomic>
#include <cstdio>
#include <cstdlib>

#include "core/base/thread_probe.h"

namespace hotswap {
namespace {

std::atomic<bool> watching = false;

void AtExit() {
  if (!watching) return;
  std::fprintf(
      stderr,
      "hotswap: code of an operator ended the program: exit() was called on the thread %s. The run ends here without its "
      "report; an operator must not call exit(), ask who wrote it\n",
      NameOfThread(gettid()).c_str());
  _exit(1);  // the other threads still work with everything that exit() would destroy
}

}  // namespace

EarlyExit::EarlyExit() {
  watching = true;
  std::atexit(&AtExit);
}

EarlyExit::~EarlyExit() { watching = false; }

}  // namespace hotswap

#include "core/slot/asymmetric_fence.h"

#include <linux/membarrier.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <cstdio>
#include <cstdlib>

namespace hotswap {
namespace {

long Membarrier(int command) { return syscall(__NR_membarrier, command, 0, 0); }

bool RegisterForMembarrier() {
#if defined(__SANITIZE_THREAD__)
  return false;
#else
  const long supported = Membarrier(MEMBARRIER_CMD_QUERY);
  if (supported < 0 || (supported & MEMBARRIER_CMD_PRIVATE_EXPEDITED) == 0) return false;
  return Membarrier(MEMBARRIER_CMD_REGISTER_PRIVATE_EXPEDITED) == 0;
#endif
}

}  // namespace

const bool kMembarrierWorks = RegisterForMembarrier();

void AsymmetricFence::Heavy() {
  if (!kMembarrierWorks) return;  // the readers' exchanges and the writer's sequentially consistent ones suffice
  if (Membarrier(MEMBARRIER_CMD_PRIVATE_EXPEDITED) == 0) return;
  std::fputs("hotswap: the kernel refused a membarrier that it had granted; no operator can be released safely\n", stderr);
  std::abort();
}

}  // namespace hotswap

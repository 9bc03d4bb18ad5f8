#include "app/stuck_threads.h"

#include <unistd.h>

#include <cstdio>
#include <iostream>

#include "core/loading/loaded_operator.h"
#include "core/loading/shared_library.h"

namespace hotswap {

void LeaveStuckThreads(const LocalEngine& engine, int status) {
  if (engine.Latest()->parked.empty() && !LoadedOperator::AnyLeftForEver() && !SharedLibrary::AnyLeftOpen()) return;
  std::cout.flush();
  std::cerr.flush();
  std::fflush(nullptr);
  _exit(status);
}

}  // namespace hotswap

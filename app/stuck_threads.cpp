#include "app/stuck_threads.h"

#include <unistd.h>

#include <cstdio>
#include <iostream>
#include <string>

#include "app/language.h"
#include "core/loading/display_name.h"
#include "core/loading/left_for_ever.h"
#include "core/loading/shared_library.h"

namespace hotswap {

void LeaveStuckThreads(LocalEngine& engine, const char* program, int status) {
  const auto stuck = [&engine] { return !engine.Latest()->parked.empty() || AnyLeftForEver() || SharedLibrary::AnyLeftOpen(); };
  if (!stuck()) engine.Release();
  if (!stuck()) return;
  std::cout.flush();
  for (const std::string& library : engine.stuck_libraries()) {
    const std::string text = DisplayName(library.c_str(), library.size());
    const char* const end = ", so its thread is left alone and the program ends without unloading it; ask who wrote it";
    std::cerr << program << ": " << Translated(text + end) << '\n';
  }
  std::cerr.flush();
  std::fflush(nullptr);
  _exit(status);
}

}  // namespace hotswap

#ifndef HOTSWAP_CORE_LOADING_THREAD_STARTERS_H_
#define HOTSWAP_CORE_LOADING_THREAD_STARTERS_H_

#include <string_view>

namespace hotswap {

/// What a person reads of the imported `symbol` when a library that calls it can start threads; else nothing. A library can start
/// them without any of these, too: through another library, or by a system call of its own.
constexpr std::string_view ThreadStarter(std::string_view symbol) {
  for (const std::string_view name : {"pthread_create", "thrd_create", "clone", "timer_create"}) {
    if (symbol == name) return name;
  }
  return symbol.starts_with("_ZNSt6thread15_M_start_thread") ? "std::thread" : std::string_view();
}

}  // namespace hotswap

#endif  // HOTSWAP_CORE_LOADING_THREAD_STARTERS_H_

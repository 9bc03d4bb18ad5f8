#include "app/cli/early_exit.h"

#include <dlfcn.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <atomic>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string>

#include "app/language.h"
#include "core/base/thread_probe.h"

extern "C" const char __executable_start;  // NOLINT(bugprone-reserved-identifier): the linker's names of where the program lies.
extern "C" const char etext;

namespace hotswap {
namespace {

std::atomic<bool> watching = false;
std::atomic<bool> told = false;

[[noreturn]] void End(int status) {
  for (;;) syscall(SYS_exit_group, status);
}

[[noreturn]] void TellEnd(const char* call) {
  while (told.exchange(true)) pause();  // another thread is about to end the program
  const std::string thread = NameOfThread(gettid());
  const std::string text = "hotswap: code of an operator ended the program: " + std::string(call) +
                           "() was called on the thread " + thread +
                           ". The run ends here without its report; an operator must not call " + call + "(), ask who wrote it";
  std::fprintf(stderr, "%s\n", Translated(text).c_str());
  End(1);  // the other threads still work with everything that exit() would destroy
}

void AtExit() {
  if (watching) TellEnd("exit");
}

void AtQuickExit() {
  if (watching) TellEnd("quick_exit");
}

/// Hands on to the C library.
[[noreturn]] void Next(const char* call, int status) {
  const auto next = reinterpret_cast<void (*)(int)>(dlsym(RTLD_NEXT, call));
  if (next != nullptr) next(status);
  End(status);
}

/// The program itself leaves at once by a second signal, and has said so.
bool IsOwn(const void* caller) {
  const auto at = reinterpret_cast<std::uintptr_t>(caller);
  return at >= reinterpret_cast<std::uintptr_t>(&__executable_start) && at < reinterpret_cast<std::uintptr_t>(&etext);
}

}  // namespace

EarlyExit::EarlyExit() {
  Translated({});  // The catalogue is read now: later an operator may have used up all descriptors.
  watching = true;
  std::atexit(&AtExit);
  std::at_quick_exit(&AtQuickExit);
}

EarlyExit::~EarlyExit() { watching = false; }

}  // namespace hotswap

// A program's own definitions go before the C library's, where libraries look for them: see early_exit.list. Handlers of exit() and
// quick_exit() alone would not do: a second thread that calls either finds none left, and ends the program with its own status.
extern "C" {

void exit(int status) noexcept {
  if (hotswap::watching && !hotswap::IsOwn(__builtin_return_address(0))) hotswap::TellEnd("exit");
  hotswap::Next("exit", status);
}

void quick_exit(int status) noexcept {
  if (hotswap::watching && !hotswap::IsOwn(__builtin_return_address(0))) hotswap::TellEnd("quick_exit");
  hotswap::Next("quick_exit", status);
}

void _exit(int status) {  // NOLINT(bugprone-reserved-identifier): the C library's name.
  if (hotswap::watching && !hotswap::IsOwn(__builtin_return_address(0))) hotswap::TellEnd("_exit");
  hotswap::End(status);
}

void _Exit(int status) noexcept {  // NOLINT(bugprone-reserved-identifier): the C library's name.
  if (hotswap::watching && !hotswap::IsOwn(__builtin_return_address(0))) hotswap::TellEnd("_Exit");
  hotswap::End(status);
}

}  // extern "C"

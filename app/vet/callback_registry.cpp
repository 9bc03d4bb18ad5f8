#include "app/vet/callback_registry.h"

#include <dlfcn.h>
#include <limits.h>
#include <pthread.h>
#include <threads.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <cstddef>
#include <string_view>

#include "app/vet/report.h"

namespace hotswap::vet {
namespace {

using Destructor = void (*)(void*);
using ForkHandler = void (*)();

enum class Occasion { kThreadEnd, kQuickExit, kFork };

struct Callback {
  std::atomic<const void*> function{nullptr};
  Occasion occasion = Occasion::kThreadEnd;
};

// Any thread. Zero from the start: other libraries register before any constructor of this program runs.
std::array<std::atomic<Destructor>, PTHREAD_KEYS_MAX> destructors;  ///< Of each key that is there.
std::array<Callback, 64> callbacks;                                 ///< Of which only the first `callback_count` count.
std::atomic<std::size_t> callback_count{0};

/// The C library's own function of a name that this program defines, too.
template <typename Function>
Function* Original(Function&, const char* name) {
  return reinterpret_cast<Function*>(dlsym(RTLD_NEXT, name));
}

/// Where the loaded library that has `address` begins; null when none has.
const void* LibraryOf(const void* address) {
  Dl_info info{};
  return dladdr(address, &info) != 0 ? info.dli_fbase : nullptr;
}

template <typename Function>
const void* AddressOf(Function* function) {
  return reinterpret_cast<const void*>(function);
}

/// Notes a function that the C library will not forget when the library that has it is unloaded: one that is said to belong to
/// none, or to another.
void Note(Occasion occasion, const void* function, const void* owner) {
  const void* library = LibraryOf(function);
  if (library == nullptr || library == LibraryOf(owner)) return;
  const std::size_t number = callback_count.fetch_add(1);
  if (number >= callbacks.size()) return;
  callbacks[number].occasion = occasion;
  callbacks[number].function.store(function);
}

void NoteKey(unsigned key, Destructor destructor) {
  if (key < destructors.size()) destructors[key].store(LibraryOf(AddressOf(destructor)) != nullptr ? destructor : nullptr);
}

void ForgetKey(unsigned key) {
  if (key < destructors.size()) destructors[key].store(nullptr);
}

[[noreturn]] void Refuse(std::string_view what, std::string_view when, std::string_view remedy) {
  Line line;
  line << "leaves " << what << " behind when it is unloaded: " << when
       << ", the process would run into code that is gone, and crash; " << remedy;
  report::Refuse(Errc::kSideEffect, line.text());
}

[[noreturn]] void RefuseCallback(Occasion occasion) {
  switch (occasion) {
    case Occasion::kThreadEnd:
      Refuse("a function that it asked to have called at the end of a thread", "when that thread ends",
             "use thread_local, or clean up in destroy_operator");
    case Occasion::kQuickExit:
      Refuse("a function that it asked to have called at quick_exit", "when the process ends so", "clean up in destroy_operator");
    case Occasion::kFork: break;
  }
  Refuse("a function that it asked to have called at fork", "at the next fork", "call pthread_atfork, which is undone then");
}

}  // namespace

void CheckCallbacksLeft() {
  for (const auto& destructor : destructors) {
    const Destructor function = destructor.load();
    if (function == nullptr || LibraryOf(AddressOf(function)) != nullptr) continue;
    Refuse("a thread-specific key whose destructor is its own (pthread_key_create)",
           "when a thread ends that has a value under the key",
           "call pthread_key_delete in destroy_operator or in a static destructor");
  }
  const std::size_t count = std::min(callback_count.load(), callbacks.size());
  for (std::size_t i = 0; i < count; ++i) {
    const void* function = callbacks[i].function.load();
    if (function != nullptr && LibraryOf(function) == nullptr) RefuseCallback(callbacks[i].occasion);
  }
}

}  // namespace hotswap::vet

using namespace hotswap::vet;  // NOLINT(google-build-using-namespace): what follows has C's names and no namespace.

extern "C" {

int __cxa_thread_atexit_impl(Destructor function, void* object, void* owner) noexcept;  // NOLINT(bugprone-reserved-identifier)
int __cxa_at_quick_exit(Destructor function, void* owner) noexcept;                     // NOLINT(bugprone-reserved-identifier)
int __register_atfork(ForkHandler prepare, ForkHandler parent, ForkHandler child,       // NOLINT(bugprone-reserved-identifier)
                      void* owner) noexcept;

int pthread_key_create(pthread_key_t* key, Destructor destructor) noexcept {
  static const auto original = Original(pthread_key_create, "pthread_key_create");
  const int error = original(key, destructor);
  if (error == 0) NoteKey(*key, destructor);
  return error;
}

int pthread_key_delete(pthread_key_t key) noexcept {
  static const auto original = Original(pthread_key_delete, "pthread_key_delete");
  ForgetKey(key);
  return original(key);
}

int tss_create(tss_t* key, tss_dtor_t destructor) {
  static const auto original = Original(tss_create, "tss_create");
  const int result = original(key, destructor);
  if (result == thrd_success) NoteKey(*key, destructor);
  return result;
}

void tss_delete(tss_t key) {
  static const auto original = Original(tss_delete, "tss_delete");
  ForgetKey(key);
  original(key);
}

int __cxa_thread_atexit_impl(Destructor function, void* object, void* owner) noexcept {
  static const auto original = Original(__cxa_thread_atexit_impl, "__cxa_thread_atexit_impl");
  Note(Occasion::kThreadEnd, AddressOf(function), owner);
  return original(function, object, owner);
}

int __cxa_at_quick_exit(Destructor function, void* owner) noexcept {
  static const auto original = Original(__cxa_at_quick_exit, "__cxa_at_quick_exit");
  Note(Occasion::kQuickExit, AddressOf(function), owner);
  return original(function, owner);
}

int __register_atfork(ForkHandler prepare, ForkHandler parent, ForkHandler child, void* owner) noexcept {
  static const auto original = Original(__register_atfork, "__register_atfork");
  for (const ForkHandler handler : {prepare, parent, child}) Note(Occasion::kFork, AddressOf(handler), owner);
  return original(prepare, parent, child, owner);
}

}  // extern "C"

#include "app/vet/callback_registry.h"

#include <dlfcn.h>
#include <limits.h>
#include <pthread.h>
#include <sys/mman.h>
#include <threads.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <cerrno>
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "app/vet/report.h"

namespace hotswap::vet {
namespace {

using Destructor = void (*)(void*);
using ForkHandler = void (*)();

enum class Occasion { kThreadEnd, kQuickExit, kFork };

struct Callback {
  std::atomic<const void*> function{nullptr};
  std::atomic<const void*> owner{nullptr};  ///< In the library that the function is said to belong to; null for none.
  std::atomic<Occasion> occasion{Occasion::kThreadEnd};
};

// Any thread. Zero from the start: other libraries register before any constructor of this program runs. What is registered is only
// noted: to ask the loader whose it is would wait for its lock, which a static constructor holds that waits for the thread at hand.
std::array<std::atomic<Destructor>, PTHREAD_KEYS_MAX> destructors;  ///< Of each key that is there.
std::array<Callback, 256> callbacks;                                ///< Of which only the first `callback_count` count.
std::atomic<std::size_t> callback_count{0};

template <typename Function>
const void* AddressOf(Function* function) {
  return reinterpret_cast<const void*>(function);
}

bool IsNoted(const void* function, const void* owner) {
  const std::size_t count = std::min(callback_count.load(), callbacks.size());
  return std::any_of(callbacks.begin(), callbacks.begin() + static_cast<std::ptrdiff_t>(count), [&](const Callback& callback) {
    return callback.function.load() == function && callback.owner.load() == owner;
  });
}

void Note(Occasion occasion, const void* function, const void* owner) {
  if (function == nullptr || IsNoted(function, owner)) return;
  const std::size_t number = callback_count.fetch_add(1);
  if (number >= callbacks.size()) return;
  callbacks[number].occasion.store(occasion);
  callbacks[number].owner.store(owner);
  callbacks[number].function.store(function);
}

void NoteKey(unsigned key, Destructor destructor) {
  if (key < destructors.size()) destructors[key].store(destructor);
}

/// Whether there is no code any more at an address: no library, and no memory at all, as code that is made at run time has.
bool IsGone(const void* address) {
  Dl_info info{};
  if (address == nullptr || dladdr(address, &info) != 0) return false;
  const auto page = static_cast<std::uintptr_t>(getpagesize());
  unsigned char resident = 0;
  auto* start = reinterpret_cast<void*>(reinterpret_cast<std::uintptr_t>(address) / page * page);
  return mincore(start, 1, &resident) != 0 && errno == ENOMEM;
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
    if (!IsGone(AddressOf(destructor.load()))) continue;
    Refuse("a thread-specific key whose destructor is its own (pthread_key_create)",
           "when a thread ends that has a value under the key",
           "call pthread_key_delete in destroy_operator or in a static destructor");
  }
  const std::size_t count = std::min(callback_count.load(), callbacks.size());
  for (std::size_t i = 0; i < count; ++i) {
    const Callback& callback = callbacks[i];
    // Of a library that is gone the C library has forgotten what belonged to it.
    if (IsGone(callback.function.load()) && !IsGone(callback.owner.load())) RefuseCallback(callback.occasion.load());
  }
}

}  // namespace hotswap::vet

using namespace hotswap::vet;  // NOLINT(google-build-using-namespace): what follows has C's names and no namespace.

extern "C" {

int __cxa_thread_atexit_impl(Destructor function, void* object, void* owner) noexcept;  // NOLINT(bugprone-reserved-identifier)
int __cxa_at_quick_exit(Destructor function, void* owner) noexcept;                     // NOLINT(bugprone-reserved-identifier)
int __register_atfork(ForkHandler prepare, ForkHandler parent, ForkHandler child,       // NOLINT(bugprone-reserved-identifier)
                      void* owner) noexcept;

}  // extern "C"

namespace hotswap::vet {
namespace {

/// The C library's own functions of the names that this program defines, too.
struct Originals {
  decltype(&pthread_key_create) key_create = Find(pthread_key_create, "pthread_key_create");
  decltype(&pthread_key_delete) key_delete = Find(pthread_key_delete, "pthread_key_delete");
  decltype(&tss_create) c_key_create = Find(tss_create, "tss_create");
  decltype(&tss_delete) c_key_delete = Find(tss_delete, "tss_delete");
  decltype(&__cxa_thread_atexit_impl) at_thread_end = Find(__cxa_thread_atexit_impl, "__cxa_thread_atexit_impl");
  decltype(&__cxa_at_quick_exit) at_quick_exit = Find(__cxa_at_quick_exit, "__cxa_at_quick_exit");
  decltype(&__register_atfork) at_fork = Find(__register_atfork, "__register_atfork");

  template <typename Function>
  static Function* Find(Function&, const char* name) {
    return reinterpret_cast<Function*>(dlsym(RTLD_NEXT, name));
  }
};

const Originals& Original() {
  static const Originals originals;
  return originals;
}

}  // namespace

void PrepareCallbackRegistry() { Original(); }

}  // namespace hotswap::vet

extern "C" {

int pthread_key_create(pthread_key_t* key, Destructor destructor) noexcept {
  const int error = Original().key_create(key, destructor);
  if (error == 0) NoteKey(*key, destructor);
  return error;
}

int pthread_key_delete(pthread_key_t key) noexcept {
  NoteKey(key, nullptr);
  return Original().key_delete(key);
}

int tss_create(tss_t* key, tss_dtor_t destructor) {
  const int result = Original().c_key_create(key, destructor);
  if (result == thrd_success) NoteKey(*key, destructor);
  return result;
}

void tss_delete(tss_t key) {
  NoteKey(key, nullptr);
  Original().c_key_delete(key);
}

int __cxa_thread_atexit_impl(Destructor function, void* object, void* owner) noexcept {
  Note(Occasion::kThreadEnd, AddressOf(function), owner);
  return Original().at_thread_end(function, object, owner);
}

int __cxa_at_quick_exit(Destructor function, void* owner) noexcept {
  Note(Occasion::kQuickExit, AddressOf(function), owner);
  return Original().at_quick_exit(function, owner);
}

int __register_atfork(ForkHandler prepare, ForkHandler parent, ForkHandler child, void* owner) noexcept {
  for (const ForkHandler handler : {prepare, parent, child}) Note(Occasion::kFork, AddressOf(handler), owner);
  return Original().at_fork(prepare, parent, child, owner);
}

}  // extern "C"

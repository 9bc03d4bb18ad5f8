#ifndef HOTSWAP_CORE_LOADING_SHARED_LIBRARY_H_
#define HOTSWAP_CORE_LOADING_SHARED_LIBRARY_H_

#include <filesystem>
#include <string>
#include <utility>

#include "core/base/result.h"
#include "core/loading/library_threads.h"

namespace hotswap {

/// An open handle of the dynamic loader on a library, private to its holder (RTLD_NOW | RTLD_LOCAL).
///
/// Threads   Control thread only: opening runs the library's constructors and closing its destructors, both under the
///           loader's own lock.
/// Lifetime  The destructor closes, unless a thread that the library started may still run in it: then the library stays mapped
///           for ever. Code of the library must not be called any more by then.
class SharedLibrary {
 public:
  /// `file` is absolute. The text of a failure is the loader's own.
  static Result<SharedLibrary> Open(const std::filesystem::path& file);

  /// Whether the loader has `file` in memory: it answers to the path, or lists it among what is mapped. dlclose returning 0
  /// proves nothing.
  static bool IsMapped(const std::filesystem::path& file);

  /// Whether the loader lists something mapped under the very name `file`, which it would take for that. Opens nothing.
  static bool HasName(const std::filesystem::path& file);

  SharedLibrary(SharedLibrary&& other) noexcept;
  SharedLibrary& operator=(SharedLibrary&&) = delete;
  ~SharedLibrary();

  /// Whether one was left open by its destructor: the process must not end through exit(), which would run the library's destructors
  /// beside the thread that is in it.
  static bool AnyLeftOpen();

  /// The loader's handle, for a log.
  const void* handle() const { return handle_; }

  /// The address of an exported symbol, or null.
  void* Symbol(const char* name) const;

  /// A thread that keeps it open, as a text that begins with "a thread"; empty when none does. What was found once stays so.
  const std::string& Occupant() const;

 private:
  SharedLibrary(void* handle, LibraryThreads threads) : handle_(handle), threads_(std::move(threads)) {}

  void* handle_;  // Null when moved from.
  LibraryThreads threads_;
  mutable std::string occupant_;
};

}  // namespace hotswap

#endif  // HOTSWAP_CORE_LOADING_SHARED_LIBRARY_H_

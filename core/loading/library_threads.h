#ifndef HOTSWAP_CORE_LOADING_LIBRARY_THREADS_H_
#define HOTSWAP_CORE_LOADING_LIBRARY_THREADS_H_

#include <cstdint>
#include <string>

#include "core/loading/library_code.h"

namespace hotswap {

/// Finds the threads that a library started and did not join, before its code goes away under them.
///
/// The system does not note who started a thread. The first one and those of NamedThread are the program's, and those that were
/// there before the library are not its; of the others the stack is read: who will return into the library has its address
/// there, and who was started by pthread_create with a function of the library, too. Who was started by std::thread has there
/// the address of an object whose virtual functions are the library's, and calls one of them at its end. The stack of a thread
/// that runs at the moment is not known; when it never rests and the library imports what starts threads, it counts as the
/// library's. The library here is all that would go with it: see LibraryCode.
///
/// Not seen: a thread that was started by code of a library that stays, and was only given the address of a function to call
/// later.
///
/// Threads   One at a time.
/// Failure   Where the system does not tell what a thread does, it counts as one that runs.
class LibraryThreads {
 public:
  /// To be called before the dlopen.
  static LibraryThreads BeforeOpening();
  /// After it.
  void Opened(void* handle) { code_.Opened(handle); }

  /// One that is or may be in the library, as a text that begins with "a thread"; empty when there is none. Waits a little for
  /// threads that are just ending.
  std::string FindOne() const;

 private:
  enum class Place { kElsewhere, kUnknown, kInside };

  static std::string Look(const CodeRanges& code, std::uint64_t since_ticks);
  static Place PlaceOf(const std::string& task, const CodeRanges& code);
  static bool StackLeadsInside(std::uint64_t stack_pointer, const CodeRanges& code);

  LibraryCode code_;
  std::uint64_t opened_ticks_ = 0;  // As in /proc/PID/stat, a little early.
};

}  // namespace hotswap

#endif  // HOTSWAP_CORE_LOADING_LIBRARY_THREADS_H_

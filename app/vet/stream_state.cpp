#include "app/vet/stream_state.h"

#include <dlfcn.h>

#include <ext/stdio_filebuf.h>
#include <iostream>
#include <string>
#include <string_view>

#include "app/vet/report.h"

namespace hotswap::vet {
namespace {

/// A stream's list of functions to call, which only a stream may look at.
class Callbacks : public std::ios_base {
 public:
  static const void* Of(const std::ios_base& stream) { return stream.*&Callbacks::_M_callbacks; }
};

[[noreturn]] void Refuse(std::string_view what, std::string_view name, std::string_view remedy) {
  Line line;
  line << "changes " << what << " " << name
       << ", which all code in the process shares: what others print or read would go astray, or lead into the library when that "
          "is "
          "gone; "
       << remedy;
  report::Refuse(Errc::kSideEffect, line.text());
}

const void* LibraryOf(const void* address) {
  Dl_info info{};
  return dladdr(address, &info) != 0 ? info.dli_fbase : nullptr;
}

/// Whether `now` is what the C++ library itself puts in the place of `before` on std::ios::sync_with_stdio(false).
template <typename Character>
bool IsUnsynced(const std::basic_streambuf<Character>* now, const void* before, std::FILE* file) {
  // Looked at only when it is not the library's, whose objects may be gone.
  if (now == nullptr || LibraryOf(now) != LibraryOf(before)) return false;
  auto* own = dynamic_cast<const __gnu_cxx::stdio_filebuf<Character>*>(now);
  return own != nullptr && const_cast<__gnu_cxx::stdio_filebuf<Character>*>(own)->fd() == fileno(file);
}

/// Whether a stream may be flushed by another, or none: those that are there as long as the process.
bool IsStandard(const void* stream) {
  return stream == nullptr || stream == &std::cout || stream == &std::cerr || stream == &std::clog || stream == &std::wcout ||
         stream == &std::wcerr || stream == &std::wclog;
}

/// Whether somebody gave the file a buffer: those that the C library makes are not marked so, or lie in the file itself.
bool HasForeignBuffer(const std::FILE& file) {
  constexpr int kGiven = 1;  // _IO_USER_BUF
  const auto* base = file._IO_buf_base;
  const auto* first = reinterpret_cast<const char*>(&file);
  return (file._flags & kGiven) != 0 && base != nullptr && (base < first || base >= first + sizeof file);
}

}  // namespace

template <typename Character>
StreamState::Stream StreamState::Read(const char* name, std::FILE* file, const std::basic_ios<Character>& stream) {
  return {.name = name,
          .file = file,
          .buffer = stream.rdbuf(),
          .tie = stream.tie(),
          .exceptions = stream.exceptions(),
          .locale = stream.getloc(),
          .callbacks = Callbacks::Of(stream)};
}

template <typename Character>
void StreamState::CheckStream(const Stream& before, const std::basic_ios<Character>& stream) {
  if (stream.rdbuf() != before.buffer && !IsUnsynced(stream.rdbuf(), before.buffer, before.file)) {
    Refuse("the buffer (rdbuf) of", before.name, "use a stream of its own for what it writes or reads");
  }
  if (stream.tie() != before.tie && !IsStandard(stream.tie())) {
    Refuse("which stream is tied to", before.name, "remove the call of tie");
  }
  if (stream.exceptions() != before.exceptions) {
    Refuse("when exceptions come out of", before.name, "remove the call of exceptions, and ask the stream whether it failed");
  }
  if (stream.getloc() != before.locale) Refuse("the locale of", before.name, "remove the call of imbue, or use std::format");
  if (Callbacks::Of(stream) != before.callbacks) {
    Refuse("who is told of events on", before.name, "remove the call of register_callback");
  }
  if (before.file != stdin && !stream.good()) {
    Refuse("whether anything can be printed on", before.name,
           "look for a null pointer that is printed as text, or print on a stream of its own");
  }
}

StreamState StreamState::Take() {
  StreamState state;
  state.files_ = {stdin, stdout, stderr};
  state.streams_ = {Read("std::cin", stdin, std::cin),      Read("std::cout", stdout, std::cout),
                    Read("std::cerr", stderr, std::cerr),   Read("std::clog", stderr, std::clog),
                    Read("std::wcin", stdin, std::wcin),    Read("std::wcout", stdout, std::wcout),
                    Read("std::wcerr", stderr, std::wcerr), Read("std::wclog", stderr, std::wclog)};
  return state;
}

void StreamState::Check() const {
  static constexpr std::array kNames{"stdin", "stdout", "stderr"};
  const std::array now{stdin, stdout, stderr};
  for (std::size_t i = 0; i < now.size(); ++i) {
    if (now[i] != files_[i]) Refuse("what stands for", kNames[i], "open a file of its own under another name");
    if (HasForeignBuffer(*now[i])) Refuse("the buffer (setvbuf) of", kNames[i], "remove the call of setvbuf or setbuf");
  }
  CheckStream(streams_[0], std::cin);
  CheckStream(streams_[1], std::cout);
  CheckStream(streams_[2], std::cerr);
  CheckStream(streams_[3], std::clog);
  CheckStream(streams_[4], std::wcin);
  CheckStream(streams_[5], std::wcout);
  CheckStream(streams_[6], std::wcerr);
  CheckStream(streams_[7], std::wclog);
}

}  // namespace hotswap::vet

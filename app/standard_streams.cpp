#include "app/standard_streams.h"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <csignal>
#include <cstdio>
#include <cwchar>
#include <initializer_list>
#include <iostream>

#include "app/language.h"

namespace hotswap {
namespace {

/// Why standard output takes nothing. What failed may be many writes ago, and errno another's by now, so it is asked once more.
int FailureOfOutput() { return write(STDOUT_FILENO, "\n", 1) < 0 ? errno : EIO; }

}  // namespace

void PrepareStandardStreams() {
  // In order, because open() answers with the lowest free number. The wrong direction, so that use is an error.
  for (const int stream : {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO}) {
    if (fcntl(stream, F_GETFD) >= 0 || errno != EBADF) continue;
    static_cast<void>(open("/dev/null", stream == STDIN_FILENO ? O_WRONLY : O_RDONLY));
  }
  static_cast<void>(std::fwide(stdout, -1));
  for (const int number : {SIGPIPE, SIGXFSZ}) std::signal(number, SIG_IGN);
}

Result<int> TakeStandardOutput() {
  const int own = fcntl(STDOUT_FILENO, F_DUPFD_CLOEXEC, STDERR_FILENO + 1);
  if (own < 0 || dup2(STDERR_FILENO, STDOUT_FILENO) < 0) return SystemError("standard output", errno);
  return own;
}

int StatusOfPrinted(const char* program, int status) {
  std::cout.flush();
  if (std::cout && std::fflush(stdout) == 0 && std::ferror(stdout) == 0) return status;
  const int cause = FailureOfOutput();
  if (cause == EPIPE) return status;
  const std::string text = SystemError("standard output", cause).text + "; not all was printed";
  std::fprintf(stderr, "%s: %s\n", program, Translated(text).c_str());
  return 1;
}

}  // namespace hotswap

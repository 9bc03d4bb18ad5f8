#include "app/standard_streams.h"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <csignal>
#include <cstdio>
#include <initializer_list>
#include <iostream>

#include "core/base/result.h"

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
  for (const int number : {SIGPIPE, SIGXFSZ}) std::signal(number, SIG_IGN);
}

int StatusOfPrinted(const char* program, int status) {
  std::cout.flush();
  if (std::cout && std::fflush(stdout) == 0 && std::ferror(stdout) == 0) return status;
  const int cause = FailureOfOutput();
  if (cause == EPIPE) return status;
  std::fprintf(stderr, "%s: %s; not all was printed\n", program, SystemError("standard output", cause).text.c_str());
  return 1;
}

}  // namespace hotswap

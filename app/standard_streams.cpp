#include "app/standard_streams.h"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <csignal>
#include <cstdio>
#include <cwchar>
#include <initializer_list>
#include <iostream>

namespace hotswap {

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

int StatusOfPrinted(const char* program) {
  std::cout.flush();
  if (std::cout && std::fflush(stdout) == 0 && std::ferror(stdout) == 0) return 0;
  if (errno == EPIPE) return 0;
  std::fprintf(stderr, "%s: %s\n", program, SystemError("standard output", errno != 0 ? errno : EIO).text.c_str());
  return 1;
}

}  // namespace hotswap

#include "core/base/output_file.h"

#include <linux/magic.h>
#include <sys/stat.h>
#include <sys/statfs.h>

#include <string>

namespace hotswap {
namespace {

/// Pipes between processes live in a file system of their own; a FIFO lives where it was made.
bool HasNoName(const std::filesystem::path& pipe) {
  struct statfs system {};
  return statfs(pipe.c_str(), &system) == 0 && system.f_type == PIPEFS_MAGIC;
}

}  // namespace

Status CheckOutputKind(std::string_view object, const std::filesystem::path& file) {
  struct stat status {};
  if (stat(file.c_str(), &status) != 0) return {};
  const char* kind = S_ISDIR(status.st_mode)    ? "a directory"
                     : S_ISSOCK(status.st_mode) ? "a socket"
                     : S_ISFIFO(status.st_mode) ? "a FIFO"
                                                : nullptr;
  if (kind == nullptr || (S_ISFIFO(status.st_mode) && HasNoName(file))) return {};
  return Error{Errc::kNotRegularFile, std::string(object) + ": is " + kind + ", not a file"};
}

}  // namespace hotswap

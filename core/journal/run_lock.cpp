#include "core/journal/run_lock.h"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <string>
#include <system_error>

namespace hotswap {

std::filesystem::path RunLock::Folder(const std::filesystem::path& journal) {
  // Named after the journal: the runs of two journals in one folder have the same numbers.
  std::filesystem::path folder = journal;
  folder += ".runs";
  return folder;
}

Result<std::optional<RunLock>> RunLock::Take(const std::filesystem::path& journal, std::int64_t run) {
  const std::filesystem::path folder = Folder(journal);
  if (mkdir(folder.c_str(), 0700) != 0 && errno != EEXIST) return SystemError(folder.string(), errno);
  std::filesystem::path file = folder / (std::to_string(run) + ".lock");
  const int descriptor = open(file.c_str(), O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK, 0600);
  if (descriptor < 0) return SystemError(file.string(), errno);
  RunLock lock(std::move(file), descriptor);
  if (flock(descriptor, LOCK_EX | LOCK_NB) == 0) return std::optional<RunLock>(std::move(lock));
  if (errno == EWOULDBLOCK) return std::optional<RunLock>();
  return SystemError(lock.file_.string(), errno);
}

bool RunLock::IsThere(const std::filesystem::path& journal, std::int64_t run) {
  std::error_code ignored;
  return std::filesystem::exists(Folder(journal) / (std::to_string(run) + ".lock"), ignored);
}

RunLock& RunLock::operator=(RunLock&& other) noexcept {
  std::swap(file_, other.file_);
  std::swap(descriptor_, other.descriptor_);
  return *this;
}

RunLock::~RunLock() {
  if (descriptor_ >= 0) close(descriptor_);
}

void RunLock::Remove() {
  std::error_code ignored;
  std::filesystem::remove(file_, ignored);
}

}  // namespace hotswap

#include "core/loading/incoming_file.h"

#include <fcntl.h>
#include <stdlib.h>
#include <sys/stat.h>

#include <cerrno>
#include <cstdio>
#include <string>
#include <utility>

namespace hotswap {
namespace {

Status SyncDirectory(const std::filesystem::path& directory) {
  const FileDescriptor fd(open(directory.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  if (!fd.valid() || fsync(fd.get()) != 0) return SystemError(directory.string(), errno);
  return {};
}

}  // namespace

Result<IncomingFile> IncomingFile::Create(const std::filesystem::path& directory) {
  std::string name = (directory / "import-XXXXXX").string();
  FileDescriptor fd(mkostemp(name.data(), O_CLOEXEC));
  if (!fd.valid()) return SystemError(directory.string(), errno);
  return IncomingFile(name, std::move(fd));
}

IncomingFile::IncomingFile(std::filesystem::path path, FileDescriptor fd) : path_(std::move(path)), fd_(std::move(fd)) {}

IncomingFile::IncomingFile(IncomingFile&& other) noexcept : path_(std::exchange(other.path_, {})), fd_(std::move(other.fd_)) {}

IncomingFile& IncomingFile::operator=(IncomingFile&& other) noexcept {
  std::swap(path_, other.path_);
  std::swap(fd_, other.fd_);
  return *this;
}

IncomingFile::~IncomingFile() {
  if (!path_.empty()) unlink(path_.c_str());
}

Status IncomingFile::Append(std::span<const std::byte> bytes) {
  while (!bytes.empty()) {
    const ssize_t count = write(fd_.get(), bytes.data(), bytes.size());
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) return SystemError(path_.parent_path().string(), errno);
    bytes = bytes.subspan(static_cast<std::size_t>(count));
  }
  return {};
}

Result<FileDescriptor> IncomingFile::Seal(mode_t mode) {
  const auto failed = [&] { return SystemError(path_.parent_path().string(), errno); };
  if (fchmod(fd_.get(), mode) != 0 || fsync(fd_.get()) != 0) return failed();
  // From here on nobody holds a descriptor that could write to what the gates judge.
  fd_ = FileDescriptor();
  FileDescriptor reader(open(path_.c_str(), O_RDONLY | O_NOFOLLOW | O_CLOEXEC));
  if (!reader.valid()) return failed();
  return reader;
}

Status IncomingFile::PublishAs(const std::filesystem::path& final_path) {
  if (std::rename(path_.c_str(), final_path.c_str()) != 0) return SystemError(final_path.string(), errno);
  path_.clear();
  return SyncDirectory(final_path.parent_path());
}

}  // namespace hotswap

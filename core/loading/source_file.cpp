#include "core/loading/source_file.h"

#include <fcntl.h>

#include <cerrno>
#include <string>
#include <utility>

namespace hotswap {
namespace {

std::string_view KindName(mode_t mode) {
  if (S_ISDIR(mode)) return "a directory";
  if (S_ISFIFO(mode)) return "a FIFO";
  if (S_ISSOCK(mode)) return "a socket";
  if (S_ISCHR(mode) || S_ISBLK(mode)) return "a device";
  return "a special file";
}

Status CheckKind(const std::string& name, const struct stat& status, std::uint64_t max_bytes) {
  if (!S_ISREG(status.st_mode)) {
    return Error{Errc::kNotRegularFile, name + ": is " + std::string(KindName(status.st_mode)) + ", not a file"};
  }
  if (status.st_size == 0) return Error{Errc::kNotElf, name + ": is empty"};
  const auto size = static_cast<std::uint64_t>(status.st_size);
  if (size > max_bytes) {
    return Error{Errc::kTooLarge,
                 name + ": has " + std::to_string(size) + " bytes; at most " + std::to_string(max_bytes) + " are accepted"};
  }
  return {};
}

bool SameTime(const timespec& a, const timespec& b) { return a.tv_sec == b.tv_sec && a.tv_nsec == b.tv_nsec; }

}  // namespace

Result<SourceFile> SourceFile::Open(const std::filesystem::path& file, std::uint64_t max_bytes) {
  const std::string name = file.string();
  struct stat status {};
  // Asked before opening, since to open a device can already do something (rewind a tape, arm a watchdog) …
  if (stat(file.c_str(), &status) != 0) return SystemError(name, errno);
  if (auto kind = CheckKind(name, status, max_bytes); !kind) return std::move(kind).error();
  FileDescriptor fd(open(file.c_str(), O_RDONLY | O_NONBLOCK | O_CLOEXEC | O_NOCTTY));
  if (!fd.valid()) return SystemError(name, errno);
  // … and asked again, since the name may stand for another file by now.
  if (fstat(fd.get(), &status) != 0) return SystemError(name, errno);
  if (auto kind = CheckKind(name, status, max_bytes); !kind) return std::move(kind).error();
  return SourceFile(file, std::move(fd), status);
}

SourceFile::SourceFile(std::filesystem::path path, FileDescriptor fd, const struct stat& opened)
    : path_(std::move(path)), fd_(std::move(fd)), opened_(opened) {}

Result<std::size_t> SourceFile::Read(std::span<std::byte> buffer) {
  ssize_t count = 0;
  do {
    count = read(fd_.get(), buffer.data(), buffer.size());
  } while (count < 0 && errno == EINTR);
  if (count < 0) return SystemError(path_.string(), errno);
  read_bytes_ += static_cast<std::size_t>(count);
  if (read_bytes_ > static_cast<std::uint64_t>(opened_.st_size)) return Changed();
  return static_cast<std::size_t>(count);
}

Status SourceFile::CheckUnchanged() const {
  struct stat now {};
  if (fstat(fd_.get(), &now) != 0) return SystemError(path_.string(), errno);
  const bool same = read_bytes_ == static_cast<std::uint64_t>(opened_.st_size) && now.st_size == opened_.st_size &&
                    now.st_dev == opened_.st_dev && now.st_ino == opened_.st_ino && SameTime(now.st_mtim, opened_.st_mtim) &&
                    SameTime(now.st_ctim, opened_.st_ctim);
  if (!same) return Changed();
  return {};
}

Error SourceFile::Changed() const {
  return {Errc::kChangedWhileRead, path_.string() + ": changed while it was read; load it again when its writer is done"};
}

}  // namespace hotswap

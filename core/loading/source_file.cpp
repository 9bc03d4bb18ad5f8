#include "core/loading/source_file.h"

#include <fcntl.h>

#include <array>
#include <cerrno>
#include <ctime>
#include <string>
#include <utility>

namespace hotswap {
namespace {

/// On the stack: a buffer of the heap that is as large stays with the process, and a run would seem to leak it.
constexpr std::size_t kPieceBytes = 64 << 10;
constexpr int kOpenFlags = O_RDONLY | O_NONBLOCK | O_CLOEXEC | O_NOCTTY;

std::string_view KindName(mode_t mode) {
  if (S_ISDIR(mode)) return "a directory";
  if (S_ISFIFO(mode)) return "a FIFO";
  if (S_ISSOCK(mode)) return "a socket";
  if (S_ISCHR(mode) || S_ISBLK(mode)) return "a device";
  return "a special file";
}

std::string_view WhatInstead(mode_t mode) {
  if (S_ISDIR(mode)) return "name the .so in it";
  if (S_ISFIFO(mode) || S_ISCHR(mode) || S_ISBLK(mode)) return "copy it to a regular file and name that";
  return "name a .so file";
}

/// The failure of a call on what the user named, with what helps.
Error CallFailed(const std::string& name, int error_number) {
  Error error = SystemError(name, error_number);
  const bool unreachable = error_number == ELOOP || error_number == ENAMETOOLONG;
  if (error.code == Errc::kNotFound || unreachable) error.text += "; check the path";
  if (error.code == Errc::kPermissionDenied) error.text += "; make it readable for this user (chmod), or ask its owner";
  return error;
}

Status CheckKind(const std::string& name, const struct stat& status, std::uint64_t max_bytes) {
  if (!S_ISREG(status.st_mode)) {
    return Error{Errc::kNotRegularFile, name + ": is " + std::string(KindName(status.st_mode)) + ", not a file; " +
                                            std::string(WhatInstead(status.st_mode))};
  }
  if (status.st_size == 0) return Error{Errc::kNotElf, name + ": is empty; build or copy it again"};
  const auto size = static_cast<std::uint64_t>(status.st_size);
  if (size > max_bytes) {
    return Error{Errc::kTooLarge,
                 name + ": has " + std::to_string(size) + " bytes; at most " + std::to_string(max_bytes) +
                     " are accepted: remove what is only for debuggers (strip -g), or check that it is the right file"};
  }
  return {};
}

bool SameTime(const timespec& a, const timespec& b) { return a.tv_sec == b.tv_sec && a.tv_nsec == b.tv_nsec; }

}  // namespace

Result<SourceFile> SourceFile::Open(const std::filesystem::path& file, std::uint64_t max_bytes, Kind kind) {
  const std::string name = file.string();
  struct stat status {};
  // Asked before opening, since to open a device can already do something (rewind a tape, arm a watchdog) …
  if (stat(file.c_str(), &status) != 0) return CallFailed(name, errno);
  if (auto fit = CheckKind(name, status, max_bytes); !fit) return std::move(fit).error();
  const int extra = kind == Kind::kEntry ? O_NOFOLLOW | O_NOATIME : 0;
  FileDescriptor fd(open(file.c_str(), kOpenFlags | extra));
  // Only its owner may read a file and leave its time alone.
  if (!fd.valid() && errno == EPERM) fd = FileDescriptor(open(file.c_str(), kOpenFlags | (extra & ~O_NOATIME)));
  if (!fd.valid()) return CallFailed(name, errno);
  // … and asked again, since the name may stand for another file by now.
  if (fstat(fd.get(), &status) != 0) return CallFailed(name, errno);
  if (auto fit = CheckKind(name, status, max_bytes); !fit) return std::move(fit).error();
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

Status SourceFile::ReadToEnd(const Sink& sink) {
  std::array<std::byte, kPieceBytes> buffer;
  for (;;) {
    auto count = Read(buffer);
    if (!count) return std::move(count).error();
    if (*count == 0) return {};
    if (Status taken = sink({buffer.data(), *count}); !taken) return taken;
  }
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

bool SourceFile::HasItsName() const {
  struct stat now {};
  return lstat(path_.c_str(), &now) == 0 && now.st_dev == opened_.st_dev && now.st_ino == opened_.st_ino;
}

void SourceFile::NoteUse() const {
  constexpr time_t kHour = 3600;
  if (time(nullptr) - opened_.st_atim.tv_sec < kHour) return;
  const timespec access_only[2] = {{0, UTIME_NOW}, {0, UTIME_OMIT}};
  futimens(fd_.get(), access_only);
}

Error SourceFile::Changed() const {
  return {Errc::kChangedWhileRead, path_.string() + ": changed while it was read; load it again when its writer is done"};
}

}  // namespace hotswap

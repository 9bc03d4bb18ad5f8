#include "core/loading/store_directory.h"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <unistd.h>

#include <cerrno>
#include <chrono>
#include <string_view>
#include <system_error>
#include <thread>

namespace hotswap {
namespace {

/// A cleaning holds the lock only while it removes files, so it is over soon unless it was stopped.
constexpr std::chrono::seconds kLongestCleaning{5};

Error StoreError(const std::filesystem::path& directory, std::string_view cause, Errc code) {
  return {code, "the operator store " + directory.string() + " " + std::string(cause) + "; choose another with --store"};
}

Error CannotBe(std::string_view done, const std::filesystem::path& directory, int error_number) {
  const Errc code = SystemError("", error_number).code;
  return StoreError(directory, "cannot be " + std::string(done) + " (" + std::generic_category().message(error_number) + ")",
                    code);
}

/// dlopen replaces these in a path, so it would look somewhere else.
bool LoaderWouldExpand(const std::string& path) {
  for (const char* token : {"$ORIGIN", "${ORIGIN}", "$LIB", "${LIB}", "$PLATFORM", "${PLATFORM}"}) {
    if (path.find(token) != std::string::npos) return true;
  }
  return false;
}

Result<std::filesystem::path> Absolute(const std::filesystem::path& directory) {
  if (directory.empty()) {
    return Error{
        Errc::kInvalidArgument,
        "no directory is known for the operator store, since neither XDG_DATA_HOME nor HOME names one; name one with --store"};
  }
  std::error_code error;
  // Absolute, since the loader knows a library by its path and a later chdir must not change its meaning.
  std::filesystem::path absolute = std::filesystem::absolute(directory, error);
  if (!error) absolute = std::filesystem::weakly_canonical(absolute, error);
  if (error) return CannotBe("found", directory, error.value());
  if (!absolute.has_filename()) absolute = absolute.parent_path();
  if (LoaderWouldExpand(absolute.string())) {
    return StoreError(absolute, "has a name in which the dynamic loader expands a $ token", Errc::kInvalidArgument);
  }
  return absolute;
}

Status MakePrivate(const std::filesystem::path& directory) {
  if (mkdir(directory.c_str(), 0700) == 0 || errno == EEXIST) return {};
  return CannotBe("made", directory, errno);
}

bool Allows(const std::filesystem::path& directory, int access) {
  return faccessat(AT_FDCWD, directory.c_str(), access, AT_EACCESS) == 0;
}

/// Whoever can write here decides which code this process runs; for a look the owner does not matter.
Status CheckKind(const std::filesystem::path& directory, bool whoever_owns_it) {
  struct stat status {};
  if (stat(directory.c_str(), &status) != 0) return CannotBe("read", directory, errno);
  if (!S_ISDIR(status.st_mode)) return StoreError(directory, "is not a directory", Errc::kNotRegularFile);
  const bool trusted_owner = whoever_owns_it || status.st_uid == geteuid() || status.st_uid == 0 || geteuid() == 0;
  if (!trusted_owner) return StoreError(directory, "belongs to another user", Errc::kPermissionDenied);
  if ((status.st_mode & (S_IWGRP | S_IWOTH)) != 0) {
    return StoreError(directory, "may be written by other users (chmod go-w)", Errc::kPermissionDenied);
  }
  return {};
}

Status CheckUsable(const std::filesystem::path& directory) {
  if (Status kind = CheckKind(directory, false); !kind) return kind;
  if (!Allows(directory, R_OK | W_OK | X_OK)) return CannotBe("written", directory, errno);
  return {};
}

/// Waits while a cleaning is at work.
Status LockShared(const FileDescriptor& lock, const std::filesystem::path& directory) {
  const auto give_up = std::chrono::steady_clock::now() + kLongestCleaning;
  // A file system without locks: nobody can take the store alone there, so nothing in use is removed either.
  while (flock(lock.get(), LOCK_SH | LOCK_NB) != 0 && errno == EWOULDBLOCK) {
    if (std::chrono::steady_clock::now() > give_up) {
      return StoreError(directory, "is being cleaned by another process; try again when it is done", Errc::kUnavailable);
    }
    std::this_thread::sleep_for(std::chrono::milliseconds(5));
  }
  return {};
}

}  // namespace

Result<StoreDirectory> StoreDirectory::OpenOrMake(const std::filesystem::path& directory) {
  auto absolute = Absolute(directory);
  if (!absolute) return std::move(absolute).error();
  std::error_code error;
  std::filesystem::create_directories(absolute->parent_path(), error);
  if (error) return CannotBe("made", *absolute, error.value());
  return Open(std::move(absolute).value(), MakePrivate);
}

StoreDirectory::StoreDirectory(std::filesystem::path path, FileDescriptor lock) : path_(std::move(path)), lock_(std::move(lock)) {
  struct statvfs system {};
  executable_ = statvfs(path_.c_str(), &system) != 0 || (system.f_flag & ST_NOEXEC) == 0;
  struct stat status {};
  owner_ = stat(path_.c_str(), &status) == 0 ? status.st_uid : geteuid();
}

Result<std::filesystem::path> StoreDirectory::Find(const std::filesystem::path& directory) {
  auto absolute = Absolute(directory);
  if (!absolute) return std::move(absolute).error();
  std::error_code error;
  const bool there = std::filesystem::is_directory(*absolute / kIncoming, error);
  if (error && error != std::errc::no_such_file_or_directory && error != std::errc::not_a_directory) {
    return CannotBe("read", *absolute, error.value());
  }
  if (!there) {
    const bool other = std::filesystem::exists(*absolute, error);
    return StoreError(*absolute,
                      other ? "is no operator store (it has no folder \"incoming\")" : "is not there: nothing was imported yet",
                      Errc::kNotFound);
  }
  return absolute;
}

Result<StoreDirectory> StoreDirectory::OpenExisting(const std::filesystem::path& directory) {
  auto found = Find(directory);
  if (!found) return std::move(found).error();
  return Open(std::move(found).value(), [](const auto&) { return Status(); });
}

Result<StoreDirectory> StoreDirectory::OpenToRead(const std::filesystem::path& directory) {
  auto found = Find(directory);
  if (!found) return std::move(found).error();
  if (Status kind = CheckKind(*found, true); !kind) return std::move(kind).error();
  if (!Allows(*found, R_OK | X_OK)) return CannotBe("read", *found, errno);
  FileDescriptor lock(open((*found / kLock).c_str(), O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC));
  const int no_lock = lock.valid() ? 0 : errno;
  if (no_lock == 0) {
    if (Status locked = LockShared(lock, *found); !locked) return std::move(locked).error();
  }
  StoreDirectory store(std::move(found).value(), std::move(lock));
  if (no_lock != 0) {
    store.unchecked_.push_back("cannot be locked (" + std::generic_category().message(no_lock) +
                               "): whether another process is at work on it is not known");
  }
  store.sees_imports_ = Allows(store.IncomingPath(), R_OK | X_OK);
  if (!store.sees_imports_) {
    store.unchecked_.push_back("does not let this user see what imports left (" + std::generic_category().message(errno) +
                               "): look as its owner");
  }
  return store;
}

Result<StoreDirectory> StoreDirectory::Open(std::filesystem::path absolute, const Prepare& prepare) {
  for (const auto& part : {absolute, absolute / kIncoming}) {
    if (Status ready = prepare(part); !ready) return std::move(ready).error();
    if (Status usable = CheckUsable(part); !usable) return std::move(usable).error();
  }
  FileDescriptor lock(open((absolute / kLock).c_str(), O_RDWR | O_CREAT | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC, 0600));
  if (!lock.valid()) return CannotBe("locked", absolute, errno);
  if (Status locked = LockShared(lock, absolute); !locked) return std::move(locked).error();
  return StoreDirectory(std::move(absolute), std::move(lock));
}

bool StoreDirectory::TakeAlone() {
  if (flock(lock_.get(), LOCK_EX | LOCK_NB) == 0) return true;
  ShareAgain();  // the attempt may have cost the shared lock
  return false;
}

void StoreDirectory::ShareAgain() { flock(lock_.get(), LOCK_SH); }

}  // namespace hotswap

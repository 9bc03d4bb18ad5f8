#include "core/loading/operator_store.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <sys/statvfs.h>

#include <cerrno>
#include <chrono>
#include <cstdlib>
#include <system_error>
#include <utility>
#include <vector>

#include "core/loading/file_descriptor.h"
#include "core/loading/incoming_file.h"
#include "core/loading/sha256.h"
#include "core/loading/source_file.h"

namespace hotswap {
namespace {

constexpr std::size_t kChunkBytes = 256 << 10;

Error StoreError(const std::filesystem::path& directory, std::string_view cause, Errc code = Errc::kIo) {
  return {code, "the operator store " + directory.string() + " " + std::string(cause) + "; choose another with --store"};
}

Error CannotBeMade(const std::filesystem::path& directory, int error_number) {
  const Error cause = SystemError(directory.string(), error_number);
  return StoreError(directory, "cannot be made (" + std::generic_category().message(error_number) + ")", cause.code);
}

Status MakePrivateDirectory(const std::filesystem::path& directory) {
  if (mkdir(directory.c_str(), 0700) == 0 || errno == EEXIST) return {};
  return CannotBeMade(directory, errno);
}

Status CheckUsable(const std::filesystem::path& directory) {
  struct stat status {};
  if (stat(directory.c_str(), &status) != 0) return SystemError("the operator store " + directory.string(), errno);
  if (!S_ISDIR(status.st_mode)) return StoreError(directory, "is not a directory", Errc::kNotRegularFile);
  // Whoever can write here decides which code this process runs.
  const bool trusted_owner = status.st_uid == geteuid() || status.st_uid == 0 || geteuid() == 0;
  if (!trusted_owner) return StoreError(directory, "belongs to another user", Errc::kPermissionDenied);
  if ((status.st_mode & (S_IWGRP | S_IWOTH)) != 0) {
    return StoreError(directory, "may be written by other users (chmod go-w)", Errc::kPermissionDenied);
  }
  if (faccessat(AT_FDCWD, directory.c_str(), R_OK | W_OK | X_OK, AT_EACCESS) != 0) {
    return StoreError(directory, "cannot be written (" + std::generic_category().message(errno) + ")", Errc::kPermissionDenied);
  }
  struct statvfs system {};
  if (statvfs(directory.c_str(), &system) == 0 && (system.f_flag & ST_NOEXEC) != 0) {
    return StoreError(directory, "is on a file system mounted noexec: nothing can be loaded from it", Errc::kPermissionDenied);
  }
  return {};
}

/// dlopen replaces these in a path, so it would look somewhere else.
bool LoaderWouldExpand(const std::string& path) {
  for (const char* token : {"$ORIGIN", "${ORIGIN}", "$LIB", "${LIB}", "$PLATFORM", "${PLATFORM}"}) {
    if (path.find(token) != std::string::npos) return true;
  }
  return false;
}

/// Feeds `file` to `digest` in pieces and hands each piece to `sink` (Status(std::span<const std::byte>)).
template <typename Sink>
Status Digest(SourceFile& file, Sha256& digest, Sink sink) {
  std::vector<std::byte> buffer(kChunkBytes);
  for (;;) {
    auto count = file.Read(buffer);
    if (!count) return std::move(count).error();
    if (*count == 0) return {};
    const std::span<const std::byte> piece(buffer.data(), *count);
    digest.Update(piece);
    if (Status status = sink(piece); !status) return status;
  }
}

/// The SHA-256 of an entry of the store. The bytes decide alone: a process that publishes the same ones again changes the
/// times of the inode that is read here.
Result<std::string> DigestOfEntry(const std::filesystem::path& entry, std::uint64_t max_bytes) {
  auto file = SourceFile::Open(entry, max_bytes);
  if (!file) return std::move(file).error();
  Sha256 digest;
  if (Status read = Digest(*file, digest, [](auto) { return Status(); }); !read) return std::move(read).error();
  return digest.HexDigest();
}

bool IsSymlink(const std::filesystem::path& entry) {
  std::error_code ignored;
  return std::filesystem::is_symlink(std::filesystem::symlink_status(entry, ignored));
}

}  // namespace

std::filesystem::path OperatorStore::DefaultDirectory() {
  // A relative value is to be ignored: https://specifications.freedesktop.org/basedir-spec/latest/
  const char* data = std::getenv("XDG_DATA_HOME");
  if (data != nullptr && data[0] == '/') return std::filesystem::path(data) / "hotswap" / "store";
  const char* home = std::getenv("HOME");
  if (home != nullptr && home[0] == '/') return std::filesystem::path(home) / ".local" / "share" / "hotswap" / "store";
  return {};
}

Result<OperatorStore> OperatorStore::Open(const std::filesystem::path& directory, std::uint64_t max_bytes) {
  if (directory.empty()) {
    return Error{Errc::kInvalidArgument, "no directory is known for the operator store; name one with --store"};
  }
  std::error_code error;
  // Absolute, since the loader knows a library by its path and a later chdir must not change its meaning.
  std::filesystem::path absolute = std::filesystem::absolute(directory, error);
  if (!error) absolute = std::filesystem::weakly_canonical(absolute, error);
  if (error) return SystemError("the operator store " + directory.string(), error.value());
  if (!absolute.has_filename()) absolute = absolute.parent_path();
  if (LoaderWouldExpand(absolute.string())) {
    return StoreError(absolute, "has a name in which the dynamic loader expands a $ token", Errc::kInvalidArgument);
  }
  std::filesystem::create_directories(absolute.parent_path(), error);
  if (error) return CannotBeMade(absolute, error.value());
  OperatorStore store(std::move(absolute), max_bytes);
  for (const auto& part : {store.directory_, store.IncomingDirectory()}) {
    if (Status made = MakePrivateDirectory(part); !made) return std::move(made).error();
    if (Status usable = CheckUsable(part); !usable) return std::move(usable).error();
  }
  store.RemoveAbandonedImports();
  return store;
}

OperatorStore::OperatorStore(std::filesystem::path directory, std::uint64_t max_bytes)
    : directory_(std::move(directory)), max_bytes_(max_bytes) {}

Result<StoredLibrary> OperatorStore::Import(const std::filesystem::path& file) {
  const auto failed = [&](Error error) { return std::move(error).During(file.string() + ": cannot be copied into the store"); };
  auto source = SourceFile::Open(file, max_bytes_);
  if (!source) return std::move(source).error();
  auto incoming = IncomingFile::Create(IncomingDirectory());
  if (!incoming) return failed(std::move(incoming).error());

  StoredLibrary library;
  library.original = file;
  Sha256 digest;
  Status copied = Digest(*source, digest, [&](std::span<const std::byte> piece) -> Status {
    library.size += piece.size();
    Status appended = incoming->Append(piece);
    if (!appended) return failed(std::move(appended).error());
    return appended;
  });
  if (copied) copied = source->CheckUnchanged();
  if (!copied) return std::move(copied).error();
  auto sha256 = digest.HexDigest();
  if (!sha256) return failed(std::move(sha256).error());
  library.sha256 = std::move(sha256).value();
  library.stored = directory_ / (library.sha256 + ".so");

  if (Verified(library)) return library;
  if (Status published = incoming->PublishAs(library.stored); !published) return failed(std::move(published).error());
  return library;
}

Result<StoredLibrary> OperatorStore::Verified(const StoredLibrary& library) const {
  const std::string where = library.original.string() + ": its copy in the store, " + library.stored.string() + ",";
  // A link's target could be changed by whoever may write there, after the check.
  if (IsSymlink(library.stored)) return Error{Errc::kStale, where + " was replaced by a symbolic link; load the file again"};
  auto sha256 = DigestOfEntry(library.stored, max_bytes_);
  if (!sha256 && sha256.error().code == Errc::kNotFound) {
    return Error{Errc::kNotFound, where + " is gone; load the file again"};
  }
  if (!sha256 && (sha256.error().code == Errc::kPermissionDenied || sha256.error().code == Errc::kIo)) {
    return std::move(sha256).error().During(library.original.string());
  }
  if (!sha256 || *sha256 != library.sha256) return Error{Errc::kStale, where + " was changed; load the file again"};
  return library;
}

void OperatorStore::RemoveAbandonedImports() const {
  // What a killed process left. Younger ones may belong to a process that is importing right now.
  const auto oldest = std::filesystem::file_time_type::clock::now() - std::chrono::hours(1);
  std::error_code ignored;
  for (std::filesystem::directory_iterator entry(IncomingDirectory(), ignored), end; entry != end; entry.increment(ignored)) {
    std::error_code unreadable;
    const auto written = entry->last_write_time(unreadable);
    if (!unreadable && written < oldest) std::filesystem::remove(entry->path(), unreadable);
  }
}

}  // namespace hotswap

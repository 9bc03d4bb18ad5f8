#include "core/loading/store_entry.h"

#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <optional>
#include <system_error>
#include <utility>

#include "core/loading/sha256.h"

namespace hotswap {
namespace {

/// Processes that import the same file at the same moment each put the same bytes in place once. More than this is no import.
constexpr int kMostReplacements = 16;

std::optional<Error> Distrust(const struct stat& status, uid_t user) {
  if (status.st_uid != user && status.st_uid != 0) {
    return Error{Errc::kPermissionDenied, "belongs to another user, who could change what runs here"};
  }
  if ((status.st_mode & (S_IWGRP | S_IWOTH)) != 0) {
    return Error{Errc::kPermissionDenied, "may be written by other users, who could change what runs here"};
  }
  return std::nullopt;
}

/// Why the entry could not be opened or read, without its name.
Error Unreadable(const std::filesystem::path& entry, const Error& error) {
  switch (error.code) {
    case Errc::kNotFound: return {Errc::kNotFound, "is gone"};
    case Errc::kPermissionDenied:
    case Errc::kIo: return {error.code, "cannot be read (" + error.text.substr(entry.string().size() + 2) + ")"};
    default: return {Errc::kStale, "was changed"};  // no file any more, empty, or longer than any that was accepted
  }
}

Result<SourceFile> OpenAndHash(const std::filesystem::path& entry, const std::string& sha256, std::uint64_t max_bytes,
                               uid_t user) {
  struct stat named {};
  // A link's target could be changed by whoever may write there, after the check.
  if (lstat(entry.c_str(), &named) == 0 && S_ISLNK(named.st_mode)) return Error{Errc::kStale, "was replaced by a symbolic link"};
  auto file = SourceFile::Open(entry, max_bytes, SourceFile::Kind::kEntry);
  if (!file) return Unreadable(entry, file.error());
  if (auto distrust = Distrust(file->opened(), user)) return *std::move(distrust);
  Sha256 digest;
  const Status read = file->ReadToEnd([&](auto piece) {
    digest.Update(piece);
    return Status();
  });
  if (!read) return Unreadable(entry, read.error());
  auto found = digest.HexDigest();
  if (!found) return std::move(found).error();
  if (*found != sha256) return Error{Errc::kStale, "was changed"};
  return file;
}

}  // namespace

Result<SourceFile> OpenVerified(const std::filesystem::path& entry, const std::string& sha256, std::uint64_t max_bytes,
                                uid_t user) {
  for (int attempt = 0; attempt <= kMostReplacements; ++attempt) {
    auto file = OpenAndHash(entry, sha256, max_bytes, user);
    // The bytes decide, not the inode's times: a process that publishes the same ones again puts another inode in place, and
    // that one is judged in its turn.
    if (!file || file->HasItsName()) return file;
  }
  return Error{Errc::kStale, "is replaced again and again while it is read"};
}

}  // namespace hotswap

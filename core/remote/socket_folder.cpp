#include "core/remote/socket_folder.h"

#include <dirent.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <charconv>
#include <cstdlib>
#include <memory>
#include <optional>
#include <string_view>
#include <utility>

namespace hotswap {
namespace {

constexpr std::string_view kEnding = ".sock";
constexpr std::string_view kUnfinishedEnding = ".new";

/// The number between `key` + "-" and `ending`; nothing when the name is built otherwise.
std::optional<pid_t> ProcessOf(std::string_view name, std::string_view key, std::string_view ending) {
  if (!name.starts_with(key) || !name.ends_with(ending) || name.size() <= key.size() + 1 + ending.size()) return std::nullopt;
  if (name[key.size()] != '-') return std::nullopt;
  const std::string_view digits = name.substr(key.size() + 1, name.size() - key.size() - 1 - ending.size());
  pid_t pid = 0;
  const auto [stopped, failure] = std::from_chars(digits.data(), digits.data() + digits.size(), pid);
  if (failure != std::errc() || stopped != digits.data() + digits.size() || pid <= 0) return std::nullopt;
  return pid;
}

std::string ModeText(mode_t mode) {
  std::array<char, 8> text;
  std::snprintf(text.data(), text.size(), "%04o", mode & 07777U);
  return text.data();
}

Error OfAnother(const std::filesystem::path& path, uid_t user) {
  return {Errc::kPermissionDenied, path.string() + " belongs to another user (number " + std::to_string(user) +
                                       "); set XDG_RUNTIME_DIR to a folder of your own"};
}

}  // namespace

std::vector<std::filesystem::path> SocketPlaces() {
  std::vector<std::filesystem::path> places;
  const char* const runtime = std::getenv("XDG_RUNTIME_DIR");
  if (runtime != nullptr && *runtime == '/') places.push_back(std::filesystem::path(runtime) / "hotswap");
  places.push_back("/tmp/hotswap-" + std::to_string(geteuid()));
  return places;
}

Result<SocketFolder> SocketFolder::Make(const std::filesystem::path& path) {
  if (mkdir(path.c_str(), 0700) != 0 && errno != EEXIST) return SystemError(path.string(), errno);
  return Open(path);
}

Result<SocketFolder> SocketFolder::Open(const std::filesystem::path& path) {
  FileDescriptor folder(open(path.c_str(), O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC));
  const int failure = errno;
  struct stat status = {};
  if (!folder.valid()) {
    // With O_DIRECTORY a symbolic link is told as "not a directory".
    const bool there = lstat(path.c_str(), &status) == 0;
    if (there && S_ISLNK(status.st_mode))
      return Error{Errc::kPermissionDenied, path.string() + " is a symbolic link, and not the folder itself; remove it"};
    if (there && status.st_uid != geteuid()) return OfAnother(path, status.st_uid);
    return SystemError(path.string(), failure);
  }
  if (fstat(folder.get(), &status) != 0) return SystemError(path.string(), errno);
  if (status.st_uid != geteuid()) return OfAnother(path, status.st_uid);
  if ((status.st_mode & 077U) != 0) {
    return Error{Errc::kPermissionDenied, path.string() + " is open to other users (mode " + ModeText(status.st_mode) +
                                              "); close it with: chmod 700 " + path.string()};
  }
  return SocketFolder(path, std::move(folder));
}

std::vector<std::string> SocketFolder::Names() const {
  std::vector<std::string> names;
  // Of its own: the descriptor of a listing has a place in the folder that is moved on.
  const int own = openat(descriptor_.get(), ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (own < 0) return names;
  const std::unique_ptr<DIR, int (*)(DIR*)> listing(fdopendir(own), &closedir);
  if (listing == nullptr) {
    close(own);
    return names;
  }
  while (const dirent* const entry = readdir(listing.get())) names.emplace_back(entry->d_name);
  return names;
}

std::vector<pid_t> SocketFolder::Engines(const std::string& key) const {
  std::vector<pid_t> engines;
  for (const std::string& name : Names()) {
    if (const auto pid = ProcessOf(name, key, kEnding)) engines.push_back(*pid);
  }
  std::ranges::sort(engines);
  return engines;
}

sockaddr_un SocketFolder::AddressOf(const std::string& name) const {
  sockaddr_un address = {};
  address.sun_family = AF_UNIX;
  const std::string path = "/proc/self/fd/" + std::to_string(descriptor_.get()) + "/" + name;
  path.copy(address.sun_path, sizeof(address.sun_path) - 1);
  return address;
}

Status SocketFolder::Rename(const std::string& from, const std::string& to) const {
  if (renameat(descriptor_.get(), from.c_str(), descriptor_.get(), to.c_str()) == 0) return {};
  return SystemError((path_ / to).string(), errno);
}

void SocketFolder::Remove(const std::string& name) const { unlinkat(descriptor_.get(), name.c_str(), 0); }

Result<FileDescriptor> SocketFolder::Connect(const std::string& name) const {
  const std::string what = (path_ / name).string();
  FileDescriptor connection(socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0));
  if (!connection.valid()) return SystemError(what, errno);
  const sockaddr_un address = AddressOf(name);
  if (connect(connection.get(), reinterpret_cast<const sockaddr*>(&address), sizeof(address)) != 0) {
    if (errno == ECONNREFUSED) return Error{Errc::kUnavailable, what + ": nobody listens there any more"};
    if (errno == EAGAIN) return Error{Errc::kTimedOut, what + ": more clients than it takes are waiting there; try again"};
    return SystemError(what, errno);
  }
  if (!PeerIsThisUser(connection.get()))
    return Error{Errc::kPermissionDenied, what + ": a process of another user listens there"};
  return connection;
}

void SocketFolder::RemoveLeftOvers() const {
  for (const std::string& name : Names()) {
    if (name.size() < 16) continue;
    const std::string key = name.substr(0, 16);
    if (ProcessOf(name, key, kEnding)) {
      const auto connection = Connect(name);
      if (!connection.ok() && connection.error().code == Errc::kUnavailable) Remove(name);
    } else if (const auto pid = ProcessOf(name, key, kUnfinishedEnding)) {
      if (kill(*pid, 0) != 0 && errno == ESRCH) Remove(name);
    }
  }
}

bool PeerIsThisUser(int connection) {
  ucred peer = {};
  socklen_t size = sizeof(peer);
  return getsockopt(connection, SOL_SOCKET, SO_PEERCRED, &peer, &size) == 0 && peer.uid == geteuid();
}

}  // namespace hotswap

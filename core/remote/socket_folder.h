#ifndef HOTSWAP_CORE_REMOTE_SOCKET_FOLDER_H_
#define HOTSWAP_CORE_REMOTE_SOCKET_FOLDER_H_

#include <sys/types.h>
#include <sys/un.h>

#include <filesystem>
#include <string>
#include <vector>

#include "core/base/file_descriptor.h"
#include "core/base/result.h"

namespace hotswap {

/// Where this user's engines may have their sockets, the best place first: $XDG_RUNTIME_DIR/hotswap when that variable is an
/// absolute path, then /tmp/hotswap-UID. An engine takes the first that it can use; a client looks into all.
std::vector<std::filesystem::path> SocketPlaces();

/// A folder with the sockets of running engines, which only this user may enter.
class SocketFolder {
 public:
  /// Makes the folder (mode 0700, not its parents) when it is not there. Refused: another owner, a mode that lets others in, a
  /// symbolic link, no folder.
  static Result<SocketFolder> Make(const std::filesystem::path& path);

  /// The same without making it: kNotFound when it is not there.
  static Result<SocketFolder> Open(const std::filesystem::path& path);

  const std::filesystem::path& path() const { return path_; }

  /// The name of the socket of an engine on the store of this key, which is 16 hexadecimal digits.
  static std::string NameOf(const std::string& key, pid_t pid) { return key + "-" + std::to_string(pid) + ".sock"; }

  /// The process numbers of the sockets of a store; whether they answer is not known.
  std::vector<pid_t> Engines(const std::string& key) const;

  /// The address of a file in here. By way of the descriptor: the folder's own path may be longer than an address holds, and this
  /// one cannot be exchanged on the way.
  sockaddr_un AddressOf(const std::string& name) const;

  Status Rename(const std::string& from, const std::string& to) const;
  void Remove(const std::string& name) const;

  /// A connection to the engine with this socket, non-blocking. kUnavailable: nobody listens there any more; kPermissionDenied:
  /// whoever does is another user.
  Result<FileDescriptor> Connect(const std::string& name) const;

  /// Removes what engines left here that were killed. What nobody listens to is left over: an engine's socket gets its name after
  /// it listens.
  void RemoveLeftOvers() const;

 private:
  SocketFolder(std::filesystem::path path, FileDescriptor descriptor)
      : path_(std::move(path)), descriptor_(std::move(descriptor)) {}

  std::vector<std::string> Names() const;

  std::filesystem::path path_;
  FileDescriptor descriptor_;
};

/// Whether the other end of a Unix-domain connection is a process of this user.
bool PeerIsThisUser(int connection);

}  // namespace hotswap

#endif  // HOTSWAP_CORE_REMOTE_SOCKET_FOLDER_H_

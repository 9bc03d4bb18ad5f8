#ifndef HOTSWAP_CORE_REMOTE_LISTENING_SOCKET_H_
#define HOTSWAP_CORE_REMOTE_LISTENING_SOCKET_H_

#include <filesystem>
#include <string>
#include <utility>

#include "core/base/result.h"
#include "core/remote/socket_folder.h"

namespace hotswap {

/// The file by which clients find this engine: "<key>-<pid>.sock" (mode 0600) in the first of `places` that can be used. From
/// then on clients can connect; a ControlSocket answers them.
///
/// Lifetime  Move-only. The destructor removes the file, if Remove() has not done so.
class ListeningSocket {
 public:
  /// `key`: 16 hexadecimal digits that stand for the store. Removes what killed engines left. Fails when no place can be used,
  /// with the reason of each.
  static Result<ListeningSocket> Open(const std::string& key, const std::vector<std::filesystem::path>& places = SocketPlaces());

  ListeningSocket(ListeningSocket&&) = default;
  ListeningSocket& operator=(ListeningSocket&&) = delete;
  ~ListeningSocket();

  int get() const { return socket_.get(); }

  /// Nobody finds it from now on; who has connected already may still be accepted. Later calls do nothing.
  void Remove();

  std::filesystem::path path() const { return folder_.path() / name_; }

 private:
  ListeningSocket(SocketFolder folder, std::string name, FileDescriptor socket)
      : folder_(std::move(folder)), name_(std::move(name)), socket_(std::move(socket)) {}

  static Result<ListeningSocket> OpenIn(const std::filesystem::path& place, const std::string& key);

  SocketFolder folder_;
  std::string name_;
  FileDescriptor socket_;
};

}  // namespace hotswap

#endif  // HOTSWAP_CORE_REMOTE_LISTENING_SOCKET_H_

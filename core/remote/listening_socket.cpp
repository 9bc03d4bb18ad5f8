#include "core/remote/listening_socket.h"

#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>

namespace hotswap {
namespace {

constexpr int kWaitingClients = 64;

}  // namespace

Result<ListeningSocket> ListeningSocket::OpenIn(const std::filesystem::path& place, const std::string& key) {
  auto folder = SocketFolder::Make(place);
  if (!folder.ok()) return std::move(folder).error();
  folder->RemoveLeftOvers();
  const std::string name = SocketFolder::NameOf(key, getpid());
  const std::string unfinished = key + "-" + std::to_string(getpid()) + ".new";
  const std::string what = (place / name).string();
  if (folder->Connect(name).ok()) {
    return Error{Errc::kUnavailable, what +
                                         ": another engine listens there; engines of several containers need an "
                                         "XDG_RUNTIME_DIR of their own each"};
  }
  FileDescriptor socket(::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0));
  if (!socket.valid()) return SystemError(what, errno);
  folder->Remove(unfinished);
  const sockaddr_un address = folder->AddressOf(unfinished);
  // The file gets the mode of its socket, less the process's mask.
  fchmod(socket.get(), 0600);
  if (bind(socket.get(), reinterpret_cast<const sockaddr*>(&address), sizeof(address)) != 0) return SystemError(what, errno);
  // Only a socket that listens bears the name that clients look for: one that refuses them is taken for left over.
  Status ready = listen(socket.get(), kWaitingClients) == 0 ? folder->Rename(unfinished, name) : SystemError(what, errno);
  if (!ready.ok()) {
    folder->Remove(unfinished);
    return std::move(ready).error();
  }
  return ListeningSocket(std::move(folder).value(), name, std::move(socket));
}

Result<ListeningSocket> ListeningSocket::Open(const std::string& key, const std::vector<std::filesystem::path>& places) {
  Error failure{Errc::kUnavailable, {}};
  for (const std::filesystem::path& place : places) {
    auto opened = OpenIn(place, key);
    if (opened.ok()) return opened;
    failure.code = opened.error().code;
    failure.text += (failure.text.empty() ? "" : "; ") + opened.error().text;
  }
  return failure;
}

void ListeningSocket::Remove() {
  if (!name_.empty()) folder_.Remove(name_);
  name_.clear();
}

ListeningSocket::~ListeningSocket() {
  if (socket_.valid()) Remove();
}

}  // namespace hotswap

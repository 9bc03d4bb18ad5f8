#include "app/control_access.h"

#include <unistd.h>

#include <span>
#include <system_error>
#include <utility>

#include "core/loading/sha256.h"

namespace hotswap {
namespace {

constexpr std::size_t kKeyDigits = 16;

Result<ListeningSocket> Open(const std::filesystem::path& store) {
  const auto key = StoreKey(store);
  if (!key.ok()) return key.error();
  return ListeningSocket::Open(*key);
}

}  // namespace

Result<std::string> StoreKey(const std::filesystem::path& store) {
  std::error_code error;
  std::filesystem::path place = std::filesystem::absolute(store, error);
  if (!error) place = std::filesystem::weakly_canonical(place, error);
  if (error) return SystemError(store.string(), error.value());
  if (!place.has_filename()) place = place.parent_path();  // "store/" is "store"
  const std::string path = place.string();
  Sha256 hash;
  hash.Update(std::as_bytes(std::span(path)));
  auto digits = hash.HexDigest();
  if (!digits.ok()) return std::move(digits).error();
  return digits->substr(0, kKeyDigits);
}

ControlAccess Listen(EngineOptions& options, bool wanted, std::string program) {
  ControlAccess access;
  if (!wanted) return access;
  access.identity = {.program = std::move(program), .store = options.store.string(), .pid = getpid()};
  auto socket = Open(options.store);
  if (socket.ok()) {
    access.socket.emplace(std::move(socket).value());
  } else {
    options.notes.push_back("Commands such as `hotswap swap` do not reach this run, since it could not make its socket: " +
                            socket.error().text + ". The run itself goes on.");
  }
  return access;
}

std::unique_ptr<ControlSocket> Serve(ControlAccess access, Engine& engine) {
  if (!access.socket) return nullptr;
  return std::make_unique<ControlSocket>(*std::move(access.socket), engine, std::move(access.identity));
}

}  // namespace hotswap

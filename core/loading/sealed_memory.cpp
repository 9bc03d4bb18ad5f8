#include "core/loading/sealed_memory.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <unistd.h>

#include <cerrno>
#include <cstddef>
#include <span>
#include <system_error>
#include <vector>

#include "core/loading/sha256.h"
#include "core/loading/shared_library.h"

namespace hotswap {
namespace {

constexpr std::size_t kPieceBytes = 256 << 10;
constexpr int kSeals = F_SEAL_WRITE | F_SEAL_SHRINK | F_SEAL_GROW | F_SEAL_SEAL;

Error Failed(int error_number) {
  return {SystemError("", error_number).code,
          "cannot be copied into sealed memory (" + std::generic_category().message(error_number) + ")"};
}

Status WriteAll(int fd, std::span<const std::byte> bytes) {
  while (!bytes.empty()) {
    const ssize_t count = write(fd, bytes.data(), bytes.size());
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) return Failed(errno);
    bytes = bytes.subspan(static_cast<std::size_t>(count));
  }
  return {};
}

/// The SHA-256 of what was copied: of the bytes that were written, so that it needs no second look at the source.
Result<std::string> CopyAll(int from, int to) {
  std::vector<std::byte> buffer(kPieceBytes);
  Sha256 digest;
  for (off_t at = 0;;) {
    const ssize_t count = pread(from, buffer.data(), buffer.size(), at);
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) return Failed(errno);
    if (count == 0) return digest.HexDigest();
    const std::span<const std::byte> piece(buffer.data(), static_cast<std::size_t>(count));
    digest.Update(piece);
    if (Status written = WriteAll(to, piece); !written) return std::move(written).error();
    at += count;
  }
}

std::filesystem::path PathOf(const FileDescriptor& fd) {
  // Not /proc/self: a debugger that reads the path would look into itself and hang.
  return "/proc/" + std::to_string(getpid()) + "/fd/" + std::to_string(fd.get());
}

}  // namespace

Result<SealedMemory> SealedMemory::CopyOf(const FileDescriptor& source, const std::string& sha256) {
  FileDescriptor fd(memfd_create("hotswap-operator", MFD_CLOEXEC | MFD_ALLOW_SEALING));
  if (!fd.valid()) return Failed(errno);
  auto copied = CopyAll(source.get(), fd.get());
  if (!copied) return std::move(copied).error();
  if (*copied != sha256) return Error{Errc::kStale, "was changed"};
  if (fcntl(fd.get(), F_ADD_SEALS, kSeals) != 0) return Failed(errno);
  // A library that stayed mapped after its descriptor was closed still has the old number's path.
  while (SharedLibrary::HasName(PathOf(fd))) {
    fd = FileDescriptor(fcntl(fd.get(), F_DUPFD_CLOEXEC, fd.get() + 1));
    if (!fd.valid()) return Failed(errno);
  }
  auto path = PathOf(fd);
  return SealedMemory(std::move(fd), std::move(path));
}

}  // namespace hotswap

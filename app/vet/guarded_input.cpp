#include "app/vet/guarded_input.h"

#include <sys/mman.h>
#include <unistd.h>

#include <cstddef>
#include <new>

namespace hotswap::vet {
namespace {

// Fixed after Prepare().
std::size_t page = 0;
char* writable = nullptr;
char* view = nullptr;  ///< The same page, to be read only; the pages before and behind are forbidden.

bool MapTwice(int fd) {
  void* alias = mmap(nullptr, page, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
  void* reserved = mmap(nullptr, 3 * page, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  if (alias == MAP_FAILED || reserved == MAP_FAILED) return false;
  writable = static_cast<char*>(alias);
  view = static_cast<char*>(reserved) + page;
  return mmap(view, page, PROT_READ, MAP_SHARED | MAP_FIXED, fd, 0) != MAP_FAILED;
}

}  // namespace

bool GuardedInput::Prepare() {
  page = static_cast<std::size_t>(sysconf(_SC_PAGESIZE));
  const int fd = memfd_create("hotswap-request", MFD_CLOEXEC);
  if (fd < 0) return false;
  const bool mapped = ftruncate(fd, static_cast<off_t>(page)) == 0 && MapTwice(fd);
  close(fd);
  return mapped;
}

const Feature& GuardedInput::Show(const Feature& feature, Side side) {
  const std::size_t offset = side == Side::kBehind ? page - sizeof(Feature) : 0;
  new (writable + offset) Feature(feature);
  return *std::launder(reinterpret_cast<const Feature*>(view + offset));
}

bool GuardedInput::CoversView(const void* address) {
  const char* at = static_cast<const char*>(address);
  return view != nullptr && at >= view && at < view + page;
}

bool GuardedInput::CoversGuard(const void* address) {
  const char* at = static_cast<const char*>(address);
  return view != nullptr && at >= view - page && at < view + 2 * page && !CoversView(address);
}

}  // namespace hotswap::vet

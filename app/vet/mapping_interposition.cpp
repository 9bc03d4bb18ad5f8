// What takes memory from the system without the heap, of the whole process: a program's own definitions go before the C library's.
// What they add is the count of the living bytes. The C library's own calls of them do not come here: the heap grows in steps that
// would look like a leak, and would in the size of the process, too.
#include <sys/mman.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <cerrno>
#include <cstdarg>
#include <cstddef>
#include <cstdint>

#include "app/vet/heap_fence.h"

extern "C" void* __sbrk(std::intptr_t bytes);  // NOLINT(bugprone-reserved-identifier): the C library's own name of it.

namespace hotswap::vet {
namespace {

std::int64_t WholePages(std::size_t bytes) {
  static const auto page = static_cast<std::size_t>(getpagesize());
  return static_cast<std::int64_t>((bytes + page - 1) / page * page);
}

void* Map(void* place, std::size_t bytes, int rights, int flags, int fd, off_t offset) {
  const auto address = syscall(SYS_mmap, place, bytes, rights, flags, fd, offset);
  if (address == -1 && errno == ENOMEM) NoteShortage();
  // At a fixed place lies what was reserved, and counted, before.
  if (address != -1 && (flags & MAP_FIXED) == 0) CountLiving(WholePages(bytes));
  return reinterpret_cast<void*>(address);
}

}  // namespace
}  // namespace hotswap::vet

using namespace hotswap::vet;  // NOLINT(google-build-using-namespace): what follows has C's names and no namespace.

extern "C" {

void* mmap(void* place, std::size_t bytes, int rights, int flags, int fd, off_t offset) noexcept {
  return Map(place, bytes, rights, flags, fd, offset);
}

void* mmap64(void* place, std::size_t bytes, int rights, int flags, int fd, off64_t offset) noexcept {
  return Map(place, bytes, rights, flags, fd, offset);
}

int munmap(void* pages, std::size_t bytes) noexcept {
  const auto result = static_cast<int>(syscall(SYS_munmap, pages, bytes));
  if (result == 0) CountLiving(-WholePages(bytes));
  return result;
}

void* mremap(void* pages, std::size_t before, std::size_t after, int flags, ...) noexcept {
  void* place = nullptr;
  if ((flags & MREMAP_FIXED) != 0) {
    std::va_list arguments;
    va_start(arguments, flags);
    place = va_arg(arguments, void*);
    va_end(arguments);
  }
  const auto address = syscall(SYS_mremap, pages, before, after, flags, place);
  if (address != -1) CountLiving(WholePages(after) - WholePages(before));
  return reinterpret_cast<void*>(address);
}

void* sbrk(std::intptr_t bytes) noexcept {
  void* before = __sbrk(bytes);
  if (before != reinterpret_cast<void*>(-1)) CountLiving(bytes);
  return before;
}

}  // extern "C"

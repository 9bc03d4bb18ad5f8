// The allocation functions of the whole process: a program's own definitions go before the C library's. What they add is a
// count of the living bytes, and the fence while it is raised.
#include <malloc.h>
#include <unistd.h>

#include <atomic>
#include <cerrno>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <limits>

#include "app/vet/heap_fence.h"

// The C library's own allocator, under the names that it has for this purpose.
extern "C" {
void* __libc_malloc(std::size_t bytes);                           // NOLINT(bugprone-reserved-identifier)
void __libc_free(void* block);                                    // NOLINT(bugprone-reserved-identifier)
void* __libc_calloc(std::size_t count, std::size_t bytes);        // NOLINT(bugprone-reserved-identifier)
void* __libc_realloc(void* block, std::size_t bytes);             // NOLINT(bugprone-reserved-identifier)
void* __libc_memalign(std::size_t alignment, std::size_t bytes);  // NOLINT(bugprone-reserved-identifier)
}

namespace hotswap::vet {
namespace {

std::atomic<std::int64_t> living{0};
std::atomic<bool> short_of_memory{false};
thread_local int inside = 0;

/// Marks the time that this thread spends in the C library's allocator.
struct Inside {
  Inside() { ++inside; }
  ~Inside() { --inside; }
  Inside(const Inside&) = delete;
  Inside& operator=(const Inside&) = delete;
};

/// The word in front of a block of the C library: its size with the books, and three flags.
std::size_t SizeWord(const void* block) {
  std::size_t word = 0;
  std::memcpy(&word, static_cast<const char*>(block) - sizeof word, sizeof word);
  return word;
}

std::int64_t OrdinarySize(const void* block) { return static_cast<std::int64_t>(SizeWord(block) & ~std::size_t{7}); }

/// What may be used of a block: one word less than its size, two when it is a mapping of its own.
std::size_t UsableSize(const void* block) {
  constexpr std::size_t kIsMapping = 2;
  const std::size_t word = SizeWord(block);
  return (word & ~std::size_t{7}) - sizeof word * ((word & kIsMapping) != 0 ? 2 : 1);
}

void* Counted(void* block) {
  if (block == nullptr) {
    NoteShortage();
  } else {
    CountLiving(OrdinarySize(block));
  }
  return block;
}

void* Fenced(std::size_t bytes, std::size_t alignment) {
  void* block = heap_fence::Raised() ? heap_fence::Allocate(bytes, alignment) : nullptr;
  if (block != nullptr) CountLiving(static_cast<std::int64_t>(bytes));
  return block;
}

void* Allocate(std::size_t bytes) {
  if (void* block = Fenced(bytes, 1)) return block;
  const Inside mark;
  return Counted(__libc_malloc(bytes));
}

void* AllocateAligned(std::size_t alignment, std::size_t bytes) {
  if (void* block = Fenced(bytes, alignment)) return block;
  const Inside mark;
  return Counted(__libc_memalign(alignment, bytes));
}

void Free(void* block) {
  if (block == nullptr) return;
  if (heap_fence::Covers(block)) {
    CountLiving(-static_cast<std::int64_t>(heap_fence::Size(block)));
    heap_fence::Release(block);
    return;
  }
  const Inside mark;
  CountLiving(-OrdinarySize(block));
  __libc_free(block);
}

void* Reallocate(void* block, std::size_t bytes) {
  if (block == nullptr) return Allocate(bytes);
  const bool fenced = heap_fence::Covers(block);
  if (!fenced && !heap_fence::Raised()) {
    const Inside mark;
    const std::int64_t before = OrdinarySize(block);
    void* moved = __libc_realloc(block, bytes);
    if (moved != nullptr || bytes == 0) CountLiving(-before);
    return Counted(moved);
  }
  void* moved = bytes != 0 ? Allocate(bytes) : nullptr;
  if (moved == nullptr && bytes != 0) return nullptr;
  const std::size_t before = malloc_usable_size(block);
  if (moved != nullptr) std::memcpy(moved, block, before < bytes ? before : bytes);
  Free(block);
  return moved;
}

/// Count times bytes, or nothing the system could give when that is too much for a number.
std::size_t Product(std::size_t count, std::size_t bytes) {
  std::size_t product = 0;
  return __builtin_mul_overflow(count, bytes, &product) ? std::numeric_limits<std::ptrdiff_t>::max() : product;
}

}  // namespace

void NoteShortage() { short_of_memory.store(true, std::memory_order_relaxed); }

bool WasShort() { return short_of_memory.load(std::memory_order_relaxed); }

std::int64_t LivingBytes() { return living.load(std::memory_order_relaxed); }

void CountLiving(std::int64_t bytes) { living.fetch_add(bytes, std::memory_order_relaxed); }

bool InsideAllocator() { return inside > 0; }

}  // namespace hotswap::vet

using namespace hotswap::vet;  // NOLINT(google-build-using-namespace): what follows has C's names and no namespace.

extern "C" {

void* malloc(std::size_t bytes) noexcept { return Allocate(bytes); }

void free(void* block) noexcept { Free(block); }

void* calloc(std::size_t count, std::size_t bytes) noexcept {
  if (!heap_fence::Raised()) {
    const Inside mark;
    return Counted(__libc_calloc(count, bytes));
  }
  void* block = Allocate(Product(count, bytes));
  if (block != nullptr) std::memset(block, 0, count * bytes);
  return block;
}

void* realloc(void* block, std::size_t bytes) noexcept { return Reallocate(block, bytes); }

void* reallocarray(void* block, std::size_t count, std::size_t bytes) noexcept {
  return Reallocate(block, Product(count, bytes));
}

void* memalign(std::size_t alignment, std::size_t bytes) noexcept { return AllocateAligned(alignment, bytes); }

void* aligned_alloc(std::size_t alignment, std::size_t bytes) noexcept { return AllocateAligned(alignment, bytes); }

void* valloc(std::size_t bytes) noexcept { return AllocateAligned(static_cast<std::size_t>(getpagesize()), bytes); }

void* pvalloc(std::size_t bytes) noexcept {
  const auto page = static_cast<std::size_t>(getpagesize());
  return AllocateAligned(page, (bytes + page - 1) / page * page);
}

int posix_memalign(void** block, std::size_t alignment, std::size_t bytes) noexcept {
  if (alignment < sizeof(void*) || (alignment & (alignment - 1)) != 0) return EINVAL;
  void* made = AllocateAligned(alignment, bytes);
  if (made == nullptr) return ENOMEM;
  *block = made;
  return 0;
}

std::size_t malloc_usable_size(void* block) noexcept {
  if (block == nullptr) return 0;
  if (heap_fence::Covers(block)) return heap_fence::Size(block);
  return UsableSize(block);
}

}  // extern "C"

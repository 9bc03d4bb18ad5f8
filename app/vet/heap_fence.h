#ifndef HOTSWAP_APP_VET_HEAP_FENCE_H_
#define HOTSWAP_APP_VET_HEAP_FENCE_H_

#include <cstddef>
#include <cstdint>

// All memory that this process allocates goes through here (heap_interposition.cpp, mapping_interposition.cpp), also the library's,
// so that it can be counted, and given a fence for some calls.
namespace hotswap::vet {

/// Gives each block pages of its own, next to one that nobody may touch, and never uses them again: what reads or writes
/// outside a block or after free crashes where it does so. In the rest of the block's pages is a pattern, which is looked at
/// when it is freed.
///
/// Threads  Any.
namespace heap_fence {

enum class Side {
  kBehind,  ///< The blocks end at the forbidden page.
  kBefore,  ///< They begin at it.
};

/// Reserves the addresses. Once; false when there are not enough.
bool Reserve();

/// From now on new blocks are fenced, as long as there is room (the first 8,192 of at most 1 MiB each), and filled with `fill`.
void Raise(Side side, unsigned char fill);
void Lower();
bool Raised();

/// Null when there is no room; the caller takes ordinary memory.
void* Allocate(std::size_t bytes, std::size_t alignment);

/// Whether `address` lies where fenced blocks are, were, or will be.
bool Covers(const void* address);
/// How many bytes the living block at `block` was asked to have. Anything but such a block is a fault: see Release().
std::size_t Size(const void* block);
/// Frees. A block that was freed before, or never was one, or was written around, is a fault: told, and the process ends.
void Release(void* block);
/// The same look at the pattern for all living blocks.
void CheckAll();

/// What a stray `address` in the fence's range shows, as a clause that begins with a verb.
const char* Diagnosis(const void* address);

}  // namespace heap_fence

/// The bytes that are allocated now, of the whole process: on the heap, and in pages that were asked of the system.
std::int64_t LivingBytes();
void CountLiving(std::int64_t bytes);

/// The system refused memory that was asked for. Once is enough to be remembered.
void NoteShortage();
bool WasShort();

/// Whether this thread is inside the C library's allocator; when it crashes there, somebody spoiled its books.
bool InsideAllocator();

}  // namespace hotswap::vet

#endif  // HOTSWAP_APP_VET_HEAP_FENCE_H_

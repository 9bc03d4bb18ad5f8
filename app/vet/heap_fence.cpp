#include "app/vet/heap_fence.h"

#include <sys/mman.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <cstddef>
#include <cstdint>
#include <cstring>

#include "app/vet/report.h"

namespace hotswap::vet::heap_fence {
namespace {

constexpr std::size_t kArenaBytes = std::size_t{256} << 20;
constexpr std::size_t kSmallestPage = 4096;
constexpr std::size_t kMaxBlocks = 8192;
constexpr std::size_t kMaxBlockBytes = std::size_t{1} << 20;
constexpr unsigned char kPattern = 0xEB;

enum class State : unsigned char { kUnused, kLiving, kFreed };

struct Block {
  char* pages = nullptr;  ///< Of which the last (kBehind) or the first (kBefore) is forbidden.
  std::size_t page_bytes = 0;
  char* start = nullptr;
  std::size_t size = 0;
  std::atomic<State> state{State::kUnused};
};

// Fixed after Reserve().
char* arena = nullptr;
std::size_t page_size = 0;

// Any thread.
std::atomic<bool> raised{false};
std::atomic<std::size_t> used_bytes{0};
std::atomic<std::size_t> used_blocks{0};
Block blocks[kMaxBlocks];
std::atomic<std::uint16_t> owners[kArenaBytes / kSmallestPage];  ///< Of each page the block's number, from 1.

// Written while the fence is down.
Side side_now = Side::kBehind;
unsigned char fill_now = 0;

std::size_t RoundUp(std::size_t number, std::size_t multiple) { return (number + multiple - 1) / multiple * multiple; }

/// The first byte of the pages that may be touched.
char* Open(const Block& block) { return side_now == Side::kBefore ? block.pages + page_size : block.pages; }

Block* BlockWith(const void* address) {
  const std::uint16_t number = owners[static_cast<std::size_t>(static_cast<const char*>(address) - arena) / kSmallestPage].load();
  return number != 0 ? &blocks[number - 1] : nullptr;
}

[[noreturn]] void Fault(const char* text) {
  Line line;
  line << text << " " << report::CurrentStage().doing
       << "; in this process it would spoil other code's memory; run it under AddressSanitizer or valgrind to find the place";
  report::Refuse(Errc::kMemoryError, line.text());
}

bool HasPattern(const char* first, const char* last) {
  return std::all_of(first, last, [](char c) { return static_cast<unsigned char>(c) == kPattern; });
}

void CheckPattern(const Block& block) {
  const std::size_t open_bytes = block.page_bytes - page_size;
  // Which page is forbidden follows from where the block lies: the pages that surround it are open.
  const bool forbidden_first = block.start == block.pages + page_size;
  const char* open = forbidden_first ? block.pages + page_size : block.pages;
  if (!HasPattern(block.start + block.size, open + open_bytes)) Fault("writes behind the end of a block of memory");
  if (!HasPattern(open, block.start)) Fault("writes before the start of a block of memory");
}

Block& Living(const void* address) {
  Block* block = BlockWith(address);
  if (block == nullptr) Fault("frees memory that was never allocated");
  if (block->state.load() == State::kFreed) Fault("frees memory that it had freed before");
  if (block->start != address) Fault("frees a pointer into the middle of a block of memory");
  return *block;
}

}  // namespace

bool Reserve() {
  page_size = static_cast<std::size_t>(sysconf(_SC_PAGESIZE));
  void* memory = mmap(nullptr, kArenaBytes, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
  if (memory == MAP_FAILED) return false;
  arena = static_cast<char*>(memory);
  return true;
}

void Raise(Side side, unsigned char fill) {
  side_now = side;
  fill_now = fill;
  raised.store(arena != nullptr);
}

void Lower() { raised.store(false); }

bool Raised() { return raised.load(std::memory_order_relaxed); }

void* Allocate(std::size_t bytes, std::size_t alignment) {
  alignment = std::max(alignment, alignof(std::max_align_t));
  if (bytes > kMaxBlockBytes || alignment > page_size) return nullptr;
  // A block of no bytes has an address of its own, too.
  const std::size_t open_bytes = RoundUp(std::max<std::size_t>(bytes, 1), page_size);
  const std::size_t number = used_blocks.fetch_add(1);
  if (number >= kMaxBlocks) return nullptr;
  const std::size_t offset = used_bytes.fetch_add(open_bytes + page_size);
  if (offset + open_bytes + page_size > kArenaBytes) return nullptr;

  Block& block = blocks[number];
  block.pages = arena + offset;
  block.page_bytes = open_bytes + page_size;
  char* open = Open(block);
  if (mprotect(open, open_bytes, PROT_READ | PROT_WRITE) != 0) return nullptr;
  block.start = side_now == Side::kBefore ? open : open + open_bytes - RoundUp(std::max<std::size_t>(bytes, 1), alignment);
  block.size = bytes;
  std::memset(open, kPattern, open_bytes);
  std::memset(block.start, fill_now, bytes);
  block.state.store(State::kLiving);
  for (std::size_t at = offset; at < offset + block.page_bytes; at += kSmallestPage) {
    owners[at / kSmallestPage].store(static_cast<std::uint16_t>(number + 1));
  }
  return block.start;
}

bool Covers(const void* address) {
  const char* at = static_cast<const char*>(address);
  return arena != nullptr && at >= arena && at < arena + kArenaBytes;
}

std::size_t Size(const void* block) { return Living(block).size; }

void Release(void* address) {
  Block& block = Living(address);
  CheckPattern(block);
  block.state.store(State::kFreed);
  mprotect(block.pages, block.page_bytes, PROT_NONE);
  madvise(block.pages, block.page_bytes, MADV_DONTNEED);
}

void CheckAll() {
  const std::size_t count = std::min(used_blocks.load(), kMaxBlocks);
  for (std::size_t i = 0; i < count; ++i) {
    if (blocks[i].state.load() == State::kLiving) CheckPattern(blocks[i]);
  }
}

const char* Diagnosis(const void* address) {
  const Block* block = BlockWith(address);
  if (block == nullptr) return "reads or writes outside its blocks of memory";
  if (block->state.load() == State::kFreed) return "uses memory after it freed it";
  return static_cast<const char*>(address) < block->start ? "reads or writes before the start of a block of memory"
                                                          : "reads or writes behind the end of a block of memory";
}

}  // namespace hotswap::vet::heap_fence

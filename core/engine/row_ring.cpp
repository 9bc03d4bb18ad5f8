#include "core/engine/row_ring.h"

#include <algorithm>
#include <cassert>

namespace hotswap {

bool RowRing::CanWrite() {
  if (written_ % kChunkRows != 0) return true;
  const std::uint64_t lap = written_ / (kChunkRows * kChunks);
  return (*chunks_)[PlaceOf(written_)].copied.load(std::memory_order_acquire) == kChunkRows * lap;
}

void RowRing::Write(const Feature& feature, std::uint8_t slot, float label) {
  Chunk& chunk = (*chunks_)[PlaceOf(written_)];
  chunk.features[written_ % kChunkRows] = feature;
  chunk.slots[written_ % kChunkRows] = slot;
  chunk.labels[written_ % kChunkRows] = label;
  ++written_;
}

FillResult RowRing::Take(RequestBlock& block, std::size_t limit) {
  assert(limit >= 1 && limit <= RequestBlock::kCapacity);
  std::uint64_t first = claimed_.load(std::memory_order_relaxed);
  while (true) {
    // Asked before published_ is read: rows published just before the end must not be taken for missing.
    const bool ended = ended_.load(std::memory_order_acquire);
    const std::uint64_t published = published_.load(std::memory_order_acquire);
    if (first >= published) return ended ? FillResult::kExhausted : FillResult::kEmpty;
    // A block stays within one chunk, so that one addition to `copied` accounts for it.
    const auto count = static_cast<std::size_t>(
        std::min({std::uint64_t{limit}, published - first, std::uint64_t{kChunkRows - first % kChunkRows}}));
    if (!claimed_.compare_exchange_weak(first, first + count, std::memory_order_relaxed)) continue;
    CopyOut(first, count, block);
    return FillResult::kFilled;
  }
}

void RowRing::CopyOut(std::uint64_t first, std::size_t count, RequestBlock& block) {
  Chunk& chunk = (*chunks_)[PlaceOf(first)];
  const std::size_t offset = first % kChunkRows;
  std::copy_n(chunk.features.begin() + offset, count, block.features.begin());
  std::copy_n(chunk.slots.begin() + offset, count, block.slots.begin());
  std::copy_n(chunk.labels.begin() + offset, count, block.labels.begin());
  chunk.copied.fetch_add(count, std::memory_order_release);
  block.size = count;
}

}  // namespace hotswap

// A ring of chunks through which one reader thread hands rows to many workers, each row to exactly one.
//
// Problem    Workers run on a path without locks, allocations or system calls, and what they take they owe an answer for.
// Naive      A queue with a read-modify-write per row costs more than the scoring; a mutex stalls every worker behind one.
// This one   Rows are numbered from 0 without end; row r lives in chunk (r / kChunkRows) % kChunks. Three counters say it all:
//
//   published_     rows that the reader finished writing              written by the reader only
//   claimed_       rows that belong to a worker                        compare-and-swap by workers
//   chunk.copied   rows ever copied out of that place in the ring     added to by workers
//
// Invariant  A claim moves claimed_ from c to c + n <= published_ by one compare-and-swap, so rows c to c + n - 1 belong to one
//            worker. The reader begins a chunk in lap L only when copied == kChunkRows * L, that is when all rows of the laps
//            before have been copied out of it, so no row is overwritten between its claim and its copy.
// Orders     published_: release by the reader, acquire by the claimer, so the rows are seen whole. chunk.copied: release by the
//            worker after its copy, acquire by the reader; all its changes are read-modify-writes, so they form one release
//            sequence and the reader that sees the sum sees every copy ended. claimed_ carries no data: relaxed. ended_:
//            release after the last publication, acquire before published_ is looked at once more.
// Progress   Claim() is lock-free: a failed compare-and-swap means that another worker got rows. The reader waits for workers
// that
//            have claimed and not copied, never the other way round. No counter repeats within 2^64 rows: no ABA.
#ifndef HOTSWAP_CORE_ENGINE_ROW_RING_H_
#define HOTSWAP_CORE_ENGINE_ROW_RING_H_

#include <array>
#include <atomic>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <memory>

#include "core/abi/operator_interface.h"
#include "core/engine/request_source.h"

namespace hotswap {

/// Hands rows from one writer to many takers, each row once, in bounded memory.
///
/// Threads   CanWrite(), Write(), Publish() and End() on the one reader thread; Take() on any worker.
class RowRing {
 public:
  static constexpr std::size_t kChunkRows = 4096;
  static constexpr std::size_t kChunks = 16;

  /// True when there is room for the next row. Once true it stays so until that row is written.
  bool CanWrite();

  /// Adds the next row, not yet visible. Only after CanWrite().
  void Write(const Feature& feature, std::uint8_t slot, float label = std::numeric_limits<float>::quiet_NaN());

  /// Makes all rows that were written visible to the takers.
  void Publish() { published_.store(written_, std::memory_order_release); }

  /// Says that no row will follow those that are published.
  void End() { ended_.store(true, std::memory_order_release); }

  /// Moves up to `limit` rows into the block: its size, features, slots and labels. Lock-free, without a system call.
  FillResult Take(RequestBlock& block, std::size_t limit);

  /// Rows written since the start; on the reader thread only.
  std::uint64_t Written() const { return written_; }

 private:
  static constexpr std::size_t kCacheLine = 64;

  struct Chunk {
    alignas(kCacheLine) std::atomic<std::uint64_t> copied{0};
    alignas(kCacheLine) std::array<Feature, kChunkRows> features;
    std::array<std::uint8_t, kChunkRows> slots;
    std::array<float, kChunkRows> labels;
  };

  static std::size_t PlaceOf(std::uint64_t row) { return row / kChunkRows % kChunks; }
  void CopyOut(std::uint64_t first, std::size_t count, RequestBlock& block);

  const std::unique_ptr<std::array<Chunk, kChunks>> chunks_ = std::make_unique<std::array<Chunk, kChunks>>();

  // Shared.
  alignas(kCacheLine) std::atomic<std::uint64_t> published_{0};
  std::atomic<bool> ended_{false};
  alignas(kCacheLine) std::atomic<std::uint64_t> claimed_{0};

  // Only on the reader thread.
  alignas(kCacheLine) std::uint64_t written_ = 0;
};

}  // namespace hotswap

#endif  // HOTSWAP_CORE_ENGINE_ROW_RING_H_

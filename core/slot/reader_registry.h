#ifndef HOTSWAP_CORE_SLOT_READER_REGISTRY_H_
#define HOTSWAP_CORE_SLOT_READER_REGISTRY_H_

#include <sys/types.h>

#include <array>
#include <atomic>
#include <cstddef>
#include <vector>

namespace hotswap {

/// The hazard cells of one reader: what it announces it may be using.
///
/// Threads  `cells` are written by the owner and read by scanning writers; `slots` is the owner's alone.
struct alignas(128) ReaderBlock {
  static constexpr std::size_t kCells = 8;  ///< Slots that one thread may guard at once.

  std::array<std::atomic<const void*>, kCells> cells{};  ///< Null when free.
  std::array<const void*, kCells> slots{};               ///< Which slot each cell in use belongs to.

  std::atomic<bool> taken{false};
  std::atomic<bool> abandoned{false};  ///< Its owner is stuck: nobody waits for it to let go.
  std::atomic<pid_t> thread{0};        ///< Kernel id of the owner, for messages.
  ReaderBlock* next = nullptr;         ///< Fixed once the block is in the list.
};

/// All reader blocks of the process: a list that only grows, its blocks reused.
///
/// It is process-wide because both things that it mirrors are: a thread's thread_local block and the membarrier.
///
/// Threads   Every function may be called from any thread; Take() and Give() are lock-free, scans wait-free.
/// Lifetime  Never destroyed, so that a thread which outlives main can still give its block back. After fork() the child
///           clears the blocks of the threads that it does not have.
class ReaderRegistry {
 public:
  /// A block for this thread's use until Give(). The first calls allocate, later ones reuse.
  static ReaderBlock* Take();
  static void Give(ReaderBlock* block);

  /// True when some cell names `object`. The caller has fenced.
  static bool IsHeld(const void* object);

  /// True when cells name `object`, all of them of abandoned readers. The caller has fenced.
  static bool IsHeldByAbandonedOnly(const void* object);

  /// Kernel ids of the threads whose cells name `object`; NameOfThread() makes names of them.
  static std::vector<pid_t> Holders(const void* object);

  /// This thread's own block, taken on first use and given back when the thread ends. Not in a destructor of a thread_local.
  static ReaderBlock* OfThisThread() {
    ReaderBlock* block = this_thread_;
    return block != nullptr ? block : TakeForThisThread();
  }

 private:
  static ReaderBlock* TakeForThisThread();
  static void AtThreadEnd(void* block);
  static void ForgetOtherThreadsAfterFork();

  static constinit std::atomic<ReaderBlock*> head_;
  static constinit inline thread_local ReaderBlock* this_thread_ = nullptr;
};

}  // namespace hotswap

#endif  // HOTSWAP_CORE_SLOT_READER_REGISTRY_H_

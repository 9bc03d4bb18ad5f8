// A slot holds the object that readers use now and lets one writer replace it under them.
//
// Problem   Readers call through a pointer hundreds of millions of times a second. The writer must replace the object at any
//           moment, never make a reader wait, and learn when the old object is used by nobody, because it will be unmapped.
// Naive     A shared_ptr behind an atomic: every reader writes one shared cache line twice a call (8x a direct call with one
//           thread, 19x with two). A read-copy-update grace period: one reader that blocks keeps everything alive.
// Here      Hazard pointers whose fence is paid by the writer. A reader announces the object in a cell of its own, looks at the
//           slot again, and goes on if the slot still names that object:
//
//             reader:  cell = p        (A)              writer:  slot = q           (C)
//                      slot == p ?     (B)                       full fence everywhere, then read every cell (D)
//
// Why it is safe   An object is released only after a scan (D) that found it in no cell. Suppose a reader uses p: (B) saw p.
//   The fence between (C) and (D) acts as a full fence at some point of that reader's program.
//     - That point is after (A): then (A) is visible to (D), and every scan finds p until the reader clears the cell.
//     - That point is before (A), so also before (B): then (B) sees (C) or something newer, not p: the reader retries.
//   An object never returns to the slot after it left (each publication brings a new one), so (B) cannot see p again: no ABA.
//   A block joins the registry's list before its first (A), so the same two cases cover a reader that registers meanwhile.
//   Without membarrier (A) is a sequentially consistent exchange, and (A) (B) (C) (D) are all in one total order: same two cases.
//
// Memory orders   (A) release: a scan that sees a reader move on from p synchronises with it, so the reader's last use of p
//   happens before the release of p; clearing a cell is a release for the same reason; scans load with acquire (or stronger).
//   (B) acquire: pairs with the release in (C), so the object's construction happens before its use. (C) is sequentially
//   consistent for the build without membarrier.
//
// A blocked reader holds one object, the one that it uses; whatever else was replaced meanwhile is released. longjmp over a Guard
// is forbidden: the cell would stay set.
#ifndef HOTSWAP_CORE_SLOT_SLOT_H_
#define HOTSWAP_CORE_SLOT_SLOT_H_

#include <atomic>
#include <cassert>
#include <cstddef>
#include <cstdlib>
#include <memory>
#include <thread>
#include <utility>
#include <vector>

#include "core/slot/asymmetric_fence.h"
#include "core/slot/reader_registry.h"

namespace hotswap {

/// Publishes objects of type T to any number of readers and hands back those that no reader uses any more.
///
/// Threads   Guard and Pin: any thread, wait-free against a writer that pauses (a retry means that a newer object is there).
///           Publish(), Collect(), limbo(): one writer thread.
/// Lifetime  Outlives its guards and pins: the destructor waits for readers that still hold something. What an abandoned pin holds
///           is never destroyed: its owner may use it until the process ends.
template <typename T, typename Fence = AsymmetricFence>
class Slot {
 public:
  Slot() = default;
  ~Slot() {
    assert(!HeldByThisThread());
    Publish(nullptr);
    while (!limbo_.empty()) {
      Collect();
      LeaveAbandoned();
      if (!limbo_.empty()) std::this_thread::yield();
    }
  }
  Slot(const Slot&) = delete;
  Slot& operator=(const Slot&) = delete;

  /// Uses the current object for a scope. Guards of one thread nest: on the same slot the inner one keeps the outer one's
  /// object, so a caller sees one version throughout; on different slots up to ReaderBlock::kCells deep.
  class Guard {
   public:
    explicit Guard(const Slot& slot) {
      ReaderBlock* block = ReaderRegistry::OfThisThread();
      std::size_t index = 0;
      if (block->cells[0].load(std::memory_order_relaxed) != nullptr) [[unlikely]] {
        index = NestedIndex(slot, *block);
        if (object_ != nullptr) return;
      }
      block->slots[index] = &slot;
      cell_ = &block->cells[index];
      object_ = slot.Protect(*cell_);
    }
    ~Guard() {
      if (cell_ != nullptr) cell_->store(nullptr, std::memory_order_release);
    }
    Guard(const Guard&) = delete;
    Guard& operator=(const Guard&) = delete;

    /// Null when nothing was published yet.
    T* get() const { return object_; }
    T* operator->() const { return object_; }

   private:
    /// Takes over the object of an outer guard on the same slot, or finds a free cell.
    std::size_t NestedIndex(const Slot& slot, const ReaderBlock& block) {
      for (std::size_t i = 0; i < ReaderBlock::kCells; ++i) {
        const void* held = block.cells[i].load(std::memory_order_relaxed);
        if (held == nullptr) return i;
        if (block.slots[i] != &slot) continue;
        object_ = static_cast<T*>(const_cast<void*>(held));
        return i;
      }
      std::abort();  // broken contract, and going on would be a use after free
    }

    std::atomic<const void*>* cell_ = nullptr;  // null when an outer guard holds the object
    T* object_ = nullptr;
  };

  /// A worker's standing claim: holds an object from one Refresh() to the next, so that steady state costs one load and compare.
  ///
  /// Threads  One thread at a time. Clear it before sleeping, or it keeps a replaced object alive.
  class Pin {
   public:
    explicit Pin(const Slot& slot) : slot_(slot), block_(ReaderRegistry::Take()) {}
    ~Pin() { ReaderRegistry::Give(block_); }
    Pin(const Pin&) = delete;
    Pin& operator=(const Pin&) = delete;

    /// Lets go of the object held before, unless it is still the current one, and holds the current one. Null when there is none.
    T* Refresh() {
      if (slot_.current_.load(std::memory_order_acquire) == held_) [[likely]]
        return held_;
      held_ = slot_.Protect(block_->cells[home_]);
      return held_;
    }

    /// As Refresh(), but looks at the current object first, and keeps the one held before when `stay(current)` says so. Both are
    /// held meanwhile.
    template <typename Stay>
    T* RefreshUnless(Stay stay) {
      if (slot_.current_.load(std::memory_order_acquire) == held_) return held_;
      // The new object stays in the cell that it was announced in: copied to the other one, a scan between the copy and the
      // clearing could read either cell at the moment when it does not name the object.
      const std::size_t other = 1 - home_;
      T* next = slot_.Protect(block_->cells[other]);
      const bool stays = held_ != nullptr && next != nullptr && stay(*next);
      block_->cells[stays ? other : home_].store(nullptr, std::memory_order_release);
      if (stays) return held_;
      home_ = other;
      held_ = next;
      return held_;
    }

    void Clear() {
      block_->cells[home_].store(nullptr, std::memory_order_release);
      held_ = nullptr;
    }

    /// Nobody shall wait for this pin any more: its owner is stuck under it. The owner may still clear it. Any thread.
    void Abandon() { block_->abandoned.store(true, std::memory_order_relaxed); }

    T* held() const { return held_; }

   private:
    const Slot& slot_;
    ReaderBlock* const block_;
    std::size_t home_ = 0;  // index of the cell that names held_: 0 or 1
    T* held_ = nullptr;
  };

  /// Makes `next` what readers get from now on; the object before goes into limbo. Wait-free. Never publish an object twice.
  void Publish(std::unique_ptr<T> next) {
    T* before = current_.exchange(next.release(), std::memory_order_seq_cst);
    if (before != nullptr) limbo_.emplace_back(before);
  }

  /// Hands back, oldest first, the replaced objects that no reader uses. One fence and one scan per object in limbo.
  std::vector<std::unique_ptr<T>> Collect() {
    std::vector<std::unique_ptr<T>> released;
    if (limbo_.empty()) return released;
    Fence::Heavy();
    std::vector<std::unique_ptr<T>> held;
    for (auto& object : limbo_) {
      (ReaderRegistry::IsHeld(object.get()) ? held : released).push_back(std::move(object));
    }
    limbo_ = std::move(held);
    return released;
  }

  /// Replaced objects that were not handed back yet, oldest first.
  const std::vector<std::unique_ptr<T>>& limbo() const { return limbo_; }

  /// True when this thread is inside a Guard of this slot: it must not wait for the slot to drain.
  bool HeldByThisThread() const {
    const ReaderBlock* block = ReaderRegistry::OfThisThread();
    for (std::size_t i = 0; i < ReaderBlock::kCells; ++i) {
      if (block->slots[i] == this && block->cells[i].load(std::memory_order_relaxed) != nullptr) return true;
    }
    return false;
  }

 private:
  /// Leaves out of limbo, for ever, what a stuck reader may come back to.
  void LeaveAbandoned() {
    for (auto& object : limbo_) {
      if (ReaderRegistry::IsHeldByAbandonedOnly(object.get())) static_cast<void>(object.release());
    }
    std::erase(limbo_, nullptr);
  }

  /// The current object, announced in `cell`.
  T* Protect(std::atomic<const void*>& cell) const {
    T* object = current_.load(std::memory_order_acquire);
    for (;;) {
      Fence::Announce(cell, object);
      T* again = current_.load(std::memory_order_seq_cst);
      if (again == object) [[likely]]
        return object;
      object = again;
    }
  }

  // Shared: read by every reader, written by the writer.
  alignas(128) std::atomic<T*> current_{nullptr};

  // Only on the writer's thread.
  alignas(128) std::vector<std::unique_ptr<T>> limbo_;
};

}  // namespace hotswap

#endif  // HOTSWAP_CORE_SLOT_SLOT_H_

#ifndef HOTSWAP_CORE_SLOT_ASYMMETRIC_FENCE_H_
#define HOTSWAP_CORE_SLOT_ASYMMETRIC_FENCE_H_

#include <atomic>

namespace hotswap {

/// True once the kernel has registered this process for membarrier(PRIVATE_EXPEDITED). False on old kernels, under a seccomp
/// filter that forbids it, before static initialisation, and in ThreadSanitizer builds, which cannot see a membarrier.
extern const bool kMembarrierWorks;

/// The two halves of a store-load fence that costs the reader nothing and the writer a system call.
///
/// Without membarrier the reader pays: its announcement becomes a sequentially consistent exchange (about 1.2x a direct call;
/// an mfence would cost 20x). A reader that still saw kMembarrierWorks as false is merely fenced twice.
struct AsymmetricFence {
  /// Stores `value` and orders that store before every later load of this thread, as seen by a thread that calls Heavy().
  /// Wait-free. Release: what the reader did under the value before is over when a scan sees the new one.
  static void Announce(std::atomic<const void*>& cell, const void* value) {
    if (kMembarrierWorks) [[likely]] {
      cell.store(value, std::memory_order_release);
      std::atomic_signal_fence(std::memory_order_seq_cst);
    } else {
      cell.exchange(value, std::memory_order_seq_cst);
    }
  }

  /// A full fence in every thread of this process. Aborts when the kernel withdraws a membarrier that it had granted, because no
  /// later answer could be trusted.
  static void Heavy();
};

}  // namespace hotswap

#endif  // HOTSWAP_CORE_SLOT_ASYMMETRIC_FENCE_H_

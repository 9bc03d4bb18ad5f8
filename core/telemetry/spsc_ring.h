#ifndef HOTSWAP_CORE_TELEMETRY_SPSC_RING_H_
#define HOTSWAP_CORE_TELEMETRY_SPSC_RING_H_

#include <array>
#include <atomic>
#include <cstddef>

namespace hotswap {

/// A bounded queue with one writer and one reader (Lamport's ring).
///
/// Threads  Push() on the writer, Pop() on the reader; both wait-free.
/// Failure  A full ring drops what is pushed: the writer never waits for the reader.
template <typename T, std::size_t kCapacity>
class SpscRing {
  static_assert((kCapacity & (kCapacity - 1)) == 0, "a power of two");

 public:
  /// False when the ring was full and `value` was dropped.
  bool Push(const T& value) {
    const std::size_t tail = tail_.load(std::memory_order_relaxed);
    if (tail - head_.load(std::memory_order_acquire) == kCapacity) return false;
    items_[tail % kCapacity] = value;
    tail_.store(tail + 1, std::memory_order_release);
    return true;
  }

  /// False when there is nothing.
  bool Pop(T& value) {
    const std::size_t head = head_.load(std::memory_order_relaxed);
    if (head == tail_.load(std::memory_order_acquire)) return false;
    value = items_[head % kCapacity];
    head_.store(head + 1, std::memory_order_release);
    return true;
  }

 private:
  alignas(64) std::atomic<std::size_t> tail_{0};
  alignas(64) std::atomic<std::size_t> head_{0};
  alignas(64) std::array<T, kCapacity> items_{};
};

}  // namespace hotswap

#endif  // HOTSWAP_CORE_TELEMETRY_SPSC_RING_H_

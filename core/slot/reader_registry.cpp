#include "core/slot/reader_registry.h"

#include <pthread.h>
#include <unistd.h>

#include <algorithm>
#include <system_error>

namespace hotswap {

constinit std::atomic<ReaderBlock*> ReaderRegistry::head_{nullptr};

ReaderBlock* ReaderRegistry::Take() {
  ReaderBlock* block = nullptr;
  for (block = head_.load(std::memory_order_acquire); block != nullptr; block = block->next) {
    if (!block->taken.load(std::memory_order_relaxed) && !block->taken.exchange(true, std::memory_order_acquire)) break;
  }
  if (block == nullptr) {
    static const int registered = pthread_atfork(nullptr, nullptr, &ForgetOtherThreadsAfterFork);
    static_cast<void>(registered);
    block = new ReaderBlock;
    block->taken.store(true, std::memory_order_relaxed);
    block->next = head_.load(std::memory_order_relaxed);
    while (!head_.compare_exchange_weak(block->next, block, std::memory_order_seq_cst)) {
    }
  }
  block->thread.store(gettid(), std::memory_order_relaxed);
  return block;
}

void ReaderRegistry::Give(ReaderBlock* block) {
  for (auto& cell : block->cells) cell.store(nullptr, std::memory_order_release);
  block->abandoned.store(false, std::memory_order_relaxed);
  block->taken.store(false, std::memory_order_release);
}

bool ReaderRegistry::IsHeld(const void* object) {
  for (const ReaderBlock* block = head_.load(std::memory_order_seq_cst); block != nullptr; block = block->next) {
    const bool named =
        std::ranges::any_of(block->cells, [object](const auto& cell) { return cell.load(std::memory_order_seq_cst) == object; });
    if (named) return true;
  }
  return false;
}

bool ReaderRegistry::IsHeldByAbandonedOnly(const void* object) {
  bool held = false;
  for (const ReaderBlock* block = head_.load(std::memory_order_seq_cst); block != nullptr; block = block->next) {
    for (const auto& cell : block->cells) {
      if (cell.load(std::memory_order_seq_cst) != object) continue;
      if (!block->abandoned.load(std::memory_order_relaxed)) return false;
      held = true;
    }
  }
  return held;
}

std::vector<pid_t> ReaderRegistry::Holders(const void* object) {
  std::vector<pid_t> threads;
  for (const ReaderBlock* block = head_.load(std::memory_order_seq_cst); block != nullptr; block = block->next) {
    for (const auto& cell : block->cells) {
      if (cell.load(std::memory_order_seq_cst) != object) continue;
      threads.push_back(block->thread.load(std::memory_order_relaxed));
      break;
    }
  }
  return threads;
}

ReaderBlock* ReaderRegistry::TakeForThisThread() {
  // No thread_local with a destructor: the first use of one takes the dynamic loader's lock, which a library that hangs in a
  // static constructor keeps. A worker that is started then must be able to answer.
  static const pthread_key_t at_end = [] {
    pthread_key_t key{};
    if (const int failed = pthread_key_create(&key, &AtThreadEnd); failed != 0) {
      // Without the key the blocks of threads that end stay taken; with the key 0, which may be another's, a pointer is lost.
      throw std::system_error(failed, std::generic_category(), "no key is left for what each thread holds");
    }
    return key;
  }();
  ReaderBlock* block = Take();
  this_thread_ = block;
  pthread_setspecific(at_end, block);
  return block;
}

void ReaderRegistry::AtThreadEnd(void* block) {
  this_thread_ = nullptr;
  Give(static_cast<ReaderBlock*>(block));
}

void ReaderRegistry::ForgetOtherThreadsAfterFork() {
  for (ReaderBlock* block = head_.load(std::memory_order_relaxed); block != nullptr; block = block->next) {
    if (block == this_thread_ || !block->taken.load(std::memory_order_relaxed)) continue;
    Give(block);
  }
}

}  // namespace hotswap

#include "core/telemetry/thread_cell.h"

#include <algorithm>
#include <cstddef>
#include <thread>
#include <utility>

namespace hotswap {
namespace {

template <typename T>
void Bump(std::atomic<T>& counter, T more) {
  counter.store(counter.load(std::memory_order_relaxed) + more, std::memory_order_relaxed);
}

void Add(Bucket& bucket, const RunSummary& run) {
  bucket.requests += run.requests;
  bucket.errors += run.errors;
  if (run.min > run.max) return;
  const bool first = bucket.min > bucket.max;
  bucket.min = first ? run.min : std::min(bucket.min, run.min);
  bucket.max = first ? run.max : std::max(bucket.max, run.max);
  bucket.last = run.last;
}

}  // namespace

void ThreadCell::Record(const RunSummary& run, std::int64_t end_ns) {
  Bump(requests_, run.requests);
  if (run.errors != 0) Bump(errors_, run.errors);
  const std::int64_t index = end_ns / width_ns_;
  Bucket& bucket = open_.bucket;
  CountSwitch(run);
  if (GoesAside(run, index)) {
    RecordAside(run, index, end_ns);
  } else {
    if (index != open_index_ || run.version != bucket.version || run.slot != bucket.slot) {
      open_is_beside_ = run.beside;
      OpenBucket(run.version, run.slot, index);
    }
    Add(bucket, run);
  }
  bucket.end_ns = end_ns;
  Publish();
}

void ThreadCell::CountSwitch(const RunSummary& run) {
  if (run.beside || run.slot >= stable_.size()) return;
  const std::uint32_t before = std::exchange(stable_[run.slot], run.version);
  if (before != 0 && before != run.version) Bump(switches_, 1U);
}

bool ThreadCell::GoesAside(const RunSummary& run, std::int64_t index) const {
  if (open_index_ < 0) return false;
  if (run.slot != open_.bucket.slot) return index == open_index_;
  return run.beside && !open_is_beside_;
}

/// Slots, and a canary's two versions, take turns: a bucket for each turn would fill the ring of closed ones in no time.
void ThreadCell::RecordAside(const RunSummary& run, std::int64_t index, std::int64_t end_ns) {
  if (index != open_index_) OpenBucket(open_.bucket.version, open_.bucket.slot, index);
  const auto end = aside_.begin() + static_cast<std::ptrdiff_t>(aside_count_);
  auto own =
      std::find_if(aside_.begin(), end, [&](const Bucket& one) { return one.version == run.version && one.slot == run.slot; });
  if (own == end) {
    if (aside_count_ == kAside) OpenBucket(open_.bucket.version, open_.bucket.slot, index);
    const std::int64_t start_ns = open_.bucket.end_ns;
    own = aside_.begin() + static_cast<std::ptrdiff_t>(aside_count_++);
    *own = Bucket{.start_ns = start_ns, .end_ns = start_ns, .min = 1, .max = 0, .version = run.version, .slot = run.slot};
  }
  Add(*own, run);
  own->end_ns = end_ns;
}

/// Closes what is open, the buckets aside included, so that serials come in order.
void ThreadCell::OpenBucket(std::uint32_t version, std::uint32_t slot, std::int64_t index) {
  Bucket& bucket = open_.bucket;
  std::int64_t start_ns = index * width_ns_;
  if (open_index_ >= 0) {
    if (index == open_index_) {
      start_ns = bucket.end_ns;  // a swap within the stretch: the new version's part begins where the old one's ended
    } else {
      bucket.end_ns = (open_index_ + 1) * width_ns_;
    }
    closed_.Push(open_);  // dropped when the sampler stopped reading for 128 buckets: the counters still have it
    CloseAside();
  }
  ++open_.serial;
  open_index_ = index;
  bucket = Bucket{.start_ns = start_ns, .end_ns = start_ns, .min = 1, .max = 0, .version = version, .slot = slot};
}

void ThreadCell::CloseAside() {
  for (std::size_t i = 0; i < aside_count_; ++i) closed_.Push({++open_.serial, aside_[i]});
  aside_count_ = 0;
}

void ThreadCell::Publish() {
  const Bucket& bucket = open_.bucket;
  const std::uint64_t sequence = sequence_.load(std::memory_order_relaxed);
  // Each field is a release after the odd number and an acquire before the second look at it, which orders the lock without
  // fences: those are invisible to ThreadSanitizer, and releases cost nothing on x86.
  sequence_.store(sequence + 1, std::memory_order_relaxed);
  published_.serial.store(open_.serial, std::memory_order_release);
  published_.start_ns.store(bucket.start_ns, std::memory_order_release);
  published_.end_ns.store(bucket.end_ns, std::memory_order_release);
  published_.min.store(bucket.min, std::memory_order_release);
  published_.max.store(bucket.max, std::memory_order_release);
  published_.last.store(bucket.last, std::memory_order_release);
  published_.version.store(bucket.version, std::memory_order_release);
  published_.slot.store(bucket.slot, std::memory_order_release);
  published_.requests.store(bucket.requests, std::memory_order_release);
  published_.errors.store(bucket.errors, std::memory_order_release);
  sequence_.store(sequence + 2, std::memory_order_release);
}

ClosedBucket ThreadCell::ReadOpen() const {
  ClosedBucket open;
  for (;;) {
    const std::uint64_t before = sequence_.load(std::memory_order_acquire);
    open.serial = published_.serial.load(std::memory_order_acquire);
    open.bucket = Bucket{.start_ns = published_.start_ns.load(std::memory_order_acquire),
                         .end_ns = published_.end_ns.load(std::memory_order_acquire),
                         .min = published_.min.load(std::memory_order_acquire),
                         .max = published_.max.load(std::memory_order_acquire),
                         .last = published_.last.load(std::memory_order_acquire),
                         .version = published_.version.load(std::memory_order_acquire),
                         .slot = published_.slot.load(std::memory_order_acquire),
                         .requests = published_.requests.load(std::memory_order_acquire),
                         .errors = published_.errors.load(std::memory_order_acquire)};
    if (before % 2 == 0 && sequence_.load(std::memory_order_relaxed) == before) return open;
    // With more threads than processors the worker may have lost its turn in the middle: spinning would only keep it from it.
    std::this_thread::yield();
  }
}

ThreadCell::Reading ThreadCell::Read() const {
  Reading reading;
  reading.requests = requests_.load(std::memory_order_relaxed);
  reading.errors = errors_.load(std::memory_order_relaxed);
  reading.lost = lost_.load(std::memory_order_relaxed);
  reading.switches = switches_.load(std::memory_order_relaxed);
  reading.open = ReadOpen();
  return reading;
}

}  // namespace hotswap

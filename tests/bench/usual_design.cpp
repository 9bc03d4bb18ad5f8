#include "tests/bench/usual_design.h"

#include <dlfcn.h>

#include <stdexcept>

#include "core/engine/synthetic_source.h"

// std::atomic_load of a shared_ptr is what is to be measured.
#pragma GCC diagnostic ignored "-Wdeprecated-declarations"

namespace hotswap::bench {

double UsualDesign::Run(unsigned threads, std::chrono::milliseconds length, std::chrono::milliseconds period) {
  using Clock = std::chrono::steady_clock;
  stop_ = false;
  const std::uint64_t before = statistics_.total;
  const auto start = Clock::now();
  std::vector<std::thread> workers;
  for (unsigned thread = 0; thread < threads; ++thread) workers.emplace_back([this, thread] { Work(thread); });
  std::size_t next = 1;
  for (auto due = start + period; due < start + length; due += period) {
    std::this_thread::sleep_until(due);
    Load(next++ % libraries_.size());
  }
  std::this_thread::sleep_until(start + length);
  stop_ = true;
  for (auto& worker : workers) worker.join();
  const double seconds = std::chrono::duration<double>(Clock::now() - start).count();
  return static_cast<double>(statistics_.total - before) / seconds;
}

void UsualDesign::Load(std::size_t index) {
  void* handle = dlopen(libraries_[index].c_str(), RTLD_NOW | RTLD_LOCAL);
  if (handle == nullptr) throw std::runtime_error(dlerror());
  const auto create = reinterpret_cast<IScoreOperator* (*)()>(dlsym(handle, "create_operator"));
  const auto destroy = reinterpret_cast<void (*)(IScoreOperator*)>(dlsym(handle, "destroy_operator"));
  std::shared_ptr<IScoreOperator> next(create(), [handle, destroy](IScoreOperator* op) {
    destroy(op);
    dlclose(handle);
  });
  std::atomic_store(&current_, std::move(next));
}

void UsualDesign::Work(unsigned thread) {
  using Clock = std::chrono::steady_clock;
  volatile double score = 0;
  for (std::uint64_t round = 1; !stop_.load(std::memory_order_relaxed); ++round) {
    const Feature feature = SyntheticFeature(thread, round);
    const auto start = Clock::now();
    const std::shared_ptr<IScoreOperator> op = std::atomic_load(&current_);
    ++statistics_.total;
    try {
      score = op->compute_score(feature);
      ++statistics_.succeeded;
    } catch (...) {
      ++statistics_.failed;
    }
    statistics_.latency_ns += static_cast<std::uint64_t>((Clock::now() - start).count());
  }
  static_cast<void>(score);
}

}  // namespace hotswap::bench

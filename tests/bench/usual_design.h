#ifndef HOTSWAP_TESTS_BENCH_USUAL_DESIGN_H_
#define HOTSWAP_TESTS_BENCH_USUAL_DESIGN_H_

#include <atomic>
#include <chrono>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <thread>
#include <vector>

#include "core/abi/operator_interface.h"

namespace hotswap::bench {

/// The way in which such monitors are usually written, as the thing to compare with: the operator behind std::atomic_load of a
/// shared_ptr, two clock readings a request, and four counters that all threads share. It answers the same synthetic requests.
class UsualDesign {
 public:
  explicit UsualDesign(std::vector<std::filesystem::path> libraries) : libraries_(std::move(libraries)) { Load(0); }

  /// Requests per second of `threads` workers over `length`, with a swap (dlopen, publish, dlclose when the last user is gone)
  /// every `period`.
  double Run(unsigned threads, std::chrono::milliseconds length, std::chrono::milliseconds period);

 private:
  struct Statistics {
    std::atomic<std::uint64_t> total{0};
    std::atomic<std::uint64_t> succeeded{0};
    std::atomic<std::uint64_t> failed{0};
    std::atomic<std::uint64_t> latency_ns{0};
  };

  void Load(std::size_t index);
  void Work(unsigned thread);

  const std::vector<std::filesystem::path> libraries_;
  std::shared_ptr<IScoreOperator> current_;
  Statistics statistics_;
  std::atomic<bool> stop_{false};
};

}  // namespace hotswap::bench

#endif  // HOTSWAP_TESTS_BENCH_USUAL_DESIGN_H_

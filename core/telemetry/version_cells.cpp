#include "core/telemetry/version_cells.h"

#include <algorithm>

namespace hotswap {

VersionCells::~VersionCells() {
  for (auto& cell : cells_) delete cell.load(std::memory_order_relaxed);
}

void VersionCells::EnsureThreads(unsigned count) {
  for (unsigned i = 0; i < count; ++i) {
    if (cells_[i].load(std::memory_order_relaxed) != nullptr) continue;
    cells_[i].store(std::make_unique<VersionCell>().release(), std::memory_order_release);
  }
}

void VersionCells::NoteError(std::string_view text, TimePoint at) {
  auto expected = ErrorText::kNone;
  if (!error_state_.compare_exchange_strong(expected, ErrorText::kBeingWritten, std::memory_order_relaxed)) return;
  const std::size_t length = std::min(text.size(), error_.size() - 1);
  std::copy_n(text.data(), length, error_.data());
  error_[length] = '\0';
  error_at_ = at;
  error_state_.store(ErrorText::kThere, std::memory_order_release);
}

VersionFaults VersionCells::Faults() const {
  VersionFaults faults;
  faults.errors = errors_.load(std::memory_order_relaxed);
  faults.nonfinite = nonfinite_.load(std::memory_order_relaxed);
  if (faults.errors != 0) faults.first_text = first_error();
  return faults;
}

std::uint64_t VersionCells::Requests() const {
  std::uint64_t sum = 0;
  for (const auto& cell : cells_) {
    if (const VersionCell* of_thread = cell.load(std::memory_order_acquire)) {
      sum += of_thread->requests.load(std::memory_order_relaxed);
    }
  }
  return sum;
}

LatencyCounts VersionCells::Latency() const {
  LatencyCounts counts;
  for (const auto& cell : cells_) {
    if (const VersionCell* of_thread = cell.load(std::memory_order_acquire)) of_thread->latency.AddTo(counts);
  }
  return counts;
}

std::optional<std::string> VersionCells::first_error() const {
  if (error_state_.load(std::memory_order_acquire) != ErrorText::kThere) return std::nullopt;
  return std::string(error_.data());
}

}  // namespace hotswap

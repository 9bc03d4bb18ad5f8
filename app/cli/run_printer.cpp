#include "app/cli/run_printer.h"

#include <algorithm>
#include <array>
#include <cinttypes>
#include <cstdio>

#include "core/base/duration.h"

namespace hotswap {
namespace {

using std::chrono::nanoseconds;

/// More swap lines than this between two looks are not read by anybody; the rest is counted.
constexpr std::size_t kMostSwapLines = 4;

const VersionInfo* FindVersion(const Snapshot& snapshot, std::uint32_t slot, std::uint32_t number) {
  const auto found = std::ranges::find_if(
      snapshot.versions, [&](const VersionInfo& version) { return version.slot == slot && version.number == number; });
  return found == snapshot.versions.end() ? nullptr : &*found;
}

std::string NameOf(const Snapshot& snapshot, std::uint32_t slot, std::uint32_t number) {
  const VersionInfo* version = FindVersion(snapshot, slot, number);
  return version != nullptr ? version->name : "v" + std::to_string(number);
}

/// "1.25 M", "48.2 k", "310": four characters of a count or rate.
std::string Short(double value) {
  static constexpr std::array<const char*, 4> kUnits{"", " k", " M", " G"};
  std::size_t unit = 0;
  for (; value >= 1000 && unit + 1 < kUnits.size(); ++unit) value /= 1000;
  std::array<char, 32> text;
  const int decimals = unit == 0 && value == static_cast<double>(static_cast<std::uint64_t>(value)) ? 0
                       : value < 10                                                                 ? 2
                       : value < 100                                                                ? 1
                                                                                                    : 0;
  std::snprintf(text.data(), text.size(), "%.*f%s", decimals, value, kUnits[unit]);
  return text.data();
}

std::string Time(double ns) { return FormatDuration(nanoseconds(static_cast<std::int64_t>(ns))); }

std::string SwapLine(const Snapshot& snapshot, const SwapReceipt& receipt) {
  const auto slot = std::ranges::find(snapshot.slots, receipt.slot, &SlotInfo::name) - snapshot.slots.begin();
  const auto label = [&](std::uint32_t number) {
    return "v" + std::to_string(number) + " " + NameOf(snapshot, static_cast<std::uint32_t>(slot), number);
  };
  std::string line = "[HotUpdate] " + receipt.slot + ": ";
  if (receipt.outcome == SwapOutcome::kRefused || receipt.outcome == SwapOutcome::kFailed) {
    return line + receipt.path + " refused at " + receipt.gate + " (" + receipt.code + ")";
  }
  if (receipt.from) line += label(*receipt.from) + (receipt.outcome == SwapOutcome::kRolledBack ? " rolled back to " : " -> ");
  line += label(*receipt.to) + " | load " + FormatDuration(receipt.copy + receipt.inspect + receipt.load) + " | published in " +
          FormatDuration(receipt.publish);
  return line;
}

}  // namespace

void RunPrinter::Show(const Snapshot& snapshot) {
  if (options_.quiet) return;
  ShowSwaps(snapshot);
  ShowRequests(snapshot);
  ShowSecond(snapshot);
  std::fflush(stdout);
}

void RunPrinter::ShowSwaps(const Snapshot& snapshot) {
  std::size_t lines = 0;
  std::uint64_t left_out = 0;
  for (const SwapReceipt& receipt : *snapshot.receipts) {
    if (receipt.number <= last_receipt_) continue;
    left_out += receipt.number - last_receipt_ - 1;  // receipts come and go between two looks
    last_receipt_ = receipt.number;
    if (lines == kMostSwapLines) {
      ++left_out;
      continue;
    }
    ++lines;
    std::printf("%s\n", SwapLine(snapshot, receipt).c_str());
  }
  if (left_out != 0) std::printf("[HotUpdate] … and %" PRIu64 " more\n", left_out);
}

void RunPrinter::ShowRequests(const Snapshot& snapshot) {
  for (const RequestSample& sample : snapshot.samples) {
    if (sample.number <= last_sample_) continue;
    last_sample_ = sample.number;
    const std::string name = NameOf(snapshot, sample.slot, sample.version);
    const auto latency_us = std::chrono::round<std::chrono::microseconds>(sample.latency).count();
    std::printf("[Thread-%2u] Round %2" PRIu64 " | Op: %s | Score: %8.3f | Time: %4" PRId64 "μs%s\n", sample.thread, sample.round,
                name.c_str(), sample.score, static_cast<std::int64_t>(latency_us), sample.error ? " | ERROR" : "");
  }
}

void RunPrinter::ShowSecond(const Snapshot& snapshot) {
  if (snapshot.at < next_second_) return;
  next_second_ = std::chrono::floor<std::chrono::seconds>(snapshot.at) + std::chrono::seconds(1);
  if (!snapshot.samples.empty()) return;  // each request has its line
  std::string shares;
  for (const VersionInfo& version : snapshot.versions) {
    if (version.requests_per_s <= 0 || snapshot.totals.requests_per_s <= 0) continue;
    std::array<char, 48> share;
    std::snprintf(share.data(), share.size(), " v%u %.0f %%", version.number,
                  100 * version.requests_per_s / snapshot.totals.requests_per_s);
    shares += share.data();
  }
  std::printf("[%5.1f s] %7s requests/s |%s | p50 %s p99 %s | errors %" PRIu64 " | hot updates %" PRIu64 "\n",
              std::chrono::duration<double>(snapshot.at).count(), Short(snapshot.totals.requests_per_s).c_str(), shares.c_str(),
              Time(snapshot.totals.recent.p50_ns).c_str(), Time(snapshot.totals.recent.p99_ns).c_str(), snapshot.totals.errors,
              snapshot.totals.swaps);
}

void RunPrinter::Tell(const Event& event) const {
  const bool trouble = event.level != EventLevel::kInfo;
  if (!trouble && !options_.verbose) return;
  if (options_.quiet && event.level != EventLevel::kError) return;
  const char* level = event.level == EventLevel::kError ? "error: " : event.level == EventLevel::kWarning ? "warning: " : "";
  const std::string gate = event.gate.empty() ? "" : event.gate + " ";
  std::fprintf(stderr, "hotswap: %s%s%s\n", level, gate.c_str(), event.text.c_str());
}

void RunPrinter::Trace(const std::string& line) const { std::fprintf(stderr, "[Load] %s\n", line.c_str()); }

void RunPrinter::Conclude(const Snapshot& snapshot, nanoseconds ran, const LatencySummary& latency) {
  if (options_.quiet) return;
  ShowSwaps(snapshot);
  ShowRequests(snapshot);
  const double seconds = std::chrono::duration<double>(ran).count();
  const double rate = seconds > 0 ? static_cast<double>(snapshot.totals.requests) / seconds : 0;
  std::printf("\nStatistics\n");
  std::printf("  Run time     %s\n", FormatDuration(ran).c_str());
  std::printf("  Requests     %" PRIu64 " (%s/s, %u threads)\n", snapshot.totals.requests, Short(rate).c_str(),
              snapshot.workers.threads);
  for (const VersionInfo& version : snapshot.versions) {
    std::printf("    v%-3u %-24s %" PRIu64 " requests, %" PRIu64 " errors, %s\n", version.number, version.name.c_str(),
                version.requests, version.errors, VersionStateName(version.state));
  }
  std::printf("  Latency      p50 %s, p99 %s, p99.9 %s, max %s\n", Time(latency.p50_ns).c_str(), Time(latency.p99_ns).c_str(),
              Time(latency.p999_ns).c_str(), Time(latency.max_ns).c_str());
  std::printf("  Hot updates  %" PRIu64 "\n", snapshot.totals.swaps);
  std::printf("  Errors       %" PRIu64 "\n", snapshot.totals.errors);
  std::printf("  Lost         %" PRIu64 "\n", snapshot.totals.lost);
  if (snapshot.source_bad_rows != 0)
    std::printf("  Bad rows     %" PRIu64 " in %s\n", snapshot.source_bad_rows, snapshot.source.c_str());
  std::fflush(stdout);
}

}  // namespace hotswap

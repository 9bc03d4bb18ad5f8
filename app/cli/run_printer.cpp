#include "app/cli/run_printer.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <cinttypes>
#include <cmath>
#include <cstdarg>
#include <cstdio>
#include <filesystem>
#include <numeric>
#include <utility>

#include "app/language.h"
#include "core/base/duration.h"
#include "core/loading/display_name.h"
#include "core/rollout/figure_text.h"

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
  // What would be printed as 1000 is 1.00 of the next unit.
  for (; std::round(value) >= 1000 && unit + 1 < kUnits.size(); ++unit) value /= 1000;
  std::array<char, 32> text;
  const int decimals = unit == 0 && value == static_cast<double>(static_cast<std::uint64_t>(value)) ? 0
                       : value < 10                                                                 ? 2
                       : value < 100                                                                ? 1
                                                                                                    : 0;
  std::snprintf(text.data(), text.size(), "%.*f%s", decimals, value, kUnits[unit]);
  return text.data();
}

/// Rounded as in the report.
std::string Time(double ns) { return FormatDuration(nanoseconds(std::llround(ns))); }

/// In the column that fits "   2.475"; what is far wider is told by its size.
std::string Score(double score) {
  constexpr double kTooWide = 1e9;
  std::array<char, 32> text;
  std::snprintf(text.data(), text.size(), std::fabs(score) >= kTooWide ? "%8.3g" : "%8.3f", score);
  return text.data();
}

/// printf() in the language of the person who reads it.
[[gnu::format(printf, 1, 2)]] void Say(const char* format, ...) {
  va_list values;
  va_start(values, format);
  va_list again;
  va_copy(again, values);
  const int size = std::vsnprintf(nullptr, 0, format, values);
  va_end(values);
  std::string text(static_cast<std::size_t>(std::max(size, 0)), '\0');
  std::vsnprintf(text.data(), text.size() + 1, format, again);  // the string ends with a null, too
  va_end(again);
  std::fputs(Translated(text).c_str(), stdout);
}

/// A file's name may hold anything, also what a terminal obeys.
std::string Printable(const std::string& text) { return DisplayName(text.c_str(), text.size()); }

std::string SwapLine(const Snapshot& snapshot, const SwapReceipt& receipt) {
  const auto slot = std::ranges::find(snapshot.slots, receipt.slot, &SlotInfo::name) - snapshot.slots.begin();
  const auto label = [&](std::uint32_t number) {
    return "v" + std::to_string(number) + " " + NameOf(snapshot, static_cast<std::uint32_t>(slot), number);
  };
  std::string line = "[HotUpdate] " + receipt.slot + ": ";
  if (receipt.outcome == SwapOutcome::kRefused || receipt.outcome == SwapOutcome::kFailed) {
    if (receipt.gate.empty()) return line + Printable(receipt.path) + " not published: " + Printable(receipt.reason);
    return line + Printable(receipt.path) + " refused by gate " + receipt.gate + " (" + receipt.code + ")";
  }
  if (receipt.from) line += label(*receipt.from) + (receipt.outcome == SwapOutcome::kRolledBack ? " rolled back to " : " -> ");
  const nanoseconds gates = receipt.copy + receipt.inspect + receipt.vet + receipt.load + receipt.parity + receipt.warmup;
  line += label(*receipt.to) + " | load " + FormatDuration(gates) + " | published in " + FormatDuration(receipt.publish);
  if (!receipt.reason.empty()) line += " | " + Printable(receipt.reason);
  return line;
}

}  // namespace

void RunPrinter::Show(const Snapshot& snapshot) {
  if (options_.quiet || output_error_ != 0 || snapshot.sequence == last_snapshot_) return;
  last_snapshot_ = snapshot.sequence;
  errno = 0;
  // One snapshot late: a swap becomes visible a little after the first requests that it sent elsewhere, and a line of the new
  // version above the swap's own would look like a mistake.
  ShowUntil(snapshot, std::exchange(last_at_, snapshot.at));
  ShowSecond(snapshot);
  Flush();
}

std::string RunPrinter::OfSlot(const char* before, const std::string& slot, const char* after) const {
  return options_.slots && !slot.empty() ? before + Printable(slot) + after : "";
}

std::string RunPrinter::OfSlot(const char* before, const Snapshot& snapshot, std::uint32_t slot, const char* after) const {
  return slot < snapshot.slots.size() ? OfSlot(before, snapshot.slots[slot].name, after) : "";
}

void RunPrinter::ShowUntil(const Snapshot& snapshot, nanoseconds limit) {
  std::uint64_t left_out = 0;
  std::size_t swap_lines = 0;
  auto sample = snapshot.samples.begin();
  const auto show_samples_until = [&](nanoseconds until) {
    for (; sample != snapshot.samples.end() && sample->at <= until; ++sample) ShowRequest(snapshot, *sample);
  };
  for (const SwapReceipt& receipt : *snapshot.receipts) {
    if (receipt.number <= last_receipt_) continue;
    if (receipt.at > limit) break;
    left_out += receipt.number - last_receipt_ - 1;  // receipts come and go between two looks
    last_receipt_ = receipt.number;
    show_samples_until(receipt.at);
    if (++swap_lines > kMostSwapLines) {
      ++left_out;
    } else {
      Say("%s\n", SwapLine(snapshot, receipt).c_str());
    }
  }
  if (left_out != 0) Say("[HotUpdate] … and %" PRIu64 " more\n", left_out);
  show_samples_until(limit);
  for (const std::string& line : progress_.New(snapshot)) Say("%s\n", line.c_str());
}

void RunPrinter::ShowRequest(const Snapshot& snapshot, const RequestSample& sample) {
  if (sample.number <= last_sample_) return;
  last_sample_ = sample.number;
  const std::string name = NameOf(snapshot, sample.slot, sample.version);
  const auto latency_us = std::chrono::round<std::chrono::microseconds>(sample.latency).count();
  Say("[Thread-%2u] Round %2" PRIu64 " | %sOp: %s | Score: %s | Time: %4" PRId64 "μs%s\n", sample.thread, sample.round,
      OfSlot("Slot: ", snapshot, sample.slot, " | ").c_str(), name.c_str(), Score(sample.score).c_str(),
      static_cast<std::int64_t>(latency_us), sample.error ? " | ERROR" : "");
}

void RunPrinter::Flush() {
  if (std::fflush(stdout) != 0 || std::ferror(stdout) != 0) output_error_ = errno != 0 ? errno : EIO;
}

void RunPrinter::ShowSecond(const Snapshot& snapshot) {
  if (snapshot.at < next_second_) return;
  next_second_ = std::chrono::floor<std::chrono::seconds>(snapshot.at) + std::chrono::seconds(1);
  const std::string shares = SharesSinceLastSecond(snapshot);
  if (!snapshot.samples.empty()) return;  // each request has its line
  Say("[%5.1f s] %7s requests/s |%s | p50 %s p99 %s | errors %" PRIu64 " | hot updates %" PRIu64 "\n",
      std::chrono::duration<double>(snapshot.at).count(), Short(snapshot.totals.requests_per_s).c_str(), shares.c_str(),
      Time(snapshot.totals.recent.p50_ns).c_str(), Time(snapshot.totals.recent.p99_ns).c_str(), snapshot.totals.errors,
      snapshot.totals.swaps);
}

/// From counts and not from rates, each of which is taken over a stretch of its own: theirs would add up to anything.
std::string RunPrinter::SharesSinceLastSecond(const Snapshot& snapshot) {
  std::vector<std::uint64_t> answered;
  for (const VersionInfo& version : snapshot.versions) {
    std::uint64_t& before = counted_[{version.slot, version.number}];
    answered.push_back(version.requests - std::exchange(before, version.requests));
  }
  const double all = std::accumulate(answered.begin(), answered.end(), 0.0);
  std::string shares;
  for (std::size_t i = 0; i < answered.size(); ++i) {
    if (answered[i] == 0) continue;
    const VersionInfo& version = snapshot.versions[i];
    std::array<char, 48> share;
    std::snprintf(share.data(), share.size(), " v%u %.0f %%", version.number, 100 * static_cast<double>(answered[i]) / all);
    shares += OfSlot(" ", snapshot, version.slot, "") + share.data();
  }
  return shares;
}

void RunPrinter::Started() {
  const MutexLock lock(mutex_);
  starting_ = false;
  for (const Event& event : held_) Print(event);
  held_.clear();
}

void RunPrinter::Tell(const Event& event) {
  const bool trouble = event.level != EventLevel::kInfo;
  if (!trouble && !options_.verbose) return;
  if (options_.quiet && event.level != EventLevel::kError) return;
  const MutexLock lock(mutex_);
  if (starting_ && event.level == EventLevel::kError) {
    held_.push_back(event);
  } else {
    Print(event);
  }
}

void RunPrinter::Print(const Event& event) const {
  const char* level = event.level == EventLevel::kError ? "error: " : event.level == EventLevel::kWarning ? "warning: " : "";
  const std::string gate = event.gate.empty() ? "" : " (gate " + event.gate + ")";
  const std::string text = level + OfSlot("slot ", event.slot, ": ") + event.text + gate;
  std::fprintf(stderr, "hotswap: %s\n", Printable(Translated(text)).c_str());
}

void RunPrinter::Trace(const std::string& line) const {
  std::fprintf(stderr, "[Load] %s\n", Printable(Translated(line)).c_str());
}

void RunPrinter::ShowParked(const Snapshot& snapshot, const ParkedThread& parked) const {
  const std::string slot = OfSlot("", snapshot, parked.slot, " ");
  const std::string version = "v" + std::to_string(parked.version) + " " + NameOf(snapshot, parked.slot, parked.version);
  const std::string span = FormatDuration(snapshot.at - parked.since);
  if (parked.ending) {
    Say("  Left alone   %s has not ended for %s: a thread_local object of an operator hangs; it called %s%s last\n",
        parked.name.c_str(), span.c_str(), slot.c_str(), version.c_str());
  } else {
    Say("  Left alone   %s is stuck in compute_score of %s%s for %s\n", parked.name.c_str(), slot.c_str(), version.c_str(),
        span.c_str());
  }
}

void RunPrinter::Conclude(const Snapshot& snapshot, nanoseconds ran, const LatencySummary& latency) {
  if (options_.quiet || output_error_ != 0) return;
  errno = 0;
  ShowUntil(snapshot, nanoseconds::max());
  const double seconds = std::chrono::duration<double>(ran).count();
  const double rate = seconds > 0 ? static_cast<double>(snapshot.totals.requests) / seconds : 0;
  Say("\n%s\n", Translated("Statistics").c_str());
  Say("  Run time     %s\n", FormatDuration(ran).c_str());
  Say("  Requests     %" PRIu64 " (%s/s, %s)\n", snapshot.totals.requests, Short(rate).c_str(),
      CountText(snapshot.workers.threads, "threads").c_str());
  for (const VersionInfo& version : snapshot.versions) {
    if (version.earlier) continue;
    const std::string slot = OfSlot("", snapshot, version.slot, " ");
    const std::string reason = version.state_reason.empty() ? "" : ": " + Printable(version.state_reason);
    const std::string name = version.name.empty() ? std::filesystem::path(version.path).filename().string() : version.name;
    Say("    %-*sv%-3u %-24s %s, %s, %s%s\n", options_.slots ? 13 : 0, slot.c_str(), version.number, Printable(name).c_str(),
        CountText(version.requests, "requests").c_str(), CountText(version.errors, "errors").c_str(),
        VersionStateName(version.state), reason.c_str());
  }
  for (const ParkedThread& parked : snapshot.parked) ShowParked(snapshot, parked);
  Say("  Latency      p50 %s, p99 %s, p99.9 %s, max %s\n", Time(latency.p50_ns).c_str(), Time(latency.p99_ns).c_str(),
      Time(latency.p999_ns).c_str(), Time(latency.max_ns).c_str());
  Say("  Hot updates  %" PRIu64 "\n", snapshot.totals.swaps);
  Say("  Errors       %" PRIu64 "\n", snapshot.totals.errors);
  Say("  Lost         %" PRIu64 "\n", snapshot.totals.lost);
  if (snapshot.source_bad_rows != 0) Say("  Bad rows     %" PRIu64 " in %s\n", snapshot.source_bad_rows, snapshot.source.c_str());
  Flush();
}

}  // namespace hotswap

#include "app/vet/speed_check.h"

#include <sys/resource.h>

#include <algorithm>
#include <cstdio>
#include <span>
#include <string_view>
#include <vector>

#include "app/vet/processor_time.h"
#include "app/vet/report.h"

namespace hotswap::vet {
namespace {

constexpr std::size_t kBlocks = 64;
constexpr std::size_t kFewestBlocks = 9;
constexpr std::size_t kBlockCalls = 32;
/// So many times the budget may pass in a call that waits for others: for threads of its own, on a machine that is busy.
constexpr std::int64_t kWaitingBudgets = 100;
/// And so many times in the probation of a live version: probation_policy.h allows a millisecond, the vetting a tenth of it.
constexpr std::int64_t kProbationBudgets = 10;
constexpr std::int64_t kMeasureNs = 10'000'000;

/// How often this thread gave the processor away by itself.
long Waits() {
  rusage usage{};
  getrusage(RUSAGE_THREAD, &usage);
  return usage.ru_nvcsw;
}

template <typename Number>
Number Median(std::vector<Number> numbers) {
  const auto middle = numbers.begin() + static_cast<std::ptrdiff_t>(numbers.size() / 2);
  std::nth_element(numbers.begin(), middle, numbers.end());
  return *middle;
}

std::string_view DurationText(double nanoseconds, std::span<char> text) {
  const bool long_one = nanoseconds >= 1e6;
  const int length = std::snprintf(text.data(), text.size(), "%.3g %s", nanoseconds / (long_one ? 1e6 : 1e3),
                                   long_one ? "milliseconds" : "microseconds");
  return {text.data(), static_cast<std::size_t>(length)};
}

/// Of one that is quick enough here and would be taken back where it is to answer.
void TellSlowForProbation(const VettingContext& context, double median_ns) {
  char took[40];
  char allowed[40];
  Line line;
  line << "waits and answers a request in " << DurationText(median_ns, took)
       << " (median), where the probation of a live version allows "
       << DurationText(static_cast<double>(kProbationBudgets * context.latency_budget_ns), allowed)
       << ", so that it would be taken back soon after it is published; make it faster, or ask for what it waits for beforehand";
  if (context.strict) report::Refuse(Errc::kTooSlow, line.text());
  report::Warn(Errc::kTooSlow, line.text());
}

[[noreturn]] void RefuseSlow(std::int64_t call_ns, std::int64_t budget_ns, const char* how) {
  char text[300];
  std::snprintf(
      text, sizeof text,
      "is too slow: a call %s %.3g ms, where %.3g ms are allowed, so that requests would queue up; make it faster, or split "
      "the work",
      how, static_cast<double>(call_ns) / 1e6, static_cast<double>(budget_ns) / 1e6);
  report::Refuse(Errc::kTooSlow, text);
}

}  // namespace

void FirstCalls::Start() {
  if (calls_ >= kTimed) return;
  start_waits_ = Waits();
  start_wall_ns_ = WallTimeNs();
  start_ran_ns_ = ThreadTimeNs();
  if (calls_ == 0) first_start_ns_ = start_wall_ns_;
}

void FirstCalls::End() {
  if (calls_ >= kTimed) return;
  ran_ns_[calls_] = ThreadTimeNs() - start_ran_ns_;
  passed_ns_[calls_] = WallTimeNs() - start_wall_ns_;
  if (Waits() != start_waits_) ++slept_;
  ++calls_;
  const bool impatient = calls_ >= kEnough && WallTimeNs() - first_start_ns_ > kPatienceNs;
  if (judged_ || (calls_ < kTimed && !impatient)) return;
  judged_ = calls_ == kTimed;
  Judge();
}

void FirstCalls::Judge() const {
  const auto count = static_cast<std::ptrdiff_t>(calls_);
  // The fastest: first calls are slow for many reasons, more so on a busy machine, and what is slow by nature always is.
  const std::int64_t ran = *std::min_element(ran_ns_.begin(), ran_ns_.begin() + count);
  if (ran > budget_ns_) RefuseSlow(ran, budget_ns_, "computes for");
  const std::int64_t shortest = *std::min_element(passed_ns_.begin(), passed_ns_.begin() + count);
  if (slept_ == calls_ && shortest > kWaitingBudgets * budget_ns_) RefuseSlow(shortest, budget_ns_, "waits and takes");
}

std::int64_t FirstCalls::SlowCallNs() const {
  std::vector<std::int64_t> sorted(passed_ns_.begin(), passed_ns_.begin() + static_cast<std::ptrdiff_t>(calls_));
  std::sort(sorted.begin(), sorted.end());
  return sorted[sorted.size() * 3 / 4];
}

void CheckSpeed(const VettingContext& context, const Instance& instance) {
  report::Begin(vetting_stage::kSpeed);
  std::vector<double> ran_ns;
  std::vector<double> passed_ns;
  const std::int64_t first_ran = ThreadTimeNs();
  const long first_waits = Waits();
  std::size_t sample = 0;
  while (ran_ns.size() < kBlocks && (ran_ns.size() < kFewestBlocks || ThreadTimeNs() - first_ran < kMeasureNs)) {
    const std::size_t calls = context.call_ns > 100'000 ? 2 : kBlockCalls;
    const std::int64_t wall = WallTimeNs();
    const std::int64_t ran = ThreadTimeNs();
    for (std::size_t i = 0; i < calls; ++i, sample = (sample + 1) % context.samples.size()) {
      static_cast<void>(instance.Score(context.samples[sample], sample));
    }
    ran_ns.push_back(static_cast<double>(ThreadTimeNs() - ran) / static_cast<double>(calls));
    passed_ns.push_back(static_cast<double>(WallTimeNs() - wall) / static_cast<double>(calls));
  }
  const auto ran = static_cast<std::int64_t>(Median(ran_ns));
  if (ran > context.latency_budget_ns) RefuseSlow(ran, context.latency_budget_ns, "computes for");
  const double median = Median(passed_ns);
  // One that never gives the processor away is slow by the machine's fault.
  const bool waits = Waits() - first_waits >= static_cast<long>(passed_ns.size());
  if (waits && median > static_cast<double>(kProbationBudgets * context.latency_budget_ns)) {
    TellSlowForProbation(context, median);
  } else {
    char took[40];
    Line line;
    line << "answers a request in " << DurationText(median, took) << " (median)";
    report::Passed(line.text());
  }
  report::Median(median);
}

}  // namespace hotswap::vet

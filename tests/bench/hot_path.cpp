// What protecting and counting a call costs, against the bare virtual call, paired in one process. Prints a table of ns per call
// and ratios; judges nothing.
#include <dlfcn.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <chrono>
#include <cstdio>
#include <functional>
#include <memory>
#include <thread>
#include <vector>

#include "core/engine/block_scorer.h"
#include "core/engine/synthetic_source.h"
#include "core/slot/route.h"
#include "tests/fixtures/operators/fixture_path.h"

namespace hotswap::bench {
namespace {

constexpr std::size_t kBlock = 512;
constexpr int kBlocks = 20'000;
constexpr int kRepetitions = 9;

/// An operator and a slot that publishes it.
struct Subject {
  explicit Subject(const char* name) {
    void* handle = dlopen(testing::ShippedOperator(name).c_str(), RTLD_NOW | RTLD_LOCAL);
    op = reinterpret_cast<IScoreOperator* (*)()>(dlsym(handle, "create_operator"))();
    cells.EnsureThreads(kMaxThreads);
    auto route = std::make_unique<Route>();
    route->sequence = 1;
    route->version = 1;
    route->stable = op;
    route->cells = &cells;
    slot.Publish(std::move(route));
    for (std::size_t i = 0; i < kBlock; ++i) features[i] = SyntheticFeature(0, i + 1);
  }

  IScoreOperator* op;
  VersionCells cells;
  RouteSlot slot;
  std::array<Feature, kBlock> features;
};

/// Ways to answer one block; each returns something that depends on the scores.
using Way = std::function<double(Subject&, unsigned thread)>;

double Direct(Subject& subject, unsigned) {
  double sum = 0;
  for (const Feature& feature : subject.features) sum += subject.op->compute_score(feature);
  return sum;
}

double GuardEach(Subject& subject, unsigned) {
  double sum = 0;
  for (const Feature& feature : subject.features) {
    const RouteSlot::Guard guard(subject.slot);
    sum += guard->stable->compute_score(feature);
  }
  return sum;
}

double GuardBlock(Subject& subject, unsigned) {
  const RouteSlot::Guard guard(subject.slot);
  double sum = 0;
  for (const Feature& feature : subject.features) sum += guard->stable->compute_score(feature);
  return sum;
}

double PinEach(Subject& subject, unsigned) {
  thread_local RouteSlot::Pin pin(subject.slot);
  double sum = 0;
  for (const Feature& feature : subject.features) sum += pin.Refresh()->stable->compute_score(feature);
  return sum;
}

/// The worker's whole path without the source: pin, claim, scores, timing of 1 call in 64, commit, counters, history.
double WholePath(Subject& subject, unsigned thread) {
  static const CycleClock clock;
  thread_local BlockScorer scorer(clock);
  thread_local RouteSlot::Pin pin(subject.slot);
  thread_local RunClaim claim;
  thread_local ThreadCell cell(std::chrono::milliseconds(120));
  const Route& route = *pin.Refresh();
  claim.Begin({0, route.sequence, route.version, 0});
  const RunSummary run =
      scorer.Score(route, route.cells->Of(thread), subject.features, BlockScorer::kSparseStride, claim).value();
  cell.Record(run, std::chrono::steady_clock::now().time_since_epoch().count());
  return run.last;
}

/// ns per call, `threads` at once.
double Measure(const Way& way, Subject& subject, unsigned threads) {
  std::atomic<unsigned> ready = 0;
  std::atomic<double> sink = 0;
  std::atomic<std::int64_t> total_ns = 0;
  const auto work = [&](unsigned thread) {
    double sum = way(subject, thread);
    ++ready;
    while (ready < threads) {
    }
    const auto start = std::chrono::steady_clock::now();
    for (int i = 0; i < kBlocks; ++i) sum += way(subject, thread);
    total_ns += (std::chrono::steady_clock::now() - start).count();
    sink = sum;
  };
  std::vector<std::thread> workers;
  for (unsigned thread = 0; thread < threads; ++thread) workers.emplace_back(work, thread);
  for (auto& worker : workers) worker.join();
  return static_cast<double>(total_ns) / threads / kBlocks / static_cast<double>(kBlock);
}

void Table(const char* name, unsigned threads) {
  const std::vector<std::pair<const char*, Way>> ways{
      {"guard per call", GuardEach}, {"pin per call", PinEach}, {"guard per block", GuardBlock}, {"whole path", WholePath}};
  std::printf("\n%s, %u thread(s)\n", name, threads);
  for (const auto& [label, way] : ways) {
    Subject subject(name);
    std::vector<double> ratios;
    std::vector<double> times;
    std::vector<double> floors;
    for (int i = 0; i < kRepetitions; ++i) {
      floors.push_back(Measure(Direct, subject, threads));
      times.push_back(Measure(way, subject, threads));
      ratios.push_back(times.back() / floors.back());
    }
    const auto median = [](std::vector<double>& values) {
      std::ranges::sort(values);
      return values[values.size() / 2];
    };
    std::printf("  %-16s %6.2f ns, direct %6.2f ns, ratio %.2f\n", label, median(times), median(floors), median(ratios));
  }
}

}  // namespace
}  // namespace hotswap::bench

int main() {
  for (const unsigned threads : {1U, 2U}) {
    hotswap::bench::Table("score_op_v1", threads);
    hotswap::bench::Table("score_op_v2", threads);
  }
}

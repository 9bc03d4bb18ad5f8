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
#include <span>
#include <thread>
#include <vector>

#include "core/engine/block_scorer.h"
#include "core/engine/request_tap.h"
#include "core/engine/shadow_feed.h"
#include "core/engine/synthetic_source.h"
#include "core/engine/user_partition.h"
#include "core/slot/route.h"
#include "tests/fixtures/operators/fixture_path.h"

namespace hotswap::bench {
namespace {

constexpr std::size_t kBlock = 512;
constexpr int kBlocks = 20'000;
constexpr int kRepetitions = 9;

/// An operator and a slot that publishes it. `change` may ask the route for more.
struct Subject {
  explicit Subject(const char* name, const std::function<void(Subject&, Route&)>& change) {
    void* handle = dlopen(testing::ShippedOperator(name).c_str(), RTLD_NOW | RTLD_LOCAL);
    op = reinterpret_cast<IScoreOperator* (*)()>(dlsym(handle, "create_operator"))();
    cells.EnsureThreads(kMaxThreads);
    auto route = std::make_unique<Route>();
    route->sequence = 1;
    route->stable.version = 1;
    route->stable.op = op;
    route->stable.cells = &cells;
    change(*this, *route);
    slot.Publish(std::move(route));
    for (std::size_t i = 0; i < kBlock; ++i) features[i] = SyntheticFeature(0, i + 1);
  }

  IScoreOperator* op;
  VersionCells cells;
  ShadowFeed feed{kMaxThreads};  // that nobody takes anything from
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
    sum += guard->stable.op->compute_score(feature);
  }
  return sum;
}

double GuardBlock(Subject& subject, unsigned) {
  const RouteSlot::Guard guard(subject.slot);
  double sum = 0;
  for (const Feature& feature : subject.features) sum += guard->stable.op->compute_score(feature);
  return sum;
}

double PinEach(Subject& subject, unsigned) {
  thread_local RouteSlot::Pin pin(subject.slot);
  double sum = 0;
  for (const Feature& feature : subject.features) sum += pin.Refresh()->stable.op->compute_score(feature);
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
  claim.Begin({0, route.sequence, route.stable.version, 0});
  const RunSummary run =
      scorer.Score(route.stable, route.stable.cells->Of(thread), subject.features, BlockScorer::kSparseStride, claim).value();
  cell.Record(run, std::chrono::steady_clock::now().time_since_epoch().count());
  return run.last;
}

/// The same as a worker does it for a block that a source filled, with whatever the route asks for: a canary, copies.
double BlockPath(Subject& subject, unsigned thread) {
  static const CycleClock clock;
  thread_local const auto scorer = std::make_unique<BlockScorer>(clock);
  thread_local const auto block = std::make_unique<RequestBlock>();
  thread_local const auto partition = std::make_unique<UserPartition>();
  thread_local const auto cell = std::make_unique<ThreadCell>(std::chrono::milliseconds(120));
  thread_local RouteSlot::Pin pin(subject.slot);
  thread_local RequestTap tap;
  thread_local RunClaim claim;
  const Route& route = *pin.Refresh();
  std::ranges::copy(subject.features, block->features.begin());
  block->size = kBlock;
  block->sorted = false;
  partition->StartBlock();
  double last = 0;
  for (std::size_t done = 0; done < kBlock;) {
    UserPartition::Part part{false, kBlock};
    if (route.mode == RouteMode::kByUsers) part = partition->Next(*block, route.users, route.sequence, done, kBlock);
    const Arm& arm = part.candidate ? *route.candidate : route.stable;
    claim.Begin({0, route.sequence, arm.version, 0});
    const std::span<const Feature> features(block->features.data() + done, part.end - done);
    RunSummary run = scorer->Score(arm, arm.cells->Of(thread), features, BlockScorer::kSparseStride, claim).value();
    run.beside = part.candidate;
    cell->Record(run, std::chrono::steady_clock::now().time_since_epoch().count());
    if (RequestTap::Asked(route)) tap.Take({route, arm, 0, *block, done, *scorer}, thread, *cell);
    done += run.requests;
    last = run.last;
  }
  for (Observation observation; cell->PopObservation(observation);) last += observation.score;
  return last;
}

void Nothing(Subject&, Route&) {}

/// A canary whose candidate is the same operator: what is measured is the sorting and the second run.
std::function<void(Subject&, Route&)> Canary(double share) {
  return [share](Subject& subject, Route& route) {
    Arm& candidate = route.candidate.emplace();
    candidate.version = 2;
    candidate.op = subject.op;
    candidate.cells = &subject.cells;
    route.mode = RouteMode::kByUsers;
    route.users = UserShare(share, UserShare::SaltOf("score"));
  };
}

std::function<void(Subject&, Route&)> Copies(std::uint32_t observe_stride, std::uint32_t shadow_stride) {
  return [=](Subject& subject, Route& route) {
    route.observe_stride = observe_stride;
    if (shadow_stride == 0) return;
    route.shadow = &subject.feed;
    route.shadow_stride = shadow_stride;
  };
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

struct Row {
  const char* label;
  Way way;
  std::function<void(Subject&, Route&)> change = Nothing;
};

void Table(const char* name, unsigned threads) {
  const std::vector<Row> rows{{"guard per call", GuardEach},
                              {"pin per call", PinEach},
                              {"guard per block", GuardBlock},
                              {"whole path", WholePath},
                              {"block path", BlockPath},
                              {"canary of 5 %", BlockPath, Canary(0.05)},
                              {"canary of 50 %", BlockPath, Canary(0.5)},
                              {"observed 1 in 64", BlockPath, Copies(64, 0)},
                              {"observed 1 in 1", BlockPath, Copies(1, 0)},
                              {"and full shadow, 1 in 64", BlockPath, Copies(64, 64)},
                              {"and full shadow, 1 in 1", BlockPath, Copies(1, 1)}};
  std::printf("\n%s, %u thread(s)\n", name, threads);
  for (const auto& [label, way, change] : rows) {
    Subject subject(name, change);
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
    std::printf("  %-24s %6.2f ns, direct %6.2f ns, ratio %.2f\n", label, median(times), median(floors), median(ratios));
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

#include "tests/core/rollout/simulated_rollout.h"

#include <array>
#include <chrono>
#include <cmath>
#include <limits>
#include <numbers>

#include "core/rollout/arm_sample.h"
#include "core/rollout/rollout_judge.h"
#include "core/rollout/rollout_policy.h"

namespace hotswap {
namespace {

/// Source: S. Vigna, https://prng.di.unimi.it/splitmix64.c (public domain).
class Random {
 public:
  explicit Random(std::uint64_t seed) : state_(seed) {}

  std::uint64_t Next() {
    std::uint64_t z = (state_ += 0x9e3779b97f4a7c15);
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9;
    z = (z ^ (z >> 27)) * 0x94d049bb133111eb;
    return z ^ (z >> 31);
  }

  double Uniform() { return static_cast<double>(Next() >> 11) * 0x1p-53; }

  /// Standard normal, out of a table of quantiles: 100 million are drawn, and the tails beyond 4,096 of them matter to no mean.
  double Normal();

 private:
  std::uint64_t state_;
};

constexpr std::size_t kQuantiles = 8192;

std::array<double, kQuantiles> NormalQuantiles() {
  std::array<double, kQuantiles> quantiles{};
  for (std::size_t i = 0; i < kQuantiles; ++i) {
    const double p = (static_cast<double>(i) + 0.5) / kQuantiles;
    double low = -6;
    double high = 6;
    for (int step = 0; step < 50; ++step) {
      const double middle = (low + high) / 2;
      (0.5 * std::erfc(-middle / std::numbers::sqrt2) < p ? low : high) = middle;
    }
    quantiles[i] = (low + high) / 2;
  }
  return quantiles;
}

const std::array<double, kQuantiles>& Quantiles() {
  static const std::array<double, kQuantiles> quantiles = NormalQuantiles();
  return quantiles;
}

double Random::Normal() { return Quantiles()[Next() % kQuantiles]; }

/// A call's time: log-normal about 10 us.
double CallTime(Random& random) {
  static const std::array<double, kQuantiles> times = [] {
    std::array<double, kQuantiles> all = Quantiles();
    for (double& time : all) time = 10'000 * std::exp(0.3 * time);
    return all;
  }();
  return times[random.Next() % kQuantiles];
}

/// Users, the two versions' samples and the machine.
class World {
 public:
  World(const SimulatedTraffic& traffic, const SimulatedFault& fault, std::uint64_t seed)
      : traffic_(traffic), fault_(fault), random_(seed), salt_(random_.Next()) {
    for (std::size_t user = 0; user < traffic.users; ++user) effects_.push_back(random_.Normal() * traffic.user_deviation);
  }

  /// 100 ms of traffic, of which `share` percent of the users go to the candidate.
  void Pass(double share) {
    const bool busy = look_++ % 3 == 0;
    for (std::size_t i = 0; i < traffic_.requests_per_look; ++i) {
      const std::size_t user = random_.Next() % traffic_.users;
      Random place(salt_ ^ (user * 0x2545f4914f6cdd1d));
      const bool candidate = place.Uniform() * 100 < share;
      (candidate ? candidate_ : stable_).Add(Request(user, candidate, busy));
    }
  }

  const ArmFigures& candidate() const { return candidate_.figures(); }
  const ArmFigures& stable() const { return stable_.figures(); }

 private:
  ArmObservation Request(std::size_t user, bool candidate, bool busy) {
    ArmObservation seen;
    seen.user_id = static_cast<std::int64_t>(traffic_.hides_users ? traffic_.users + requests_++ : user);
    double from_mean = effects_[user] + traffic_.request_deviation * random_.Normal();
    double ns = CallTime(random_);
    if (random_.Uniform() < traffic_.long_calls * (busy ? 10 : 1)) ns += 500'000;
    if (traffic_.labels) seen.label = random_.Uniform() < 0.5 + from_mean;
    double errors = traffic_.stable_error_rate;
    if (candidate) {
      ns *= fault_.slower;
      from_mean = from_mean * fault_.score_scale + fault_.score_shift + fault_.label_noise * random_.Normal();
      errors += fault_.error_rate;
    }
    seen.latency_ns = static_cast<std::uint64_t>(ns);
    seen.score = 0.5 + from_mean;
    seen.error = errors > 0 && random_.Uniform() < errors;
    if (candidate && fault_.nonfinite_rate > 0 && random_.Uniform() < fault_.nonfinite_rate) {
      seen.score = std::numeric_limits<double>::quiet_NaN();
    }
    return seen;
  }

  const SimulatedTraffic& traffic_;
  const SimulatedFault& fault_;
  Random random_;
  const std::uint64_t salt_;
  std::vector<double> effects_;
  ArmSample candidate_;
  ArmSample stable_;
  std::size_t look_ = 0;
  std::size_t requests_ = 0;
};

}  // namespace

SimulatedEnd SimulateRollout(const RolloutPlan& plan, const SimulatedTraffic& traffic, const SimulatedFault& fault,
                             std::uint64_t seed) {
  World world(traffic, fault, seed);
  RolloutJudge judge(plan.guards);
  for (std::size_t i = 0; i < traffic.looks_before; ++i) world.Pass(0);
  judge.Look(world.candidate(), world.stable(), false);
  const std::uint64_t before = world.stable().requests;
  RolloutPolicy policy(plan.steps, std::chrono::nanoseconds(0));
  SimulatedEnd end;
  while (end.looks < traffic.most_looks) {
    world.Pass(policy.step().share);
    ++end.looks;
    const auto readings = judge.Look(world.candidate(), world.stable(), policy.last_step());
    const std::uint64_t requests_candidate = world.candidate().requests;
    const RolloutDecision decision = policy.Look({.now = std::chrono::milliseconds(100 * end.looks),
                                                  .requests_candidate = requests_candidate,
                                                  .guards = readings,
                                                  .stable_at_fault = false});
    end.requests_candidate = requests_candidate;
    end.requests = world.stable().requests + requests_candidate - before;
    end.outcome = policy.outcome();
    end.guard = decision.guard;
    end.reason = decision.reason;
    if (end.outcome) return end;
  }
  return end;
}

}  // namespace hotswap

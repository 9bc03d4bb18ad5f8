#include "core/rollout/arm_sample.h"

#include <algorithm>
#include <bit>
#include <cmath>

#include "core/rollout/roc_area.h"

namespace hotswap {
namespace {

/// Source: S. Vigna, https://prng.di.unimi.it/splitmix64.c (public domain). The salt keeps this hash apart from the one that
/// deals users to versions: with the same one a version would keep users of one corner only.
std::uint64_t Mixed(std::uint64_t value) {
  constexpr std::uint64_t kSalt = 0x6a09e667f3bcc909;
  std::uint64_t z = value ^ kSalt;
  z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9;
  z = (z ^ (z >> 27)) * 0x94d049bb133111eb;
  return z ^ (z >> 31);
}

}  // namespace

void ArmSample::Add(const ArmObservation& observation) {
  const bool finite = std::isfinite(observation.score);
  if (!counted_outside_) {
    ++figures_.requests;
    if (observation.error) ++figures_.errors;
    if (!observation.error && !finite) ++figures_.nonfinite;
  }
  if (observation.latency_ns) figures_.calls.Add(*observation.latency_ns);
  if (observation.error || !finite) return;
  ++figures_.scored;
  UserFigures* const user = FindUser(observation.user_id);
  if (user == nullptr) return;
  if (const std::size_t place = Place(++user->scored); place < UserFigures::kKept) {
    user->scores[place] = static_cast<float>(observation.score);
  }
  user->score_sum += observation.score;
  user->score_squares += observation.score * observation.score;
  if (!observation.label) return;
  ++figures_.labelled;
  if (const std::size_t place = Place(++user->labelled); place < UserFigures::kKept) {
    user->labelled_scores[place] = static_cast<float>(observation.score);
    user->positives[place] = *observation.label;
  }
  const double loss = LogLoss(observation.score, *observation.label);
  user->loss_sum += loss;
  user->loss_squares += loss * loss;
}

void ArmSample::SetCounts(std::uint64_t requests, std::uint64_t errors, std::uint64_t nonfinite) {
  counted_outside_ = true;
  figures_.requests = requests;
  figures_.errors = errors;
  figures_.nonfinite = nonfinite;
}

void ArmSample::SetThroughput(std::uint64_t answered, double busy_ns) {
  figures_.answered = answered;
  figures_.busy_ns = busy_ns;
}

UserFigures* ArmSample::FindUser(std::int64_t user_id) {
  const std::uint64_t hash = Mixed(static_cast<std::uint64_t>(user_id));
  if (static_cast<unsigned>(std::countl_zero(hash)) < level_) return nullptr;
  if (const auto found = places_.find(hash); found != places_.end()) return &figures_.users[found->second];
  figures_.newest_user = figures_.scored;
  while (figures_.users.size() >= kMostUsers) HalveUsers();
  if (static_cast<unsigned>(std::countl_zero(hash)) < level_) return nullptr;
  places_.emplace(hash, figures_.users.size());
  figures_.users.push_back({.user = hash});
  return &figures_.users.back();
}

void ArmSample::HalveUsers() {
  ++level_;
  figures_.thinned = true;
  std::erase_if(figures_.users,
                [this](const UserFigures& user) { return static_cast<unsigned>(std::countl_zero(user.user)) < level_; });
  places_.clear();
  for (std::size_t i = 0; i < figures_.users.size(); ++i) places_.emplace(figures_.users[i].user, i);
}

/// Where the `seen`-th item of a reservoir goes; kKept or more: nowhere.
std::size_t ArmSample::Place(std::uint64_t seen) {
  if (seen <= UserFigures::kKept) return static_cast<std::size_t>(seen - 1);
  return static_cast<std::size_t>(Mixed(++draws_) % seen);
}

}  // namespace hotswap

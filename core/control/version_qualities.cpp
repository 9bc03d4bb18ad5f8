#include "core/control/version_qualities.h"

#include <algorithm>
#include <optional>
#include <utility>

namespace hotswap {
namespace {

constexpr std::int64_t kWindowSeconds = kQualityWindow.count();
constexpr std::int64_t kLongestPast = kMostQualityPoints;  // seconds

QualityPoint PointOf(std::vector<LabelledScore> answers) {
  std::ranges::sort(answers, {}, &LabelledScore::score);
  const RocArea area = RocAreaOf(answers);
  QualityPoint point;
  point.labelled = answers.size();
  point.positives = static_cast<std::uint64_t>(area.positives);
  if (!area.known()) return point;
  point.auc = area.auc();
  for (const LabelledScore& answer : answers) point.log_loss += LogLoss(answer.score, answer.positive);
  point.log_loss /= static_cast<double>(answers.size());
  return point;
}

/// Fewer requests, or one label alone, would make a line of chance.
bool IsEnough(const QualityPoint& point) {
  return point.labelled >= kLeastLabelled && point.positives >= kLeastOfEachLabel &&
         point.labelled - point.positives >= kLeastOfEachLabel;
}

bool IsPast(const QualityPoint& point, std::int64_t second) { return point.end_ns / 1'000'000'000 < second - kLongestPast; }

}  // namespace

std::shared_ptr<const std::vector<VersionQuality>> VersionQualities::Look(const ControlState& state,
                                                                          std::chrono::nanoseconds now) {
  for (const ControlState::VersionRow& row : state.versions) {
    if (!row.info.earlier) Take(row);
  }
  const std::int64_t second = std::chrono::floor<std::chrono::seconds>(now).count();
  if (second == second_) return qualities_;
  bool changed = false;
  for (auto& [key, kept] : kept_) {
    if (CloseSecond(kept, now)) changed = true;
  }
  second_ = second;
  if (changed) Publish();
  return qualities_;
}

/// What is there on the first look after a second's end counts to that second: what came since is a quarter of a second old at most.
void VersionQualities::Take(const ControlState::VersionRow& row) {
  const Key key{row.info.slot, row.info.number};
  Taken* taken = nullptr;
  if (const auto known = taken_.find(key); known != taken_.end()) taken = &known->second;
  for (unsigned thread = 0; thread < kMaxThreads; ++thread) {
    const VersionCell* cell = row.cells->Find(thread);
    if (cell == nullptr || cell->labelled.count() == (taken == nullptr ? 0 : (*taken)[thread])) continue;
    if (taken == nullptr) taken = &taken_[key];
    Kept& kept = kept_[key];
    kept.last_second = second_;
    if (kept.window.empty() || kept.window.back().number != second_) kept.window.push_back({.number = second_});
    (*taken)[thread] = cell->labelled.TakeSince((*taken)[thread], [&kept](double score, bool positive) {
      kept.window.back().answers.Add({.score = score, .positive = positive});
    });
  }
}

/// False when nothing of the version changed.
bool VersionQualities::CloseSecond(Kept& kept, std::chrono::nanoseconds now) const {
  const std::int64_t second = std::chrono::floor<std::chrono::seconds>(now).count();
  if (kept.window.empty()) return !kept.points.empty() && IsPast(kept.points.front(), second);
  while (!kept.window.empty() && kept.window.front().number < second - kWindowSeconds) kept.window.pop_front();
  std::vector<LabelledScore> answers;
  for (const Second& of : kept.window) answers.insert(answers.end(), of.answers.items().begin(), of.answers.items().end());
  QualityPoint point = PointOf(std::move(answers));
  point.end_ns = now.count();
  kept.recent = point.labelled;
  kept.recent_positives = point.positives;
  const bool answered = kept.last_second == second_;
  if (answered && IsEnough(point)) kept.points.push_back(point);
  return true;
}

void VersionQualities::ForgetOldest() {
  while (kept_.size() > kMostQualities) {
    kept_.erase(std::ranges::min_element(
        kept_, [](const auto& a, const auto& b) { return a.second.last_second < b.second.last_second; }));
  }
}

void VersionQualities::Publish() {
  ForgetOldest();
  std::vector<VersionQuality> qualities;
  for (auto& [key, kept] : kept_) {
    std::erase_if(kept.points, [this](const QualityPoint& point) { return IsPast(point, second_); });
    while (kept.points.size() > kMostQualityPoints) kept.points.pop_front();
    VersionQuality quality{.slot = key.first, .version = key.second, .points = {kept.points.begin(), kept.points.end()}};
    quality.recent = kept.recent;
    quality.recent_positives = kept.recent_positives;
    qualities.push_back(std::move(quality));
  }
  qualities_ = std::make_shared<const std::vector<VersionQuality>>(std::move(qualities));
}

}  // namespace hotswap

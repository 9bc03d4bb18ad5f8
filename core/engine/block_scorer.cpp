#include "core/engine/block_scorer.h"

#include <algorithm>
#include <cmath>
#include <exception>
#include <limits>

namespace hotswap {
namespace {

/// Called inside a catch block: what was caught is no C++ exception but the unwinding of a thread that the operator ends. Kept, it
/// would end the process. (A handler for abi::__forced_unwind says the same, but binds its reference to null.)
bool ThreadIsEnding() { return std::current_exception() == nullptr; }

constexpr double kNoScore = std::numeric_limits<double>::quiet_NaN();

/// RangeOf where some score is not finite.
ScoreRange RangeOfFinite(std::span<const double> scores) {
  ScoreRange range{std::numeric_limits<double>::infinity(), -std::numeric_limits<double>::infinity(), 0, 0};
  for (const double score : scores) {
    if (!std::isfinite(score)) {
      ++range.nonfinite;
      continue;
    }
    range.min = std::min(range.min, score);
    range.max = std::max(range.max, score);
    range.last = score;
  }
  return range;
}

}  // namespace

ScoreRange RangeOf(std::span<const double> scores) {
  // Four independent lanes, because one chain of dependent minima would take longer than the operator's calls. A score minus
  // itself is 0 when it is finite and NaN when not, so one sum tells whether any is not.
  constexpr std::size_t kLanes = 4;
  std::array<double, kLanes> low;
  std::array<double, kLanes> high;
  std::array<double, kLanes> poison{};
  low.fill(std::numeric_limits<double>::infinity());
  high.fill(-std::numeric_limits<double>::infinity());
  std::size_t i = 0;
  for (; i + kLanes <= scores.size(); i += kLanes) {
    for (std::size_t lane = 0; lane < kLanes; ++lane) {
      const double score = scores[i + lane];
      low[lane] = score < low[lane] ? score : low[lane];
      high[lane] = score > high[lane] ? score : high[lane];
      poison[lane] += score - score;
    }
  }
  for (; i < scores.size(); ++i) {
    low[0] = std::min(low[0], scores[i]);
    high[0] = std::max(high[0], scores[i]);
    poison[0] += scores[i] - scores[i];
  }
  const bool all_finite = poison[0] + poison[1] + poison[2] + poison[3] == 0;
  if (!all_finite || scores.empty()) return RangeOfFinite(scores);
  return {*std::ranges::min_element(low), *std::ranges::max_element(high), scores.back(), 0};
}

std::optional<RunSummary> BlockScorer::Score(const Arm& arm, VersionCell& cell, std::span<const Feature> features,
                                             std::size_t stride, RunClaim& claim) {
  Start();
  Call(arm.Of(thread_), features, stride, claim);
  if (!claim.Commit()) return std::nullopt;
  return Deliver(arm, cell);
}

void BlockScorer::Start() {
  count_ = 0;
  timed_ = 0;
  if (errors_ != 0) failed_.reset();
  errors_ = 0;
  error_length_ = 0;
}

void BlockScorer::Call(IScoreOperator& op, std::span<const Feature> features, std::size_t stride, RunClaim& claim) {
  const Feature* const feature = features.data();
  double* const score = scores_.data();
  const std::size_t count = features.size();
  const std::uint64_t run_start = clock_.Now();
  std::size_t i = 0;
  // The timed calls of a run begin anywhere in a stride, or in a shorter run: else those who look at timed calls saw its first row each
  // time, and rows that come in a pattern would be the same ones.
  std::size_t next_timed = draw_.Below(std::min(stride, count));
  bool in_time = true;
  while (i < count && in_time && !claim.claimed()) {
    try {
      while (i < count && in_time && !claim.claimed()) {
        for (; i < next_timed && !claim.claimed(); ++i) {
          claim.Reached(i);
          score[i] = op.compute_score(feature[i]);
        }
        if (i >= count || claim.claimed()) break;
        claim.Reached(i);
        const std::uint64_t start = clock_.Now();
        score[i] = op.compute_score(feature[i]);
        const std::uint64_t end = clock_.Now();
        timed_calls_[timed_++] = {clock_.Elapsed(start, end), static_cast<std::uint16_t>(i)};
        in_time = clock_.Elapsed(run_start, end) < longest_run_ns_;
        next_timed = std::min(count, i + stride);
        ++i;
      }
    } catch (...) {
      if (ThreadIsEnding()) throw;
      NoteException(i);
      score[i++] = kNoScore;
    }
  }
  count_ = i;
}

RecordRow BlockScorer::Rows::At(std::size_t index) const {
  RecordRow row = first;
  row.round += order.empty() ? index : order[index];
  if (index != 0) row.flags &= static_cast<std::uint8_t>(~RecordRow::kFirstOfBlock);
  return row;
}

std::optional<RunSummary> BlockScorer::ScoreAndRecord(const Arm& arm, VersionCell& cell, std::span<const Feature> features,
                                                      const Rows& rows, std::chrono::steady_clock::time_point origin,
                                                      RecordLane& lane, RunClaim& claim) {
  const auto since_origin = [origin] { return (std::chrono::steady_clock::now() - origin).count(); };
  IScoreOperator& op = arm.Of(thread_);
  Start();
  rows_.clear();
  rows_.reserve(RequestBlock::kCapacity);
  const std::int64_t latest_ns = since_origin() + static_cast<std::int64_t>(longest_run_ns_);
  std::int64_t end_ns = 0;
  for (const Feature& feature : features) {
    if (end_ns > latest_ns) break;
    claim.Reached(count_);
    RecordRow row = rows.At(count_);
    row.start_ns = since_origin();
    try {
      row.score = op.compute_score(feature);
    } catch (...) {
      if (ThreadIsEnding()) throw;
      NoteException(count_);
      row.score = kNoScore;
      row.flags |= RecordRow::kError;
    }
    row.end_ns = end_ns = since_origin();
    timed_calls_[timed_++] = {static_cast<std::uint64_t>(row.end_ns - row.start_ns), static_cast<std::uint16_t>(count_)};
    scores_[count_++] = row.score;
    rows_.push_back(row);
  }
  if (!claim.Commit()) return std::nullopt;
  for (const RecordRow& answered : rows_) lane.Add(answered);
  return Deliver(arm, cell);
}

RunSummary BlockScorer::Fail(const Arm& arm, VersionCell& cell, std::size_t count, std::string_view why, const Rows& rows,
                             RecordLane* lane) {
  Start();
  count_ = count;
  for (std::size_t i = 0; i < count; ++i) {
    NoteError(i, why);
    scores_[i] = kNoScore;
    if (lane == nullptr) continue;
    RecordRow row = rows.At(i);
    row.score = kNoScore;
    row.flags |= RecordRow::kError;
    lane->Add(row);
  }
  return Deliver(arm, cell);
}

/// Keeps the exception in flight as an error. Called inside a catch block.
void BlockScorer::NoteException(std::size_t index) {
  try {
    throw;
  } catch (const std::exception& exception) {
    const char* text = exception.what();  // the operator's own code
    NoteError(index, text != nullptr ? text : "");
  } catch (...) {
    NoteError(index, "an exception that is not a std::exception");
  }
}

void BlockScorer::NoteError(std::size_t index, std::string_view text) {
  failed_.set(index);
  if (errors_++ != 0) return;
  error_at_ = SteadyClock().Now();
  error_length_ = std::min(text.size(), error_text_.size());
  std::copy_n(text.data(), error_length_, error_text_.data());
}

/// Counts a committed run.
RunSummary BlockScorer::Deliver(const Arm& arm, VersionCell& cell) {
  for (const TimedCall& call : timed()) {
    cell.latency.Record(call.latency_ns);
    if (const double score = scores_[call.index]; std::isfinite(score)) cell.scores.Record(score);
  }
  const ScoreRange range = RangeOf(scores());
  RunSummary run;
  run.version = arm.version;
  run.requests = count_;
  run.errors = errors_;
  run.nonfinite = range.nonfinite - errors_;
  run.min = range.min;
  run.max = range.max;
  run.last = range.last;
  if (run.errors != 0) arm.cells->NoteError({error_text_.data(), error_length_}, error_at_);
  if (range.nonfinite != 0) [[unlikely]]
    arm.cells->NoteFaults(run.errors, run.nonfinite);
  cell.Add(run.requests, run.errors, run.nonfinite);
  if (run.min <= run.max) {
    cell.last_score.store(run.last, std::memory_order_relaxed);
    cell.scored.store(true, std::memory_order_relaxed);
  }
  return run;
}

}  // namespace hotswap

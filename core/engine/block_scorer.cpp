#include "core/engine/block_scorer.h"

#include <algorithm>
#include <cmath>
#include <exception>
#include <limits>

namespace hotswap {
namespace {

constexpr double kNoScore = std::numeric_limits<double>::quiet_NaN();

/// Counts the exception in flight and keeps the first text. Called inside a catch block.
void NoteException(VersionCells& cells) {
  try {
    throw;
  } catch (const std::exception& exception) {
    const char* text = exception.what();  // the operator's own code
    cells.NoteError(text != nullptr ? text : "");
  } catch (...) {
    cells.NoteError("an exception that is not a std::exception");
  }
}

RunSummary Summarize(const Route& route, VersionCell& cell, std::span<const double> scores, std::uint64_t errors) {
  const ScoreRange range = RangeOf(scores);
  RunSummary run;
  run.version = route.version;
  run.requests = scores.size();
  run.errors = errors;
  run.nonfinite = range.nonfinite - errors;
  run.min = range.min;
  run.max = range.max;
  run.last = range.last;
  cell.Add(run.requests, run.errors, run.nonfinite);
  if (run.min <= run.max) {
    cell.last_score.store(run.last, std::memory_order_relaxed);
    cell.scored.store(true, std::memory_order_relaxed);
  }
  return run;
}

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

RunSummary BlockScorer::Score(const Route& route, VersionCell& cell, std::span<const Feature> features, std::size_t stride) {
  const std::uint64_t errors = Call(route, cell, features, stride);
  return Summarize(route, cell, scores(), errors);
}

std::uint64_t BlockScorer::Call(const Route& route, VersionCell& cell, std::span<const Feature> features, std::size_t stride) {
  IScoreOperator& op = *route.stable;
  const Feature* const feature = features.data();
  double* const score = scores_.data();
  const std::size_t count = features.size();
  const std::uint64_t run_start = clock_.Now();
  std::uint64_t errors = 0;
  std::size_t i = 0;
  bool in_time = true;
  while (i < count && in_time) {
    try {
      while (i < count && in_time) {
        const std::uint64_t start = clock_.Now();
        score[i] = op.compute_score(feature[i]);
        const std::uint64_t end = clock_.Now();
        cell.latency.Record(clock_.Elapsed(start, end));
        in_time = clock_.Elapsed(run_start, end) < longest_run_ns_;
        ++i;
        const std::size_t next_timed = in_time ? std::min(count, i + stride - 1) : i;
        for (; i < next_timed; ++i) score[i] = op.compute_score(feature[i]);
      }
    } catch (...) {
      NoteException(*route.cells);
      score[i++] = kNoScore;
      ++errors;
    }
  }
  count_ = i;
  return errors;
}

RunSummary BlockScorer::ScoreAndRecord(const Route& route, VersionCell& cell, std::span<const Feature> features, RecordRow row,
                                       std::chrono::steady_clock::time_point origin, RecordLane& lane) {
  const auto since_origin = [origin] { return (std::chrono::steady_clock::now() - origin).count(); };
  std::uint64_t errors = 0;
  count_ = 0;
  const std::int64_t latest_ns = since_origin() + static_cast<std::int64_t>(longest_run_ns_);
  row.end_ns = 0;
  for (const Feature& feature : features) {
    if (row.end_ns > latest_ns) break;
    row.flags = 0;
    row.start_ns = since_origin();
    try {
      row.score = route.stable->compute_score(feature);
    } catch (...) {
      NoteException(*route.cells);
      row.score = kNoScore;
      row.flags = RecordRow::kError;
      ++errors;
    }
    row.end_ns = since_origin();
    cell.latency.Record(static_cast<std::uint64_t>(row.end_ns - row.start_ns));
    scores_[count_++] = row.score;
    lane.Add(row);
    ++row.round;
  }
  return Summarize(route, cell, scores(), errors);
}

}  // namespace hotswap

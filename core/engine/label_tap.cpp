#include "core/engine/label_tap.h"

#include <algorithm>
#include <cmath>

#include "core/telemetry/observation.h"

namespace hotswap {
namespace {

constexpr std::size_t kChances = std::size_t{1} << 20;
/// So much credit makes it sure that an answer is taken. The larger it is, the less does one that was taken say of the next ones.
constexpr double kSureCredit = 20;

/// How many answers of a run are taken on average.
double Wanted(double credit) { return credit < kSureCredit ? credit / kSureCredit : credit - kSureCredit + 1; }

}  // namespace

// Not the timed calls, which are at hand and 64 apart: where a file's labels come in a pattern, such as a yes after each three noes,
// all of them would have the same one. So a run is cut into as many parts as there are answers to take, and one of each is drawn. How
// many that are is drawn, too, with a chance that grows with the credit: runs of one request would else be left out at even distances.
void LabelTap::Take(const Run& run, std::int64_t end_ns) {
  credit_ = std::min(kMostAtOnce, credit_ + static_cast<double>(end_ns - credited_ns_) * (kPerSecond / 1e9));
  credited_ns_ = end_ns;
  const std::size_t count = run.scorer.scores().size();
  const double chance = static_cast<double>(draw_.Below(kChances)) / static_cast<double>(kChances);
  const std::size_t parts = std::min(count, static_cast<std::size_t>(std::max(Wanted(credit_), 0.0) + chance));
  for (std::size_t part = 0; part < parts; ++part) {
    const std::size_t first = part * count / parts;
    const std::size_t end = (part + 1) * count / parts;
    if (Keep(run, first + draw_.Below(end - first))) credit_ -= 1;
  }
}

/// False when that answer tells nothing.
bool LabelTap::Keep(const Run& run, std::size_t index) {
  const float label = run.block.labels[run.begin + index];
  const double score = run.scorer.scores()[index];
  if (std::isnan(label) || !std::isfinite(score)) return false;
  run.cell.labelled.Record(score, label >= Observation::kPositive);
  return true;
}

}  // namespace hotswap

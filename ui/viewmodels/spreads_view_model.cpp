#include "ui/viewmodels/spreads_view_model.h"

#include <algorithm>
#include <chrono>
#include <numeric>
#include <utility>

#include "ui/theme/number_format.h"
#include "ui/theme/palette.h"
#include "ui/viewmodels/counted_text.h"

namespace hotswap::ui {
namespace {

/// A version's first call is seen when the stretch closes that it came in.
constexpr std::chrono::milliseconds kSeenWithin{250};

std::uint64_t countOf(const Histogram& histogram) {
  return std::accumulate(histogram.counts.begin(), histogram.counts.end(), histogram.below + histogram.above);
}

}  // namespace

SpreadsViewModel::SpreadsViewModel(const TotalsViewModel& totals, QObject* parent) : QObject(parent), totals_(totals) {
  latency_.unit = SpreadPicture::Unit::kDuration;
  connect(&totals_, &TotalsViewModel::changed, this, &SpreadsViewModel::followTotals);
}

void SpreadsViewModel::apply(std::shared_ptr<const Snapshot> snapshot) {
  if (!snapshot) return;
  newest_ = std::move(snapshot);
  if (frozen_) return;
  shown_ = newest_;
  expire();
}

void SpreadsViewModel::setSlot(std::uint32_t slot) {
  if (std::exchange(slot_, slot) != slot) expire();
}

void SpreadsViewModel::setFrozen(bool frozen) {
  if (std::exchange(frozen_, frozen) == frozen || frozen_) return;
  apply(newest_);
}

QString SpreadsViewModel::emptyTitle() const { return tr("No version to compare in this span"); }

QString SpreadsViewModel::emptyHint() const {
  if (recording_) return tr("Move the bar below the charts to another moment of the recording, or choose a longer time span");
  if (shown_ && shown_->paused) return tr("The workers are stopped: start them with F5, or choose a longer time span");
  return tr("Swap to a version to see its scores and latencies here, or choose a longer time span");
}

const VersionSpread* SpreadsViewModel::spreadOf(std::uint32_t version) const {
  if (!shown_ || !shown_->spreads) return nullptr;
  const auto& spreads = *shown_->spreads;
  const auto found = std::ranges::find_if(
      spreads, [&](const VersionSpread& spread) { return spread.slot == slot_ && spread.version == version; });
  return found == spreads.end() ? nullptr : &*found;
}

std::uint64_t SpreadsViewModel::nonfiniteOf(std::uint32_t version) const {
  const auto found = std::ranges::find_if(shown_->versions,
                                          [&](const VersionInfo& info) { return info.slot == slot_ && info.number == version; });
  return found == shown_->versions.end() ? 0 : found->nonfinite;
}

// Where the totals are a snapshot ahead, that one follows at once: the picture would be made twice for it.
void SpreadsViewModel::followTotals() {
  if (shown_ && totals_.window().to_ns > shown_->at.count()) return;
  expire();
}

void SpreadsViewModel::expire() {
  expired_ = true;
  Q_EMIT changed();
}

const SpreadPicture& SpreadsViewModel::fresh(const SpreadPicture& picture) const {
  if (std::exchange(expired_, false)) rebuild();
  return picture;
}

void SpreadsViewModel::rebuild() const {
  for (SpreadPicture* picture : {&scores_, &latency_, &differences_}) picture->rows.clear();
  scores_.title = tr("Scores: a sample of the timed calls of each version");
  latency_.title = tr("Latency: every timed call of each version");
  const TimeWindow window = totals_.window();
  if (shown_ && shown_->spreads) {
    for (const VersionSpread& spread : *shown_->spreads) {
      const bool begins_later = spread.first.count() > window.to_ns + std::chrono::nanoseconds(kSeenWithin).count();
      if (spread.slot == slot_ && spread.last.count() >= window.from_ns && !begins_later) addSpread(spread);
    }
  }
  if (shown_) addDifferences();
  for (SpreadPicture* picture : {&scores_, &latency_, &differences_}) fitAxis(*picture);
}

void SpreadsViewModel::addSpread(const VersionSpread& spread) const {
  SpreadRow scores{.version = spread.version, .name = versionLabel(spread.version), .words = {}, .histogram = spread.scores};
  scores.count = spread.sampled;
  scores.words = spread.sampled == 0 ? tr("no finite score")
                                     : tr("mean %1 · p50 %2 · p99 %3 · %4")
                                           .arg(formatScore(spread.mean_score), formatScore(spread.p50_score),
                                                formatScore(spread.p99_score), countedScores(spread.sampled));
  if (const std::uint64_t nonfinite = nonfiniteOf(spread.version); nonfinite != 0) {
    scores.words += tr(" · %1 NaN or infinite").arg(formatShortCount(nonfinite));
  }
  scores_.rows.push_back(std::move(scores));
  SpreadRow latency{.version = spread.version, .name = versionLabel(spread.version), .words = {}, .histogram = spread.latency};
  latency.count = spread.timed;
  latency.words = tr("mean %1 · p50 %2 · p99 %3 · %4")
                      .arg(formatDuration(spread.mean_ns), formatDuration(spread.p50_ns), formatDuration(spread.p99_ns),
                           countedCalls(spread.timed));
  latency_.rows.push_back(std::move(latency));
}

void SpreadsViewModel::addDifferences() const {
  if (slot_ >= shown_->slots.size()) return;
  for (const ShadowStatus& shadow : shown_->shadows) {
    if (shadow.slot != shown_->slots[slot_].name || shadow.differences.counts.empty()) continue;
    differences_.title = tr("Shadow: score of %1 minus score of %2, latest pairs")
                             .arg(versionLabel(shadow.candidate), versionLabel(shadow.stable));
    SpreadRow row{.version = shadow.candidate,
                  .name = QStringLiteral("%1 − %2").arg(versionLabel(shadow.candidate), versionLabel(shadow.stable)),
                  .words = {},
                  .histogram = shadow.differences};
    row.count = countOf(shadow.differences);
    row.words = tr("mean %1 · p99 %2 · max %3 · %4 of %5", "of the differences, drawn, all")
                    .arg(formatScore(shadow.mean_difference), formatScore(shadow.p99_difference),
                         formatScore(shadow.max_difference), countedPairs(row.count), formatShortCount(shadow.scored));
    differences_.rows.push_back(std::move(row));
  }
}

}  // namespace hotswap::ui

#include "ui/viewmodels/totals_view_model.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>
#include <optional>
#include <utility>

#include "ui/theme/number_format.h"
#include "ui/theme/palette.h"
#include "ui/viewmodels/latest_timed.h"
#include "ui/viewmodels/longest_pause.h"

namespace hotswap::ui {
namespace {

using std::chrono_literals::operator""ms;

/// A little under a quarter of a second, so that 250 ms stretches are not missed by jitter of the caller's timer.
constexpr std::chrono::nanoseconds kShortestRefresh = 240ms;

std::uint64_t requestsIn(const TotalsPoint& point, std::uint32_t slot) {
  return std::accumulate(
      point.shares.begin(), point.shares.end(), std::uint64_t{0},
      [slot](std::uint64_t sum, const TotalsPoint::Share& share) { return sum + (share.slot == slot ? share.requests : 0); });
}

std::uint64_t requestsIn(const TotalsPoint& point, std::uint32_t slot, std::uint32_t version) {
  std::uint64_t sum = 0;
  for (const auto& share : point.shares) {
    if (share.slot == slot && share.version == version) sum += share.requests;
  }
  return sum;
}

/// Lets a band of no width lead from one time to the other.
void addGap(ShareBand& band, double from_x, double to_x) {
  for (const double x : {from_x, to_x}) {
    band.lower.append({x, 0});
    band.upper.append({x, 0});
  }
}

/// Puts the bands' latest shares on top of each other.
void addStack(std::map<std::uint32_t, ShareBand>& bands, double x) {
  double below = 0;
  for (auto& [version, band] : bands) {
    band.lower.append({x, below});
    below += band.latest * 100;
    band.upper.append({x, below});
  }
}

}  // namespace

TotalsViewModel::TotalsViewModel(QObject* parent) : QObject(parent) {}

void TotalsViewModel::apply(std::shared_ptr<const Snapshot> snapshot) {
  if (!snapshot) return;
  newest_ = std::move(snapshot);
  if (frozen_) return;
  const bool other_engine = shown_ && shown_->origin != newest_->origin;
  const bool went_back = shown_ && newest_->at < shown_->at;  // As a recording does.
  if (shown_ && !other_engine && !went_back && newest_->at - shown_->at < kShortestRefresh) return;
  shown_ = newest_;
  rebuild();
}

void TotalsViewModel::setSlot(std::uint32_t slot) {
  if (slot == slot_) return;
  slot_ = slot;
  throughput_axis_.reset();  // What it remembers are figures of the other slot.
  rebuild();
}

void TotalsViewModel::setSpan(std::chrono::seconds span) {
  if (span == span_) return;
  span_ = span;
  throughput_axis_.reset();
  rebuild();
}

void TotalsViewModel::setFrozen(bool frozen) {
  if (frozen == frozen_) return;
  frozen_ = frozen;
  if (!frozen_) apply(newest_);
}

QString TotalsViewModel::throughputHeadline() const {
  return has_traffic_ ? formatRate(throughputOf(latest_)) : tr("No traffic yet");
}

QString TotalsViewModel::latencyTitle() const {
  return shown_ && shown_->slots.size() > 1 ? tr("Latency, all slots") : tr("Latency");
}

QString TotalsViewModel::p50Headline() const { return tr("p50 %1", "median latency").arg(formatDuration(timed_.p50_ns)); }

QString TotalsViewModel::p99Headline() const {
  return tr("p99 %1", "99th percentile of latency").arg(formatDuration(timed_.p99_ns));
}

QString TotalsViewModel::slowestHeadline() const { return tr("max %1", "largest latency").arg(formatDuration(timed_.max_ns)); }

QString TotalsViewModel::shareHeadline(const ShareBand& band) const {
  return tr("%1 %2", "version, share").arg(versionLabel(band.version), formatPercent(band.latest));
}

QString TotalsViewModel::throughputSummary() const {
  return has_traffic_ ? tr("%1 requests now").arg(formatRate(throughputOf(latest_))) : tr("No traffic yet");
}

QString TotalsViewModel::latencySummary() const {
  if (!has_traffic_) return tr("No traffic yet");
  return tr("%1 of a call now: %2, %3, %4").arg(latencyTitle(), p50Headline(), p99Headline(), slowestHeadline());
}

QString TotalsViewModel::shareSummary() const {
  if (shares_.empty()) return tr("No traffic yet");
  QStringList parts;
  for (const ShareBand& band : shares_) parts << shareHeadline(band);
  return parts.join(QStringLiteral(", "));
}

void TotalsViewModel::rebuild() {
  const auto points = pointsInView();
  has_traffic_ = has_traffic_ || std::any_of(points.begin(), points.end(), [](const auto& p) { return p.requests_per_s > 0; });
  if (shown_ && shown_->history) {
    const auto width = shown_->history->levels[historyLevel(span_)].totals_width;
    longest_pause_s_ = static_cast<double>(longestPause(shown_->workers, width.count())) / 1e9;
  }
  latest_ = points.empty() ? TotalsPoint{} : points.back();
  rebuildTimed(points);
  rebuildCurves(points);
  rebuildShares(points);
  updateAxes();
  Q_EMIT changed();
}

void TotalsViewModel::rebuildCurves(std::span<const TotalsPoint> points) {
  for (auto* curve : {&throughput_, &p50_, &p99_, &slowest_}) {
    curve->clear();
    curve->reserve(static_cast<qsizetype>(points.size()));
  }
  for (const TotalsPoint& point : points) {
    const double x = secondsBeforeShown(point.end_ns);
    throughput_.append({x, throughputOf(point)});
    if (point.p50_ns > 0) p50_.append({x, point.p50_ns});
    if (point.p99_ns > 0) p99_.append({x, point.p99_ns});
    if (point.max_ns > 0) slowest_.append({x, point.max_ns});
  }
}

/// Rates are known of all slots together, requests of each: its part of them is its part of the rate.
double TotalsViewModel::throughputOf(const TotalsPoint& point) const {
  if (!shown_ || shown_->slots.size() < 2) return point.requests_per_s;
  std::uint64_t all = 0;
  for (const auto& share : point.shares) all += share.requests;
  return all == 0 ? 0 : point.requests_per_s * static_cast<double>(requestsIn(point, slot_)) / static_cast<double>(all);
}

void TotalsViewModel::rebuildShares(std::span<const TotalsPoint> points) {
  std::map<std::uint32_t, ShareBand> bands;
  for (const TotalsPoint& point : points) {
    for (const auto& share : point.shares) {
      if (share.slot == slot_) bands[share.version].version = share.version;
    }
  }
  std::uint64_t all = 0;
  std::optional<double> before_x;
  for (const TotalsPoint& point : points) {
    const auto total = static_cast<double>(requestsIn(point, slot_));
    if (total <= 0) continue;
    const double x = secondsBeforeShown(point.end_ns);
    const bool after_pause = before_x && x - *before_x > longest_pause_s_;
    if (after_pause) {
      for (auto& [version, band] : bands) addGap(band, *before_x, x);
    }
    bool changed = false;
    for (auto& [version, band] : bands) {
      const std::uint64_t requests = requestsIn(point, slot_, version);
      const double before = std::exchange(band.latest, static_cast<double>(requests) / total);
      band.least = std::min(band.least, band.latest);
      band.most = std::max(band.most, band.latest);
      band.requests += requests;
      all += requests;
      changed = changed || before != band.latest;
    }
    // A share is that of a whole stretch: drawn from point to point a swap would be a slope.
    if (changed && before_x && !after_pause) addStack(bands, *before_x);
    addStack(bands, x);
    before_x = x;
  }
  shares_.clear();
  for (auto& [version, band] : bands) {
    band.whole = all == 0 ? 0 : static_cast<double>(band.requests) / static_cast<double>(all);
    shares_.push_back(std::move(band));
  }
}

void TotalsViewModel::rebuildTimed(std::span<const TotalsPoint> points) {
  if (!shown_ || !shown_->history) return;
  const auto width = shown_->history->levels[historyLevel(span_)].totals_width;
  const TotalsPoint* timed = latestTimed(points, shown_->at, longestPause(shown_->workers, width.count()));
  timed_ = timed != nullptr ? *timed : TotalsPoint{};
  timed_stretch_ = timedStretchText(timed, width, shown_->at);
}

void TotalsViewModel::updateAxes() {
  double most = 1;
  for (const QPointF& point : throughput_) most = std::max(most, point.y());
  if (shown_) throughput_axis_.update(0, most, shown_->at);

  double least = 0;
  double largest = 0;
  for (const auto* curve : {&p50_, &p99_, &slowest_}) {
    for (const QPointF& point : *curve) {
      least = least > 0 ? std::min(least, point.y()) : point.y();
      largest = std::max(largest, point.y());
    }
  }
  if (least <= 0) return;
  latency_min_decade_ = static_cast<int>(std::floor(std::log10(least)));
  latency_max_decade_ = std::max(static_cast<int>(std::ceil(std::log10(largest))), latency_min_decade_ + 1);
}

std::span<const TotalsPoint> TotalsViewModel::pointsInView() const {
  if (!shown_ || !shown_->history) return {};
  const auto& totals = shown_->history->levels[historyLevel(span_)].totals;
  const std::int64_t from_ns = (shown_->at - span_).count();
  const auto first = std::partition_point(totals.begin(), totals.end(), [&](const auto& p) { return p.end_ns < from_ns; });
  return {first, totals.end()};
}

double TotalsViewModel::secondsBeforeShown(std::int64_t at_ns) const {
  return std::min(0.0, std::chrono::duration<double>(std::chrono::nanoseconds(at_ns) - shown_->at).count());
}

}  // namespace hotswap::ui

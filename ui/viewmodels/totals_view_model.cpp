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

/// Adds a stretch in view to the bands' figures, and returns its requests.
std::uint64_t count(const TotalsPoint& point, std::uint32_t slot, std::map<std::uint32_t, ShareBand>& bands) {
  std::uint64_t all = 0;
  for (auto& [version, band] : bands) {
    const std::uint64_t requests = requestsIn(point, slot, version);
    band.least = std::min(band.least, band.latest);
    band.most = std::max(band.most, band.latest);
    band.requests += requests;
    all += requests;
  }
  return all;
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

void TotalsViewModel::setWindow(std::optional<TimeWindow> window) {
  if (window == window_) return;
  const std::int64_t length_before = this->window().length();
  window_ = window;
  if (this->window().length() != length_before) throughput_axis_.reset();
  rebuild();
}

TimeWindow TotalsViewModel::window() const {
  if (window_) return *window_;
  const std::int64_t now_ns = shown_ ? shown_->at.count() : 0;
  return {now_ns - std::chrono::nanoseconds(span_).count(), now_ns, now_ns};
}

bool TotalsViewModel::isInView(double x) const {
  const auto seconds = [](std::chrono::nanoseconds time) { return std::chrono::duration<double>(time).count(); };
  const TimeStretch view = window().beforeNow();
  return x >= seconds(view.from) && x <= seconds(view.to);
}

void TotalsViewModel::setCursor(std::optional<std::chrono::nanoseconds> before_end) {
  if (before_end == cursor_) return;
  cursor_ = before_end;
  rebuildTold();
  Q_EMIT cursorChanged();
}

std::int64_t TotalsViewModel::toldAt() const { return window().to_ns - cursor_.value_or(std::chrono::nanoseconds{0}).count(); }

QString TotalsViewModel::toldAge() const {
  const std::int64_t age_ns = window().now_ns - toldAt();
  return cursor_ || age_ns > 0 ? formatAge(static_cast<double>(age_ns) / 1e9, ageDecimals(window().length())) : QString();
}

QString TotalsViewModel::throughputHeadline() const {
  if (!has_traffic_) return tr("No traffic yet");
  return told_.end_ns == 0 && cursor_ ? tr("no traffic") : formatRate(throughputOf(told_));
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
  if (!shares_told_) return tr("%1 %2", "version, share").arg(versionLabel(band.version), QStringLiteral("–"));
  return tr("%1 %2", "version, share").arg(versionLabel(band.version), formatPercent(band.told));
}

QString TotalsViewModel::throughputSummary() const {
  if (!has_traffic_) return tr("No traffic yet");
  const QString age = toldAge();
  return age.isEmpty() ? tr("%1 requests now").arg(throughputHeadline()) : tr("%1 requests at %2").arg(throughputHeadline(), age);
}

QString TotalsViewModel::latencySummary() const {
  if (!has_traffic_) return tr("No traffic yet");
  const QString age = toldAge();
  const QString of = age.isEmpty() ? tr("now") : tr("at %1").arg(age);
  return tr("%1 of a call %2: %3, %4, %5", "title, when, p50, p99, max")
      .arg(latencyTitle(), of, p50Headline(), p99Headline(), slowestHeadline());
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
  rebuildCurves(points);
  rebuildShares(points);
  rebuildTold();
  updateAxes();
  Q_EMIT changed();
}

void TotalsViewModel::rebuildCurves(std::span<const TotalsPoint> points) {
  for (auto* curve : {&throughput_, &p50_, &p99_, &slowest_}) {
    curve->clear();
    curve->reserve(static_cast<qsizetype>(points.size()));
  }
  pause_ends_.clear();
  const TotalsPoint* timed_before = nullptr;
  for (const TotalsPoint& point : points) {
    const double x = secondsBeforeNow(point.end_ns);
    throughput_.append({x, throughputOf(point)});
    if (point.p50_ns > 0) p50_.append({x, point.p50_ns});
    if (point.p99_ns > 0) p99_.append({x, point.p99_ns});
    if (point.max_ns > 0) slowest_.append({x, point.max_ns});
    if (point.p50_ns <= 0) continue;
    if (timed_before != nullptr && isPauseBetween(shown_->workers, level(), *timed_before, point)) pause_ends_.append(x);
    timed_before = &point;
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
  std::uint64_t requests_in_view = 0;
  const TotalsPoint* before = nullptr;
  for (const TotalsPoint& point : points) {
    const auto total = static_cast<double>(requestsIn(point, slot_));
    if (total <= 0) continue;
    const double x = secondsBeforeNow(point.end_ns);
    const double before_x = before != nullptr ? secondsBeforeNow(before->end_ns) : x;
    const bool after_pause = before != nullptr && isPauseBetween(shown_->workers, level(), *before, point);
    if (after_pause) {
      for (auto& [version, band] : bands) addGap(band, before_x, x);
    }
    bool changed = false;
    for (auto& [version, band] : bands) {
      const double share = static_cast<double>(requestsIn(point, slot_, version)) / total;
      changed = std::exchange(band.latest, share) != share || changed;
    }
    // A share is that of a whole stretch: drawn from point to point a swap would be a slope.
    if (changed && before != nullptr && !after_pause) addStack(bands, before_x);
    addStack(bands, x);
    if (isInView(x)) requests_in_view += count(point, slot_, bands);
    before = &point;
  }
  shares_.clear();
  for (auto& [version, band] : bands) {
    band.whole = requests_in_view == 0 ? 0 : static_cast<double>(band.requests) / static_cast<double>(requests_in_view);
    shares_.push_back(std::move(band));
  }
}

/// At human rates there are stretches without any request: then those of the last one with some.
void TotalsViewModel::rebuildToldShares(std::span<const TotalsPoint> until) {
  shares_told_ = false;
  for (auto point = until.rbegin(); point != until.rend(); ++point) {
    if (cursor_ && toldAt() - point->end_ns > longestPause(shown_->workers, level(), *point)) return;
    const auto total = static_cast<double>(requestsIn(*point, slot_));
    if (total <= 0) continue;
    for (ShareBand& band : shares_) band.told = static_cast<double>(requestsIn(*point, slot_, band.version)) / total;
    shares_told_ = true;
    return;
  }
}

/// Until the cursor, or until the right edge.
void TotalsViewModel::rebuildTold() {
  told_ = {};
  timed_ = {};
  for (ShareBand& band : shares_) band.told = 0;
  if (!shown_ || !shown_->history) return;
  const std::int64_t at_ns = toldAt();
  const auto& totals = level().totals;
  // A point is of the stretch that ends with it.
  auto end = std::ranges::partition_point(totals, [at_ns](const TotalsPoint& point) { return point.end_ns < at_ns; });
  const bool within = end != totals.end() && end->end_ns - WidthNs(level(), *end) <= at_ns;
  if (within) ++end;
  const std::span<const TotalsPoint> until(totals.begin(), end);
  const auto at = std::chrono::nanoseconds(at_ns);
  const bool in_view = !until.empty() && until.back().end_ns >= window().from_ns;
  if (in_view && (!cursor_ || at_ns - until.back().end_ns <= longestPause(shown_->workers, level(), until.back()))) {
    told_ = until.back();
  }
  const TotalsPoint* timed = latestTimed(shown_->workers, level(), until, at);
  if (timed != nullptr) timed_ = *timed;
  timed_stretch_ = timedStretchText(level(), timed, at);
  rebuildToldShares(until);
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

const HistoryLevel& TotalsViewModel::level() const { return shown_->history->levels[historyLevel(-window().beforeNow().from)]; }

/// Of a window that stands still one more at each side: its curves go on beyond the edges.
std::span<const TotalsPoint> TotalsViewModel::pointsInView() const {
  if (!shown_ || !shown_->history) return {};
  const auto& totals = level().totals;
  const TimeWindow view = window();
  auto first = std::ranges::partition_point(totals, [&](const auto& point) { return point.end_ns < view.from_ns; });
  if (!window_) return {first, totals.end()};
  auto last = std::ranges::partition_point(totals, [&](const auto& point) { return point.end_ns <= view.to_ns; });
  if (first != totals.begin()) --first;
  if (last != totals.end()) ++last;
  return {first, last};
}

double TotalsViewModel::secondsBeforeNow(std::int64_t at_ns) const {
  const auto before = std::chrono::nanoseconds(at_ns - window().now_ns);
  return std::min(0.0, std::chrono::duration<double>(before).count());
}

}  // namespace hotswap::ui

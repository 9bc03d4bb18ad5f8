#include "ui/viewmodels/timeline_view_model.h"

#include <algorithm>
#include <iterator>
#include <limits>
#include <utility>

#include "ui/theme/palette.h"
#include "ui/viewmodels/longest_pause.h"

namespace hotswap::ui {
namespace {

constexpr std::int64_t kLatestFirstBar = std::chrono::nanoseconds(std::chrono::seconds(1)).count();

/// The history forgets what is older than the span. A thread that answers seldom would seem to begin a little after the left
/// edge.
void beginAtEdge(std::vector<LaneRun>& runs, std::int64_t from_ns) {
  if (runs.empty() || from_ns < 0) return;
  LaneRun& first = runs.front();
  if (first.start_ns > from_ns && first.start_ns - from_ns <= kLatestFirstBar) first.start_ns = from_ns;
}

std::vector<Bucket> ofSlot(const std::vector<Bucket>& buckets, std::uint32_t slot) {
  std::vector<Bucket> own;
  std::ranges::copy_if(buckets, std::back_inserter(own), [slot](const Bucket& bucket) { return bucket.slot == slot; });
  return own;
}

bool earlier(const SwapMarker& a, const SwapMarker& b) { return a.at_ns < b.at_ns; }

}  // namespace

TimelineViewModel::TimelineViewModel(QObject* parent) : QObject(parent) {}

void TimelineViewModel::apply(std::shared_ptr<const Snapshot> snapshot) {
  if (!snapshot) return;
  const bool step_began = rollouts_.note(*snapshot);  // Also while frozen: what is missed now is not told again.
  if (frozen_) {
    waiting_ = std::move(snapshot);
    return;
  }
  show(std::move(snapshot));
  if (!step_began) return;
  rebuildFlags();
  announce();
}

void TimelineViewModel::setSlot(std::uint32_t slot) {
  if (slot == slot_) return;
  slot_ = slot;
  hidden_.clear();  // Numbers of versions are those of a slot.
  score_axis_.reset();
  rebuild();
}

void TimelineViewModel::setSpan(std::chrono::seconds span) {
  if (span == span_ && !isZoomed()) return;
  const TimeWindow before = window();
  span_ = span;
  range_.setSpan(span);
  score_axis_.reset();
  rebuild();
  Q_EMIT spanChanged(span_);
  Q_EMIT windowChanged();
  keepCursor(before);
}

void TimelineViewModel::setFrozen(bool frozen) {
  if (frozen == frozen_) return;
  frozen_ = frozen;
  const TimeWindow before = window();
  const bool was_zoomed = !frozen_ && range_.reset();
  Q_EMIT frozenChanged(frozen_);
  if (auto newest = std::exchange(waiting_, nullptr); newest && !frozen_) show(std::move(newest));
  if (was_zoomed) {
    score_axis_.reset();
    rebuild();
  }
  Q_EMIT windowChanged();
  if (was_zoomed) keepCursor(before);
}

void TimelineViewModel::setNow(std::int64_t now_ns) {
  if (!frozen_) range_.setNow(now_ns);
}

void TimelineViewModel::zoom(double factor, std::int64_t around_ns) {
  const TimeWindow before = window();
  if (range_.zoom(factor, around_ns)) moved(before);
}

void TimelineViewModel::zoomAtCursor(double factor) {
  const TimeWindow view = window();
  zoom(factor, view.to_ns - (cursor_ ? cursor_->count() : view.length() / 2));
}

void TimelineViewModel::pan(std::int64_t by_ns) {
  const TimeWindow before = window();
  if (range_.pan(by_ns)) moved(before);
}

void TimelineViewModel::choose(std::int64_t one_ns, std::int64_t other_ns) {
  const TimeWindow before = window();
  if (range_.choose(one_ns, other_ns)) moved(before);
}

void TimelineViewModel::moved(const TimeWindow& before) {
  setFrozen(true);
  rebuild();
  Q_EMIT windowChanged();
  keepCursor(before);
}

/// At its moment, while that is in the picture.
void TimelineViewModel::keepCursor(const TimeWindow& before) {
  if (!cursor_) return;
  const std::int64_t at_ns = before.to_ns - cursor_->count();
  const TimeWindow view = window();
  const bool inside = at_ns >= view.from_ns && at_ns <= view.to_ns;
  setCursor(inside ? std::optional(std::chrono::nanoseconds(view.to_ns - at_ns)) : std::nullopt);
}

void TimelineViewModel::setCursor(std::optional<std::chrono::nanoseconds> before_end) {
  if (before_end) before_end = std::clamp(*before_end, std::chrono::nanoseconds{0}, std::chrono::nanoseconds(window().length()));
  if (before_end == cursor_) return;
  cursor_ = before_end;
  Q_EMIT cursorChanged();
}

void TimelineViewModel::stepCursor(int bars) {
  const TimeWindow view = window();
  if (!cursor_) return setCursor(std::chrono::nanoseconds(view.length() / 2));
  const std::int64_t next_ns = nextStop(view.to_ns - cursor_->count(), bars, bar_ns_, flags_);
  setCursor(std::chrono::nanoseconds(view.to_ns - next_ns));
}

void TimelineViewModel::setSelectedThread(int thread) {
  if (thread < 0 || thread >= threadCount()) thread = -1;
  if (thread == selected_thread_) return;
  selected_thread_ = thread;
  announce();
  Q_EMIT selectedThreadChanged(selected_thread_);
}

void TimelineViewModel::setPlotColumns(int columns) {
  if (columns == plot_columns_) return;
  plot_columns_ = columns;
  rebuild();
}

TimePoint TimelineViewModel::origin() const { return shown_ ? shown_->origin : TimePoint{}; }

std::chrono::nanoseconds TimelineViewModel::shownAt() const { return shown_ ? shown_->at : std::chrono::nanoseconds{0}; }

/// Whether the requests go to other slots than the one that is shown.
bool TimelineViewModel::othersAnswer() const {
  return shown_ && slot_ < shown_->slots.size() && shown_->slots.size() > 1 && shown_->totals.requests_per_s > 0;
}

QString TimelineViewModel::emptyTitle() const {
  return othersAnswer() ? tr("No traffic in slot %1").arg(QString::fromStdString(shown_->slots[slot_].name))
                        : tr("No traffic yet");
}

QString TimelineViewModel::emptyHint() const {
  if (recording_) return tr("The recording has none in this span. Move the bar below the charts to another moment.");
  const bool routed = shown_ && slot_ < shown_->slots.size() && shown_->slots[slot_].active != 0;
  if (!routed) return tr("Load an operator (Ctrl+O, or drop a .so file here), then swap to it.");
  if (shown_->paused) return tr("The workers are stopped. Start them to see scores.");
  if (shown_->finished) return tr("The workers have answered all their rounds. Run a scenario or raise the rounds.");
  return othersAnswer() ? tr("The requests name other slots.") : tr("The first request is on its way.");
}

QString TimelineViewModel::versionText(std::uint32_t version) const {
  const QString label = versionLabel(version);
  if (!shown_) return label;
  const auto found = std::find_if(shown_->versions.begin(), shown_->versions.end(),
                                  [&](const VersionInfo& info) { return info.slot == slot_ && info.number == version; });
  if (found == shown_->versions.end() || found->name.empty()) return label;
  return tr("%1 %2", "version, operator's name").arg(label, QString::fromStdString(found->name));
}

bool TimelineViewModel::hasScores(std::uint32_t version) const {
  return std::find(scoreless_.begin(), scoreless_.end(), version) == scoreless_.end();
}

const Bucket* TimelineViewModel::barNear(int thread, std::int64_t at_ns, std::int64_t tolerance_ns) const {
  const auto& row = bars(thread);
  const Bucket* nearest = nullptr;
  std::int64_t least = tolerance_ns;
  auto it = std::partition_point(row.begin(), row.end(), [&](const Bucket& b) { return b.end_ns < at_ns - tolerance_ns; });
  for (; it != row.end() && it->start_ns <= at_ns + tolerance_ns; ++it) {
    if (it->min > it->max) continue;
    const std::int64_t distance = std::max({it->start_ns - at_ns, at_ns - it->end_ns, std::int64_t{0}});
    if (distance > least || (nearest && distance == least)) continue;
    nearest = &*it;
    least = distance;
  }
  return nearest;
}

LaneRun TimelineViewModel::runAt(int thread, std::int64_t at_ns) const {
  const auto& runs = lanes(thread);
  const auto next = std::partition_point(runs.begin(), runs.end(), [&](const LaneRun& run) { return run.start_ns <= at_ns; });
  if (next == runs.begin()) return {};
  const LaneRun& run = *std::prev(next);
  return at_ns < run.end_ns ? run : LaneRun();
}

std::vector<VersionValues> TimelineViewModel::valuesAt(std::int64_t at_ns) const {
  std::vector<VersionValues> values;
  for (int thread = 0; thread < threadCount(); ++thread) {
    addValues(values, runAt(thread, at_ns), barNear(thread, at_ns, bar_ns_));
  }
  std::erase_if(values, [this](const VersionValues& value) { return isHidden(value.version); });
  return values;
}

const SwapReceipt* TimelineViewModel::receiptOf(const SwapMarker& flag) const {
  if (flag.receipt == 0 || !shown_ || !shown_->receipts) return nullptr;
  const auto found = std::ranges::find(*shown_->receipts, flag.receipt, &SwapReceipt::number);
  return found == shown_->receipts->end() ? nullptr : &*found;
}

void TimelineViewModel::setVersionHidden(std::uint32_t version, bool hidden) {
  if (hidden == isHidden(version)) return;
  if (hidden) {
    hidden_.push_back(version);
  } else {
    std::erase(hidden_, version);
  }
  score_axis_.reset();  // What is left may need less room.
  rebuild();
}

bool TimelineViewModel::isHidden(std::uint32_t version) const { return std::ranges::find(hidden_, version) != hidden_.end(); }

bool TimelineViewModel::isNews(const Snapshot& snapshot) const {
  return !shown_ || snapshot.history != shown_->history || snapshot.receipts != shown_->receipts ||
         snapshot.origin != shown_->origin || snapshot.paused != shown_->paused || snapshot.finished != shown_->finished ||
         snapshot.versions.size() != shown_->versions.size();
}

void TimelineViewModel::show(std::shared_ptr<const Snapshot> snapshot) {
  const bool news = isNews(*snapshot);
  shown_ = std::move(snapshot);
  range_.setNow(shown_->at.count());
  if (news) rebuild();
}

void TimelineViewModel::rebuild() {
  bars_.clear();
  lanes_.clear();
  versions_.clear();
  scoreless_.clear();
  rebuildMarkers();
  if (shown_ && shown_->history) rebuildBars(shown_->history->levels[historyLevel(-window().beforeNow().from)]);
  const bool traffic = std::any_of(lanes_.begin(), lanes_.end(), [](const auto& runs) { return !runs.empty(); });
  has_traffic_ = traffic || (isZoomed() && has_traffic_);  // A quiet stretch of the past is worth its axes.
  updateScoreAxis();
  if (selected_thread_ >= threadCount()) {
    selected_thread_ = -1;
    Q_EMIT selectedThreadChanged(-1);
  }
  announce();
}

void TimelineViewModel::rebuildMarkers() {
  markers_.clear();
  if (!shown_ || !shown_->receipts) return;
  for (const SwapReceipt& receipt : *shown_->receipts) {
    const bool published = receipt.outcome == SwapOutcome::kPublished || receipt.outcome == SwapOutcome::kRolledBack;
    if (!published || !receipt.to || !isOfSlot(receipt)) continue;
    markers_.push_back({.at_ns = receipt.at.count(),
                        .from = receipt.from.value_or(0),
                        .to = *receipt.to,
                        .rolled_back = receipt.outcome == SwapOutcome::kRolledBack,
                        .receipt = receipt.number});
  }
  std::sort(markers_.begin(), markers_.end(), earlier);
  rebuildFlags();
}

bool TimelineViewModel::isOfSlot(const SwapReceipt& receipt) const {
  return shown_->slots.size() < 2 || (slot_ < shown_->slots.size() && shown_->slots[slot_].name == receipt.slot);
}

void TimelineViewModel::rebuildFlags() {
  flags_ = markers_;
  std::ranges::copy_if(rollouts_.markers(), std::back_inserter(flags_),
                       [this](const SwapMarker& step) { return step.slot == slot_; });
  std::ranges::stable_sort(flags_, earlier);
}

void TimelineViewModel::rebuildBars(const HistoryLevel& level) {
  const std::int64_t width_ns = std::max<std::int64_t>(level.bucket_width.count(), 1);
  const TimeWindow view = window();
  // One bucket more than the span: what leaves the plot at the left must not vanish before it is out of sight.
  const std::int64_t from_ns = view.from_ns - width_ns;
  const auto buckets = static_cast<std::size_t>(view.length() / width_ns);
  const unsigned factor = mergeFactor(level.threads.size(), buckets, plot_columns_);
  const std::int64_t bar_ns = width_ns * factor;
  bar_ns_ = bar_ns;
  const LaneRules rules{bar_ns, longestPause(shown_->workers, bar_ns), shown_->at.count()};
  for (const auto& thread : level.threads) {
    bars_.push_back(mergedBars(shown_->slots.size() > 1 ? ofSlot(thread, slot_) : thread, width_ns, factor, from_ns));
    snapToMarkers(bars_.back(), markers_, bar_ns);
    lanes_.push_back(laneRuns(bars_.back(), markers_, rules));
    beginAtEdge(lanes_.back(), from_ns);
  }
  endRemovedThreads(from_ns);
  if (isZoomed()) dropBarsAfter(view.to_ns);
  rebuildVersions({from_ns, view.to_ns, view.now_ns});
  rebuildScoreless(from_ns);
  if (!hidden_.empty()) dropHiddenBars();
}

/// A thread that was taken away ends with its last bar, and has no row once that is out of sight.
void TimelineViewModel::endRemovedThreads(std::int64_t from_ns) {
  for (std::size_t thread = shown_->threads.size(); thread < lanes_.size(); ++thread) {
    if (!lanes_[thread].empty()) lanes_[thread].back().end_ns = bars_[thread].back().end_ns;
  }
  while (lanes_.size() > shown_->threads.size() && (lanes_.back().empty() || lanes_.back().back().end_ns <= from_ns)) {
    lanes_.pop_back();
    bars_.pop_back();
  }
}

/// What is right of the picture: the lanes needed it, to know what goes on and what ended.
void TimelineViewModel::dropBarsAfter(std::int64_t to_ns) {
  for (auto& row : bars_) {
    while (!row.empty() && row.back().start_ns > to_ns) row.pop_back();
  }
}

void TimelineViewModel::rebuildVersions(const TimeWindow& view) {
  for (const auto& runs : lanes_) {
    for (const LaneRun& run : runs) {
      if (run.end_ns <= view.from_ns || run.start_ns > view.to_ns) continue;
      addVersion(run.version);
      if (run.beside != 0) addVersion(run.beside);
    }
  }
}

void TimelineViewModel::addVersion(std::uint32_t version) {
  const auto place = std::lower_bound(versions_.begin(), versions_.end(), version);
  if (place == versions_.end() || *place != version) versions_.insert(place, version);
}

void TimelineViewModel::dropHiddenBars() {
  for (auto& row : bars_) {
    std::erase_if(row, [this](const Bucket& bar) { return isHidden(bar.version); });
  }
}

void TimelineViewModel::rebuildScoreless(std::int64_t from_ns) {
  std::vector<std::uint32_t> with_scores;
  for (const auto& row : bars_) {
    for (const Bucket& bar : row) {
      if (bar.end_ns <= from_ns || bar.requests <= bar.errors) continue;
      auto& kind = bar.min > bar.max ? scoreless_ : with_scores;
      if (std::find(kind.begin(), kind.end(), bar.version) == kind.end()) kind.push_back(bar.version);
    }
  }
  std::erase_if(scoreless_, [&](std::uint32_t version) {
    return std::find(with_scores.begin(), with_scores.end(), version) != with_scores.end();
  });
}

void TimelineViewModel::updateScoreAxis() {
  double low = std::numeric_limits<double>::infinity();
  double high = -low;
  for (const auto& row : bars_) {
    for (const Bucket& bar : row) {
      if (bar.min > bar.max) continue;
      low = std::min(low, bar.min);
      high = std::max(high, bar.max);
    }
  }
  if (low <= high) score_axis_.update(low, high, shown_->at);
}

void TimelineViewModel::announce() {
  ++revision_;
  Q_EMIT changed();
}

}  // namespace hotswap::ui

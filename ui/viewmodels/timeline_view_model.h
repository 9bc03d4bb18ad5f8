#ifndef HOTSWAP_UI_VIEWMODELS_TIMELINE_VIEW_MODEL_H_
#define HOTSWAP_UI_VIEWMODELS_TIMELINE_VIEW_MODEL_H_

#include <QObject>
#include <QString>
#include <chrono>
#include <cstdint>
#include <memory>
#include <optional>
#include <vector>

#include "core/api/snapshot.h"
#include "core/base/clock.h"
#include "ui/viewmodels/rollout_trail.h"
#include "ui/viewmodels/score_range.h"
#include "ui/viewmodels/timeline_bars.h"
#include "ui/viewmodels/timeline_range.h"
#include "ui/viewmodels/timeline_span.h"
#include "ui/viewmodels/version_values.h"

namespace hotswap::ui {

/// What the scores chart and the version lanes draw: bars and lanes per thread, swap markers, the score axis and the selection.
///
/// Threads   Main thread only.
/// Lifetime  Keeps the snapshot that it shows.
class TimelineViewModel : public QObject {
  Q_OBJECT

 public:
  explicit TimelineViewModel(QObject* parent = nullptr);

  /// Takes a newer snapshot (null is ignored). Cheap when neither history nor receipts changed, so it may be called per frame.
  void apply(std::shared_ptr<const Snapshot> snapshot);

  /// What is shown is a recording: there is nothing to load, start or swap to.
  void setRecording(bool recording) { recording_ = recording; }

  /// What is drawn: an index into Snapshot::slots.
  void setSlot(std::uint32_t slot);

  /// One of kTimelineSpans. Takes back what zooming and panning chose.
  void setSpan(std::chrono::seconds span);
  std::chrono::seconds span() const { return span_; }

  /// While frozen the picture stays: newer snapshots wait until the view is live again, which shows the whole span.
  void setFrozen(bool frozen);
  bool isFrozen() const { return frozen_; }

  /// Where the live picture ends, since origin(): the clock is ahead of the newest snapshot.
  void setNow(std::int64_t now_ns);

  /// What the time axis shows.
  TimeWindow window() const { return range_.shown(); }
  bool isZoomed() const { return range_.isChosen(); }

  // As TimelineRange has them. What changes the picture freezes it.
  void zoom(double factor, std::int64_t around_ns);
  void zoomAtCursor(double factor);  ///< Around the middle when there is no cursor.
  void pan(std::int64_t by_ns);
  void choose(std::int64_t one_ns, std::int64_t other_ns);

  /// The line through all charts, by its distance from the right edge of the time axis; none hides it.
  void setCursor(std::optional<std::chrono::nanoseconds> before_end);
  std::optional<std::chrono::nanoseconds> cursor() const { return cursor_; }

  /// Moves the line by as many bars, to the right when `bars` is positive, but not past a flag; shows it in the middle first.
  void stepCursor(int bars);

  /// -1 for none; a thread that does not exist is none.
  void setSelectedThread(int thread);
  int selectedThread() const { return selected_thread_; }

  /// Columns of pixels that the plot has, which limits how many bars make sense.
  void setPlotColumns(int columns);

  /// Zero of every time in here.
  TimePoint origin() const;

  /// When the shown snapshot was taken, since origin().
  std::chrono::nanoseconds shownAt() const;

  bool hasTraffic() const { return has_traffic_; }
  QString emptyTitle() const;
  QString emptyHint() const;  ///< What to do next.

  int threadCount() const { return static_cast<int>(bars_.size()); }

  /// In order of time; `min > max` in a bar without a finite score.
  const std::vector<Bucket>& bars(int thread) const { return bars_[static_cast<std::size_t>(thread)]; }
  const std::vector<LaneRun>& lanes(int thread) const { return lanes_[static_cast<std::size_t>(thread)]; }

  /// In order of time.
  const std::vector<SwapMarker>& markers() const { return markers_; }

  /// The swaps and the steps of rollouts, in order of time: what charts mark.
  const std::vector<SwapMarker>& flags() const { return flags_; }

  /// Versions that answered within the span, ascending.
  const std::vector<std::uint32_t>& versions() const { return versions_; }

  /// False for a version that answered within the span, but with no score that can be drawn: NaN or infinite ones only.
  bool hasScores(std::uint32_t version) const;

  /// "v2 ScoreOperatorV2".
  QString versionText(std::uint32_t version) const;

  const AxisRange& scoreAxis() const { return score_axis_.range(); }

  /// The thread's bar with a score that is nearest to the time, at most `tolerance_ns` away; null when there is none.
  const Bucket* barNear(int thread, std::int64_t at_ns, std::int64_t tolerance_ns) const;

  /// Of the versions that answered at the moment and are not hidden, ascending.
  std::vector<VersionValues> valuesAt(std::int64_t at_ns) const;

  /// The receipt of a swap that a flag stands for; null when the flag has none or it is forgotten.
  const SwapReceipt* receiptOf(const SwapMarker& flag) const;

  /// What a thread answered with; version 0 before its first and where it did not serve.
  LaneRun runAt(int thread, std::int64_t at_ns) const;

  /// A hidden version is drawn in no chart of threads; the legend keeps it.
  void setVersionHidden(std::uint32_t version, bool hidden);
  bool isHidden(std::uint32_t version) const;

  /// Grows with each change of anything that is drawn.
  std::uint64_t revision() const { return revision_; }

 Q_SIGNALS:
  void changed();
  void selectedThreadChanged(int thread);
  void spanChanged(std::chrono::seconds span);
  void frozenChanged(bool frozen);
  void windowChanged();  ///< Zoomed, panned, frozen or live again.
  void cursorChanged();

 private:
  bool othersAnswer() const;
  bool isNews(const Snapshot& snapshot) const;
  void show(std::shared_ptr<const Snapshot> snapshot);
  void moved(const TimeWindow& before);
  void keepCursor(const TimeWindow& before);
  void rebuild();
  void rebuildMarkers();
  void rebuildFlags();
  bool isOfSlot(const SwapReceipt& receipt) const;
  void rebuildBars(const HistoryLevel& level);
  void endRemovedThreads(std::int64_t from_ns);
  void dropBarsAfter(std::int64_t to_ns);
  void rebuildVersions(const TimeWindow& view);
  void addVersion(std::uint32_t version);
  void rebuildScoreless(std::int64_t from_ns);
  void dropHiddenBars();
  void updateScoreAxis();
  void announce();

  bool recording_ = false;
  std::chrono::seconds span_ = kDefaultTimelineSpan;
  TimelineRange range_;
  std::optional<std::chrono::nanoseconds> cursor_;
  std::uint32_t slot_ = 0;
  bool frozen_ = false;
  int selected_thread_ = -1;
  int plot_columns_ = 0;

  std::shared_ptr<const Snapshot> shown_;
  std::shared_ptr<const Snapshot> waiting_;  ///< The newest while frozen.

  bool has_traffic_ = false;
  std::int64_t bar_ns_ = 1;  ///< What a bar covers.
  std::vector<std::vector<Bucket>> bars_;
  std::vector<std::vector<LaneRun>> lanes_;
  std::vector<SwapMarker> markers_;
  RolloutTrail rollouts_;
  std::vector<SwapMarker> flags_;
  std::vector<std::uint32_t> versions_;
  std::vector<std::uint32_t> scoreless_;  ///< Of versions_.
  std::vector<std::uint32_t> hidden_;
  StickyRange score_axis_;
  std::uint64_t revision_ = 0;
};

}  // namespace hotswap::ui

#endif  // HOTSWAP_UI_VIEWMODELS_TIMELINE_VIEW_MODEL_H_

#ifndef HOTSWAP_UI_VIEWMODELS_TIMELINE_VIEW_MODEL_H_
#define HOTSWAP_UI_VIEWMODELS_TIMELINE_VIEW_MODEL_H_

#include <QObject>
#include <QString>
#include <chrono>
#include <cstdint>
#include <memory>
#include <vector>

#include "core/api/snapshot.h"
#include "core/base/clock.h"
#include "ui/viewmodels/rollout_trail.h"
#include "ui/viewmodels/score_range.h"
#include "ui/viewmodels/timeline_bars.h"
#include "ui/viewmodels/timeline_span.h"

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

  /// What is drawn: an index into Snapshot::slots.
  void setSlot(std::uint32_t slot);

  /// One of kTimelineSpans.
  void setSpan(std::chrono::seconds span);
  std::chrono::seconds span() const { return span_; }

  /// While frozen the picture stays: newer snapshots wait until the view is live again.
  void setFrozen(bool frozen);
  bool isFrozen() const { return frozen_; }

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

  /// What a thread answered with; version 0 before its first and where it did not serve.
  LaneRun runAt(int thread, std::int64_t at_ns) const;

  /// Grows with each change of anything that is drawn.
  std::uint64_t revision() const { return revision_; }

 Q_SIGNALS:
  void changed();
  void selectedThreadChanged(int thread);
  void spanChanged(std::chrono::seconds span);
  void frozenChanged(bool frozen);

 private:
  bool othersAnswer() const;
  bool isNews(const Snapshot& snapshot) const;
  void show(std::shared_ptr<const Snapshot> snapshot);
  void rebuild();
  void rebuildMarkers();
  void rebuildFlags();
  bool isOfSlot(const SwapReceipt& receipt) const;
  void rebuildBars(const HistoryLevel& level);
  void endRemovedThreads(std::int64_t from_ns);
  void rebuildVersions(std::int64_t from_ns);
  void addVersion(std::uint32_t version);
  void rebuildScoreless(std::int64_t from_ns);
  void updateScoreAxis();
  void announce();

  std::chrono::seconds span_ = kDefaultTimelineSpan;
  std::uint32_t slot_ = 0;
  bool frozen_ = false;
  int selected_thread_ = -1;
  int plot_columns_ = 0;

  std::shared_ptr<const Snapshot> shown_;
  std::shared_ptr<const Snapshot> waiting_;  ///< The newest while frozen.

  bool has_traffic_ = false;
  std::vector<std::vector<Bucket>> bars_;
  std::vector<std::vector<LaneRun>> lanes_;
  std::vector<SwapMarker> markers_;
  RolloutTrail rollouts_;
  std::vector<SwapMarker> flags_;
  std::vector<std::uint32_t> versions_;
  std::vector<std::uint32_t> scoreless_;  ///< Of versions_.
  StickyRange score_axis_;
  std::uint64_t revision_ = 0;
};

}  // namespace hotswap::ui

#endif  // HOTSWAP_UI_VIEWMODELS_TIMELINE_VIEW_MODEL_H_

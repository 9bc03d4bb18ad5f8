#ifndef HOTSWAP_UI_VIEWMODELS_TOTALS_VIEW_MODEL_H_
#define HOTSWAP_UI_VIEWMODELS_TOTALS_VIEW_MODEL_H_

#include <QList>
#include <QObject>
#include <QPointF>
#include <QString>
#include <chrono>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <vector>

#include "core/api/snapshot.h"
#include "ui/viewmodels/score_range.h"
#include "ui/viewmodels/time_window.h"
#include "ui/viewmodels/timeline_span.h"

namespace hotswap::ui {

/// One version's part of the requests over time, stacked: it fills the area between `lower` and `upper`.
struct ShareBand {
  std::uint32_t version = 0;
  double latest = 0;  ///< 0 to 1, of the last stretch in view.
  double told = 0;    ///< Likewise, at the moment that the headlines tell of.
  double least = 1;   ///< Of the stretches in view; so most.
  double most = 0;
  double whole = 0;            ///< Of all requests in view.
  std::uint64_t requests = 0;  ///< In view.
  QList<QPointF> lower;        ///< Seconds before now (negative), percent. As many points as `upper`.
  QList<QPointF> upper;
};

/// What the totals charts draw: throughput, latency and each version's share of the requests.
///
/// Every x is in seconds before now, which is when the shown snapshot was taken: the axis is fixed from -span to 0. While the window
/// stands still, now and the axis are those of the other charts. At most kMaxTotals points a curve.
/// Threads   Main thread only.
class TotalsViewModel : public QObject {
  Q_OBJECT

 public:
  explicit TotalsViewModel(QObject* parent = nullptr);

  /// Takes a newer snapshot (null is ignored); does nothing more than four times per second of the engine's time.
  void apply(std::shared_ptr<const Snapshot> snapshot);

  /// Whose shares are drawn: an index into Snapshot::slots. Latency is of all slots together.
  void setSlot(std::uint32_t slot);

  /// One of kTimelineSpans.
  void setSpan(std::chrono::seconds span);
  std::chrono::seconds span() const { return span_; }

  /// While frozen the picture stays.
  void setFrozen(bool frozen);

  /// What a window that stands still shows; none lets the axis move on with the snapshots.
  void setWindow(std::optional<TimeWindow> window);
  TimeWindow window() const;

  /// Whether a point of the curves, in seconds before now, lies within: they go on by one beyond each edge.
  bool isInView(double x) const;

  /// The moment that the headlines tell of, by its distance from the right edge of the axis; none: the newest.
  void setCursor(std::optional<std::chrono::nanoseconds> before_end);
  std::optional<std::chrono::nanoseconds> cursor() const { return cursor_; }

  /// "−12.0 s", of what the headlines tell; empty for the present.
  QString toldAge() const;

  bool hasTraffic() const { return has_traffic_; }

  const QList<QPointF>& throughput() const { return throughput_; }  ///< Requests per second.
  const QList<QPointF>& p50() const { return p50_; }                ///< Nanoseconds; moments without timed calls are left out.
  const QList<QPointF>& p99() const { return p99_; }
  const QList<QPointF>& slowest() const { return slowest_; }
  const std::vector<ShareBand>& shares() const { return shares_; }  ///< Both edges at 0 where there was no service.

  /// Where calls were timed again after a time without service: no curve of latency leads there.
  const QList<double>& pauseEnds() const { return pause_ends_; }

  const AxisRange& throughputAxis() const { return throughput_axis_.range(); }

  /// Powers of ten (nanoseconds) between which every latency lies; min < max.
  int latencyMinDecade() const { return latency_min_decade_; }
  int latencyMaxDecade() const { return latency_max_decade_; }

  QString latencyTitle() const;        ///< Says whose it is where there are several slots.
  QString throughputHeadline() const;  ///< "48.2 M/s", or "No traffic yet", or "no traffic" at the cursor.
  QString p50Headline() const;         ///< "p50 0.6 µs", of the last calls that were timed until then.
  QString p99Headline() const;
  QString slowestHeadline() const;
  QString latencyWindow() const { return timed_stretch_; }  ///< "over the newest 250 ms in which calls were timed (now)".
  QString shareHeadline(const ShareBand& band) const;       ///< "v2 97 %".

  /// All headlines as sentences for a screen reader.
  QString throughputSummary() const;
  QString latencySummary() const;
  QString shareSummary() const;

 Q_SIGNALS:
  void changed();
  void cursorChanged();  ///< And with it the headlines.

 private:
  void rebuild();
  void rebuildCurves(std::span<const TotalsPoint> points);
  double throughputOf(const TotalsPoint& point) const;
  void rebuildTold();
  void rebuildToldShares(std::span<const TotalsPoint> until);
  std::int64_t toldAt() const;
  const HistoryLevel& level() const;
  void rebuildShares(std::span<const TotalsPoint> points);
  void updateAxes();
  std::span<const TotalsPoint> pointsInView() const;
  double secondsBeforeNow(std::int64_t at_ns) const;

  std::chrono::seconds span_ = kDefaultTimelineSpan;
  std::uint32_t slot_ = 0;
  bool frozen_ = false;
  std::optional<TimeWindow> window_;
  std::optional<std::chrono::nanoseconds> cursor_;
  std::shared_ptr<const Snapshot> shown_;
  std::shared_ptr<const Snapshot> newest_;

  bool has_traffic_ = false;
  bool shares_told_ = true;  ///< There was traffic at the moment that the headlines tell of.
  TotalsPoint told_;         ///< What the headlines are of.
  TotalsPoint timed_;        ///< The last one with timed calls until then.
  QString timed_stretch_;
  QList<QPointF> throughput_;
  QList<QPointF> p50_;
  QList<QPointF> p99_;
  QList<QPointF> slowest_;
  QList<double> pause_ends_;
  std::vector<ShareBand> shares_;
  StickyRange throughput_axis_;
  int latency_min_decade_ = 1;
  int latency_max_decade_ = 4;
};

}  // namespace hotswap::ui

#endif  // HOTSWAP_UI_VIEWMODELS_TOTALS_VIEW_MODEL_H_

#ifndef HOTSWAP_UI_CHARTS_LANE_CHART_H_
#define HOTSWAP_UI_CHARTS_LANE_CHART_H_

#include "ui/charts/timeline_chart.h"

namespace hotswap::ui {

/// Which version each thread was on, one row per thread; the arrow keys move the selection.
class LaneChart final : public TimelineChart {
  Q_OBJECT

 public:
  explicit LaneChart(const TimelineViewModel& model, QWidget* parent = nullptr);

  /// Height at which every lane has room for its label, axis included.
  int comfortableHeight() const;

 protected:
  QMargins plotMargins() const override;
  void paintData(QPainter& painter, const TimelineScale& scale) override;
  void paintChrome(QPainter& painter) override;
  int threadAt(QPoint point, const TimelineScale& scale) const override;
  TooltipText tooltipAt(QPoint point, const TimelineScale& scale) const override;
  std::vector<PlacedMarker> placedMarkers(const TimelineScale& scale) const override;
  bool updateAxes() override;
  void keyPressEvent(QKeyEvent* event) override;

 private:
  /// A thread's rows within `plot`, without the gap below.
  QRect laneRect(int thread, const QRect& plot) const;
  void paintTimeLabels(QPainter& painter);
  void paintThreadLabels(QPainter& painter);
  void paintLane(QPainter& painter, const TimelineScale& scale, int thread);
  void paintRun(QPainter& painter, const QRect& rect, const LaneRun& run, double strength);
  void paintVersion(QPainter& painter, const QRect& rect, std::uint32_t version, double strength);

  int shown_threads_ = -1;
  int shown_selection_ = -1;
};

}  // namespace hotswap::ui

#endif  // HOTSWAP_UI_CHARTS_LANE_CHART_H_

#ifndef HOTSWAP_UI_CHARTS_SCORE_CHART_H_
#define HOTSWAP_UI_CHARTS_SCORE_CHART_H_

#include "ui/charts/timeline_chart.h"

namespace hotswap::ui {

/// Every thread's scores over time in the colour of the version that gave them, with a flag at each swap.
class ScoreChart final : public TimelineChart {
  Q_OBJECT

 public:
  explicit ScoreChart(const TimelineViewModel& model, QWidget* parent = nullptr);

 protected:
  QMargins plotMargins() const override;
  void paintData(QPainter& painter, const TimelineScale& scale) override;
  void paintChrome(QPainter& painter) override;
  int threadAt(QPoint point, const TimelineScale& scale) const override;
  TooltipText tooltipAt(QPoint point, const TimelineScale& scale) const override;
  std::vector<PlacedMarker> placedMarkers(const TimelineScale& scale) const override;
  bool tellsOfCursor() const override { return true; }

 private:
  void paintBars(QPainter& painter, const TimelineScale& scale);
  void paintMarkers(QPainter& painter, const TimelineScale& scale);
  int flagHeight() const;
  QFont flagFont() const;
  QFont flagFontInDevicePixels() const;
};

}  // namespace hotswap::ui

#endif  // HOTSWAP_UI_CHARTS_SCORE_CHART_H_

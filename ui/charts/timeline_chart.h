#ifndef HOTSWAP_UI_CHARTS_TIMELINE_CHART_H_
#define HOTSWAP_UI_CHARTS_TIMELINE_CHART_H_

#include <QCategoryAxis>
#include <QPixmap>
#include <chrono>
#include <optional>

#include "ui/charts/chart_gestures.h"
#include "ui/charts/chart_tooltip.h"
#include "ui/charts/chart_view.h"
#include "ui/charts/marker_labels.h"
#include "ui/charts/timeline_scale.h"
#include "ui/viewmodels/timeline_view_model.h"

namespace hotswap::ui {

/// A chart over the last seconds whose axes are rendered once into a pixmap while the data are painted over it in each frame.
///
/// Qt Charts draws axes, grid and labels; a derived class paints the data in device pixels. A series of Qt Charts would rebuild
/// its hit-test path over all points in every frame, which costs about five times as much.
class TimelineChart : public ChartView {
  Q_OBJECT

 public:
  TimelineChart(const TimelineViewModel& model, QWidget* parent);

  /// Time went on: repaints when that moves the picture by a pixel.
  void moveOn();

  /// Takes over what the view-model has: repaints, and renders the axes anew when they changed.
  void refresh();

  /// Repaints for a crosshair that moved.
  void refreshCursor();

  /// Where the crosshair stands, in device-independent pixels; nothing while there is none.
  std::optional<int> cursorX() const;

  /// Where the data are painted, in device-independent pixels.
  QRect plotRect() const;

  /// Left edge of every timeline plot: wide enough for the labels of both charts, whatever the scores are.
  int leftMargin() const;

  const ChartGestures& gestures() const { return *gestures_; }

  std::chrono::nanoseconds lastPaintTime() const { return last_paint_time_; }

 Q_SIGNALS:
  void threadPicked(int thread);                ///< -1 when the click met none.
  void markerActivated(std::uint64_t receipt);  ///< By its number: a click or Return on a flag.

 protected:
  virtual QMargins plotMargins() const = 0;
  virtual void paintData(QPainter& painter, const TimelineScale& scale) = 0;

  /// What belongs to the axes but Qt Charts does not draw; in device-independent pixels.
  virtual void paintChrome(QPainter& painter) = 0;

  /// The thread at a point, in device pixels; -1 for none.
  virtual int threadAt(QPoint point, const TimelineScale& scale) const = 0;

  /// What the tooltip says at a point, in device pixels.
  virtual TooltipText tooltipAt(QPoint point, const TimelineScale& scale) const = 0;

  /// The flags as they lie in the picture.
  virtual std::vector<PlacedMarker> placedMarkers(const TimelineScale& scale) const = 0;

  /// Whether values at the crosshair are told here while the mouse is elsewhere.
  virtual bool tellsOfCursor() const { return false; }

  /// Brings the axes in line with the view-model; returns whether something changed.
  virtual bool updateAxes();

  /// The score axis as the picture shows it.
  const AxisRange& shownScoreAxis() const { return score_axis_; }

  /// The font of labels in and beside the plot.
  QFont smallFont() const;

  void applyTheme() override;
  void paintEvent(QPaintEvent* event) override;
  void resizeEvent(QResizeEvent* event) override;

  const TimelineViewModel& model() const { return model_; }
  TimelineScale scale() const;
  TooltipText describe(int thread, std::int64_t at_ns, const TimelineScale& scale) const;

  /// The values of the selected thread, or of all by version.
  TooltipText describeAll(std::int64_t at_ns, const TimelineScale& scale) const;

 private:
  void renderChrome();
  void paintCursor(QPainter& painter, const TimelineScale& scale);
  void paintTooltip(QPainter& painter, const TimelineScale& scale);
  void connectGestures();
  void hover(std::optional<QPoint> at);
  void followCrosshair();
  void pick(QPoint at);
  void activateAtCursor();
  const SwapMarker* markerNear(QPoint at) const;
  QString ageText(std::int64_t at_ns, const TimelineScale& scale) const;
  TimePlot timePlot() const { return {plotRect(), model_.window()}; }

  const TimelineViewModel& model_;
  QCategoryAxis* const time_axis_;
  ChartGestures* const gestures_;
  AxisRange score_axis_;
  TimeStretch shown_stretch_;
  QPixmap chrome_;
  bool chrome_stale_ = true;
  std::int64_t shown_end_ = 0;     ///< Column of the picture's end, in device pixels, when it was last seen to move.
  std::optional<QPoint> pointer_;  ///< Where the mouse is over this chart, unless the crosshair went elsewhere since.
  std::chrono::nanoseconds last_paint_time_{0};
};

}  // namespace hotswap::ui

#endif  // HOTSWAP_UI_CHARTS_TIMELINE_CHART_H_

#ifndef HOTSWAP_UI_CHARTS_CHART_GESTURES_H_
#define HOTSWAP_UI_CHARTS_CHART_GESTURES_H_

#include <QObject>
#include <QPoint>
#include <QRect>
#include <chrono>
#include <cstdint>
#include <functional>
#include <optional>

#include "ui/viewmodels/time_window.h"

class QGraphicsView;
class QKeyEvent;
class QMouseEvent;
class QWheelEvent;

namespace hotswap::ui {

class TimelineViewModel;

/// Where a chart draws which stretch of time, in device-independent pixels.
struct TimePlot {
  QRect area;
  TimeWindow window;

  std::int64_t timeAt(int x) const;
  int xOf(std::int64_t at_ns) const;
};

/// What mouse and keys do to a chart's time axis. Wheel: zoom around the pointer. Left button: rubber band. Middle button, or left with
/// Shift: pan, as a wheel to the side does. Keys: + and − zoom, Left and Right pan, Home and End go to the ends, Ctrl with Left and Right
/// moves the crosshair, Return acts on what it stands on, Esc gives up a rubber band or hides the crosshair.
///
/// The events stay out of the chart's scene: there is nothing in it to move or click, and asking it costs time per move.
///
/// Lifetime  A child of the chart.
class ChartGestures : public QObject {
  Q_OBJECT

 public:
  ChartGestures(QGraphicsView& chart, std::function<TimePlot()> plot);

  /// Lets them move what the view-model shows.
  void steer(TimelineViewModel& model) const;

  /// The rubber band while there is one: full height of the plot.
  std::optional<QRect> band() const;

  bool eventFilter(QObject* watched, QEvent* event) override;

 Q_SIGNALS:
  void zoomed(double factor, std::int64_t around_ns);
  void keyZoomed(double factor);  ///< Around the crosshair, or the middle.
  void panned(std::int64_t by_ns);
  void chosen(std::int64_t one_ns, std::int64_t other_ns);
  void cursorMoved(std::optional<std::chrono::nanoseconds> before_end);
  void cursorStepped(int bars);
  void clicked(QPoint at);
  void confirmed();  ///< Return.
  void hovered(std::optional<QPoint> at);
  void bandChanged();

 private:
  enum class Drag { kNone, kPressed, kBand, kPan };

  bool onViewport(QEvent& event);
  bool onKeys(QEvent& event);
  bool press(const QMouseEvent& event);
  void move(const QMouseEvent& event);
  bool release(const QMouseEvent& event);
  bool wheel(const QWheelEvent& event);
  bool key(const QKeyEvent& event);
  void step(bool cursor, int direction);
  void hover(QPoint at);
  void endDrag();

  QGraphicsView& chart_;
  const std::function<TimePlot()> plot_;
  Drag drag_ = Drag::kNone;
  QPoint pressed_at_;
  std::int64_t anchor_ns_ = 0;  ///< The moment where the drag began: while the picture moves on, no pixel is.
  QPoint pointer_;
};

}  // namespace hotswap::ui

#endif  // HOTSWAP_UI_CHARTS_CHART_GESTURES_H_

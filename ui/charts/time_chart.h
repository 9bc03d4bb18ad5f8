#ifndef HOTSWAP_UI_CHARTS_TIME_CHART_H_
#define HOTSWAP_UI_CHARTS_TIME_CHART_H_

#include <QCategoryAxis>
#include <QList>
#include <chrono>
#include <optional>
#include <utility>

#include "ui/charts/chart_gestures.h"
#include "ui/charts/chart_view.h"
#include "ui/charts/time_axis.h"
#include "ui/viewmodels/time_window.h"
#include "ui/viewmodels/timeline_span.h"

namespace hotswap::ui {

/// A chart of plain Qt Charts series over the last seconds, refreshed a few times per second.
///
/// Both axes have labels of words ("now", "20 M/s"), which only category axes can show.
class TimeChart : public ChartView {
  Q_OBJECT

 public:
  explicit TimeChart(QWidget* parent = nullptr);

  /// The crosshair, by its distance from the right edge of the time axis; none hides it.
  void setCursor(std::optional<std::chrono::nanoseconds> before_end);

  const ChartGestures& gestures() const { return *gestures_; }

 protected:
  using Ticks = QList<std::pair<double, QString>>;

  /// Shows the window on the time axis, with as many labels as have room.
  void showWindow(const TimeWindow& window);

  /// Makes the value axis run from `min` to `max` with a labelled grid line at each tick, or at every
  /// second, third … one where the chart is too low for all; ticks ascend.
  void showValues(double min, double max, const Ticks& ticks);

  /// Adds a series, drawn against both axes.
  void addSeries(QAbstractSeries& series);

  void resizeEvent(QResizeEvent* event) override;
  void paintEvent(QPaintEvent* event) override;

 private:
  TimePlot timePlot() const;
  std::optional<int> cursorX() const;
  void updateColumn(std::optional<int> x);
  void updateTimeAxis();
  void updateValueAxis();
  bool fits(TickDensity density) const;
  Ticks fittingTicks() const;

  QCategoryAxis* const time_axis_;
  QCategoryAxis* const value_axis_;
  ChartGestures* const gestures_;
  TimeWindow window_;
  std::optional<std::chrono::nanoseconds> cursor_;
  TimeStretch wanted_stretch_{-kDefaultTimelineSpan, {}};
  TimeStretch shown_stretch_;
  TickDensity shown_density_ = TickDensity::kNarrow;
  double wanted_min_ = 0;
  double wanted_max_ = 1;
  Ticks wanted_ticks_;
  Ticks shown_ticks_;
};

}  // namespace hotswap::ui

#endif  // HOTSWAP_UI_CHARTS_TIME_CHART_H_

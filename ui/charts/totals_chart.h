#ifndef HOTSWAP_UI_CHARTS_TOTALS_CHART_H_
#define HOTSWAP_UI_CHARTS_TOTALS_CHART_H_

#include <QCategoryAxis>
#include <QList>
#include <utility>

#include "ui/charts/chart_view.h"
#include "ui/charts/time_axis.h"
#include "ui/viewmodels/totals_view_model.h"

namespace hotswap::ui {

/// A chart of plain Qt Charts series over the last seconds, refreshed a few times per second.
///
/// Both axes have labels of words ("now", "20 M/s"), which only category axes can show.
class TotalsChart : public ChartView {
  Q_OBJECT

 public:
  explicit TotalsChart(QWidget* parent = nullptr);

  virtual void refresh(const TotalsViewModel& model) = 0;

 protected:
  using Ticks = QList<std::pair<double, QString>>;

  /// Shows the span on the time axis, with as many labels as have room.
  void showSpan(std::chrono::seconds span);

  /// Makes the value axis run from `min` to `max` with a labelled grid line at each tick, or at every
  /// second, third … one where the chart is too low for all; ticks ascend.
  void showValues(double min, double max, const Ticks& ticks);

  /// Adds a series, drawn against both axes.
  void addSeries(QAbstractSeries& series);

  void resizeEvent(QResizeEvent* event) override;

 private:
  void updateTimeAxis();
  void updateValueAxis();
  bool fits(TickDensity density) const;
  Ticks fittingTicks() const;

  QCategoryAxis* const time_axis_;
  QCategoryAxis* const value_axis_;
  std::chrono::seconds wanted_span_ = kDefaultTimelineSpan;
  std::chrono::seconds shown_span_{0};
  TickDensity shown_density_ = TickDensity::kNarrow;
  double wanted_min_ = 0;
  double wanted_max_ = 1;
  Ticks wanted_ticks_;
  Ticks shown_ticks_;
};

}  // namespace hotswap::ui

#endif  // HOTSWAP_UI_CHARTS_TOTALS_CHART_H_

#ifndef HOTSWAP_UI_CHARTS_TOTALS_CHART_H_
#define HOTSWAP_UI_CHARTS_TOTALS_CHART_H_

#include "ui/charts/time_chart.h"
#include "ui/viewmodels/totals_view_model.h"

namespace hotswap::ui {

/// A chart of the totals.
class TotalsChart : public TimeChart {
  Q_OBJECT

 public:
  using TimeChart::TimeChart;

  virtual void refresh(const TotalsViewModel& model) = 0;
};

}  // namespace hotswap::ui

#endif  // HOTSWAP_UI_CHARTS_TOTALS_CHART_H_

#ifndef HOTSWAP_UI_CHARTS_THROUGHPUT_CHART_H_
#define HOTSWAP_UI_CHARTS_THROUGHPUT_CHART_H_

#include <QLineSeries>

#include "ui/charts/totals_chart.h"

namespace hotswap::ui {

/// Requests per second of all threads together.
class ThroughputChart final : public TotalsChart {
  Q_OBJECT

 public:
  explicit ThroughputChart(QWidget* parent = nullptr);

  void refresh(const TotalsViewModel& model) override;

 protected:
  void applyTheme() override;

 private:
  QLineSeries* const rate_;
};

}  // namespace hotswap::ui

#endif  // HOTSWAP_UI_CHARTS_THROUGHPUT_CHART_H_

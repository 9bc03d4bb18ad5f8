#ifndef HOTSWAP_UI_CHARTS_LATENCY_CHART_H_
#define HOTSWAP_UI_CHARTS_LATENCY_CHART_H_

#include <QLineSeries>

#include "ui/charts/totals_chart.h"

namespace hotswap::ui {

/// Median, 99th percentile and maximum of the calls' latency, on a logarithmic axis: a maximum of milliseconds must not flatten a
/// median of nanoseconds.
class LatencyChart final : public TotalsChart {
  Q_OBJECT

 public:
  explicit LatencyChart(QWidget* parent = nullptr);

  void refresh(const TotalsViewModel& model) override;

 protected:
  void applyTheme() override;

 private:
  void showCurve(QLineSeries& series, const QList<QPointF>& nanoseconds);

  QLineSeries* const p50_;
  QLineSeries* const p99_;
  QLineSeries* const slowest_;
  QList<QPointF> logarithms_;
};

}  // namespace hotswap::ui

#endif  // HOTSWAP_UI_CHARTS_LATENCY_CHART_H_

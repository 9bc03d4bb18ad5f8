#ifndef HOTSWAP_UI_CHARTS_LATENCY_CHART_H_
#define HOTSWAP_UI_CHARTS_LATENCY_CHART_H_

#include <QLineSeries>
#include <vector>

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
  /// A curve that may be interrupted: one series for each stretch of service, used again for whatever comes in its place.
  struct Curve {
    QPen pen;
    std::vector<QLineSeries*> stretches;
  };

  void showCurve(Curve& curve, const QList<QPointF>& nanoseconds, const QList<double>& pause_ends);
  void showStretch(Curve& curve, std::size_t index, const QList<QPointF>& logarithms);

  Curve p50_;
  Curve p99_;
  Curve slowest_;
};

}  // namespace hotswap::ui

#endif  // HOTSWAP_UI_CHARTS_LATENCY_CHART_H_

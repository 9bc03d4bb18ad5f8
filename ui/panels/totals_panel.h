#ifndef HOTSWAP_UI_PANELS_TOTALS_PANEL_H_
#define HOTSWAP_UI_PANELS_TOTALS_PANEL_H_

#include <QWidget>
#include <array>
#include <vector>

#include "ui/panels/chart_source.h"
#include "ui/viewmodels/timeline_view_model.h"
#include "ui/viewmodels/totals_view_model.h"

namespace hotswap::ui {

class ChartView;
class LatencyChart;
class LegendRow;
class ShareChart;
class ThroughputChart;
class TotalsChart;

/// Throughput, latency and share of requests per version, side by side.
///
/// Threads   Main thread only.
/// Lifetime  The view-model must outlive the panel.
class TotalsPanel : public QWidget {
  Q_OBJECT

 public:
  explicit TotalsPanel(const TotalsViewModel& model, QWidget* parent = nullptr);

  /// Its charts, for export.
  std::vector<ChartSource> chartSources() const;

  /// Lets mouse and keys over the charts move what all charts show.
  void steer(TimelineViewModel& timeline);

 protected:
  void showEvent(QShowEvent* event) override;

 private:
  static QLayout* makeColumn(LegendRow& headline, ChartView& chart);
  void refresh();
  void refreshHeadlines();
  void refreshCursor();
  std::array<TotalsChart*, 3> charts() const;

  const TotalsViewModel& model_;
  LegendRow* const throughput_headline_;
  LegendRow* const latency_headline_;
  LegendRow* const share_headline_;
  ThroughputChart* const throughput_;
  LatencyChart* const latency_;
  ShareChart* const share_;
};

}  // namespace hotswap::ui

#endif  // HOTSWAP_UI_PANELS_TOTALS_PANEL_H_

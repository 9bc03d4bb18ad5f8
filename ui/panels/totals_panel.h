#ifndef HOTSWAP_UI_PANELS_TOTALS_PANEL_H_
#define HOTSWAP_UI_PANELS_TOTALS_PANEL_H_

#include <QWidget>

#include "ui/viewmodels/totals_view_model.h"

namespace hotswap::ui {

class LatencyChart;
class ShareChart;
class ThroughputChart;

/// Throughput, latency and share of requests per version, side by side.
///
/// Threads   Main thread only.
/// Lifetime  The view-model must outlive the panel.
class TotalsPanel : public QWidget {
  Q_OBJECT

 public:
  explicit TotalsPanel(const TotalsViewModel& model, QWidget* parent = nullptr);

 protected:
  void showEvent(QShowEvent* event) override;

 private:
  void refresh();

  const TotalsViewModel& model_;
  ThroughputChart* const throughput_;
  LatencyChart* const latency_;
  ShareChart* const share_;
};

}  // namespace hotswap::ui

#endif  // HOTSWAP_UI_PANELS_TOTALS_PANEL_H_

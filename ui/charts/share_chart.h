#ifndef HOTSWAP_UI_CHARTS_SHARE_CHART_H_
#define HOTSWAP_UI_CHARTS_SHARE_CHART_H_

#include <QAreaSeries>
#include <QLineSeries>
#include <vector>

#include "ui/charts/totals_chart.h"

namespace hotswap::ui {

/// Each version's share of the requests over time, stacked to 100 %.
class ShareChart final : public TotalsChart {
  Q_OBJECT

 public:
  explicit ShareChart(QWidget* parent = nullptr);

  void refresh(const TotalsViewModel& model) override;

 protected:
  void applyTheme() override;

 private:
  /// A series of Qt Charts, used again for whatever version comes in its place.
  struct Band {
    QAreaSeries* area = nullptr;
    QLineSeries* upper = nullptr;
    QLineSeries* lower = nullptr;
    std::uint32_t version = 0;
  };

  void addBand();
  void paintAs(Band& band, std::uint32_t version);

  std::vector<Band> bands_;
};

}  // namespace hotswap::ui

#endif  // HOTSWAP_UI_CHARTS_SHARE_CHART_H_

#include "ui/charts/share_chart.h"

#include "ui/theme/number_format.h"
#include "ui/theme/palette.h"

namespace hotswap::ui {
namespace {

constexpr double kStrength = 0.85;

}  // namespace

ShareChart::ShareChart(QWidget* parent) : TotalsChart(parent) {
  setObjectName(QStringLiteral("shareChart"));
  setAccessibleName(tr("Share of requests per version"));
  showValues(0, 100, {{0, formatPercent(0)}, {50, formatPercent(0.5)}, {100, formatPercent(1)}});
  applyTheme();
}

void ShareChart::refresh(const TotalsViewModel& model) {
  showWindow(model.window());
  const auto& shares = model.shares();
  while (bands_.size() < shares.size()) addBand();
  for (std::size_t i = 0; i < bands_.size(); ++i) {
    Band& band = bands_[i];
    band.area->setVisible(i < shares.size());
    if (i >= shares.size()) continue;
    if (band.version != shares[i].version) paintAs(band, shares[i].version);
    band.lower->replace(shares[i].lower);
    band.upper->replace(shares[i].upper);
  }
  setAccessibleDescription(model.shareSummary());
}

void ShareChart::addBand() {
  Band band{new QAreaSeries(this), new QLineSeries(this), new QLineSeries(this)};
  band.area->setUpperSeries(band.upper);
  band.area->setLowerSeries(band.lower);
  addSeries(*band.area);
  bands_.push_back(band);
}

void ShareChart::paintAs(Band& band, std::uint32_t version) {
  band.version = version;
  band.area->setPen(Qt::NoPen);
  band.area->setBrush(versionBrush(version, palette(), kStrength));
}

void ShareChart::applyTheme() {
  TotalsChart::applyTheme();
  for (Band& band : bands_) paintAs(band, band.version);
}

}  // namespace hotswap::ui

#include "ui/charts/throughput_chart.h"

#include "ui/charts/legend_row.h"
#include "ui/theme/number_format.h"

namespace hotswap::ui {

ThroughputChart::ThroughputChart(QWidget* parent) : TotalsChart(parent), rate_(new QLineSeries(this)) {
  setObjectName(QStringLiteral("throughputChart"));
  setAccessibleName(tr("Throughput"));
  addSeries(*rate_);
  applyTheme();
}

void ThroughputChart::refresh(const TotalsViewModel& model) {
  showWindow(model.window());
  const AxisRange axis = model.throughputAxis();
  Ticks ticks{{0.0, QStringLiteral("0")}};
  for (int i = 1; i * axis.step <= axis.max * (1 + 1e-9); ++i) ticks.append({i * axis.step, formatRate(i * axis.step)});
  showValues(0, axis.max, ticks);
  rate_->replace(model.throughput());
  setAccessibleDescription(model.throughputSummary());
}

void ThroughputChart::applyTheme() {
  TotalsChart::applyTheme();
  rate_->setPen(samplePen(LegendSample::kSolidLine, palette()));
}

}  // namespace hotswap::ui

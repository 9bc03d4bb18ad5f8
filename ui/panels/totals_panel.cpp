#include "ui/panels/totals_panel.h"

#include <QHBoxLayout>
#include <QVBoxLayout>
#include <algorithm>
#include <iterator>

#include "ui/charts/latency_chart.h"
#include "ui/charts/legend_row.h"
#include "ui/charts/share_chart.h"
#include "ui/charts/throughput_chart.h"
#include "ui/panels/focus_ring.h"
#include "ui/theme/metrics.h"
#include "ui/viewmodels/chart_csv.h"

namespace hotswap::ui {
namespace {

LegendRow* makeHeadline(QWidget* parent, const QString& name) {
  auto* row = new LegendRow(parent);
  row->setObjectName(name);
  return row;
}

}  // namespace

TotalsPanel::TotalsPanel(const TotalsViewModel& model, QWidget* parent)
    : QWidget(parent),
      model_(model),
      throughput_headline_(makeHeadline(this, QStringLiteral("throughputHeadline"))),
      latency_headline_(makeHeadline(this, QStringLiteral("latencyHeadline"))),
      share_headline_(makeHeadline(this, QStringLiteral("shareHeadline"))),
      throughput_(new ThroughputChart(this)),
      latency_(new LatencyChart(this)),
      share_(new ShareChart(this)) {
  setObjectName(QStringLiteral("totalsPanel"));
  setAccessibleName(tr("Throughput, latency and share"));
  latency_headline_->setKeepsFirst(true);  // The maximum says least.
  auto* layout = new QHBoxLayout(this);
  layout->setContentsMargins(0, 0, 0, 0);
  layout->setSpacing(kSpaceTiny);
  layout->addLayout(makeColumn(*throughput_headline_, *throughput_), 5);
  layout->addLayout(makeColumn(*latency_headline_, *latency_), 6);
  layout->addLayout(makeColumn(*share_headline_, *share_), 5);
  for (TotalsChart* chart : charts()) new FocusRing(*chart);
  connect(&model_, &TotalsViewModel::changed, this, &TotalsPanel::refresh);
  connect(&model_, &TotalsViewModel::cursorChanged, this, &TotalsPanel::refreshCursor);
  refresh();
}

void TotalsPanel::steer(TimelineViewModel& timeline) {
  for (const TotalsChart* chart : charts()) chart->gestures().steer(timeline);
}

std::array<TotalsChart*, 3> TotalsPanel::charts() const { return {throughput_, latency_, share_}; }

QLayout* TotalsPanel::makeColumn(LegendRow& headline, ChartView& chart) {
  auto* column = new QVBoxLayout;
  column->setSpacing(0);
  column->addWidget(&headline);
  column->addWidget(&chart, 1);
  return column;
}

std::vector<ChartSource> TotalsPanel::chartSources() const {
  return {{QStringLiteral("throughput"), tr("Throughput"), throughput_, [this] { return throughputCsv(model_); }},
          {QStringLiteral("latency"), tr("Latency"), latency_, [this] { return latencyCsv(model_); }},
          {QStringLiteral("share"), tr("Share"), share_, [this] { return shareCsv(model_); }}};
}

void TotalsPanel::showEvent(QShowEvent* event) {
  QWidget::showEvent(event);
  refresh();
}

void TotalsPanel::refresh() {
  refreshHeadlines();
  if (!isVisible()) return;
  for (TotalsChart* chart : charts()) chart->refresh(model_);
}

void TotalsPanel::refreshCursor() {
  refreshHeadlines();
  for (TotalsChart* chart : charts()) chart->setCursor(model_.cursor());
}

void TotalsPanel::refreshHeadlines() {
  const QString age = model_.toldAge();
  const auto title = [&age](const QString& what) {
    return age.isEmpty() ? what : tr("%1 at %2", "chart, moment").arg(what, age);
  };
  throughput_headline_->setTitle(title(tr("Throughput")));
  latency_headline_->setTitle(age.isEmpty() ? model_.latencyTitle() : age);  // With more, the maximum would have no room.
  share_headline_->setTitle(title(tr("Share")));
  throughput_headline_->setEntries({{model_.throughputHeadline(), LegendSample::kSolidLine}});
  latency_headline_->setEntries({{model_.p50Headline(), LegendSample::kSolidLine},
                                 {model_.p99Headline(), LegendSample::kDashedLine},
                                 {model_.slowestHeadline(), LegendSample::kDottedLine}});
  latency_headline_->setToolTip(tr("Latency of a call: %1").arg(model_.latencyWindow()));
  QList<LegendEntry> shares;
  for (const ShareBand& band : model_.shares()) {
    shares.append({model_.shareHeadline(band), LegendSample::kSwatch, band.version});
  }
  // The last one is kept where not all have room: the version that answers most says more than the newest.
  const auto largest = std::max_element(model_.shares().rbegin(), model_.shares().rend(),
                                        [](const ShareBand& a, const ShareBand& b) { return a.told < b.told; });
  if (largest != model_.shares().rend()) shares.append(shares.takeAt(std::distance(largest, model_.shares().rend()) - 1));
  share_headline_->setEntries(shares);
}

}  // namespace hotswap::ui

#include "ui/panels/compare_panel.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QVBoxLayout>

#include "ui/charts/histogram_chart.h"
#include "ui/charts/legend_row.h"
#include "ui/panels/empty_notice.h"
#include "ui/panels/focus_ring.h"
#include "ui/theme/metrics.h"
#include "ui/viewmodels/chart_csv.h"
#include "ui/viewmodels/plain_tool_tip.h"

namespace hotswap::ui {

ComparePanel::ComparePanel(const SpreadsViewModel& model, QWidget* parent)
    : QWidget(parent),
      model_(model),
      empty_(new EmptyNotice(this)),
      scores_(makeColumn(QStringLiteral("scoreSpreadChart"), tr("Scores by version"))),
      latency_(makeColumn(QStringLiteral("latencySpreadChart"), tr("Latency by version"))),
      differences_(makeColumn(QStringLiteral("differenceChart"), tr("Differences of the shadow's scores"))) {
  setObjectName(QStringLiteral("comparePanel"));
  setAccessibleName(tr("Versions compared"));
  auto* layout = new QHBoxLayout(this);
  layout->setContentsMargins(0, 0, 0, 0);
  layout->setSpacing(kSpaceTiny);
  layout->addWidget(empty_, 1);
  for (const Column* column : {&scores_, &latency_, &differences_}) {
    layout->addWidget(column->widget, 1);
    column->widget->hide();  // Until there is something to show none asks for room.
  }
  setFocusProxy(scores_.chart);
  connect(&model_, &SpreadsViewModel::changed, this, &ComparePanel::refresh);
  refresh();
}

ComparePanel::Column ComparePanel::makeColumn(const QString& object, const QString& name) {
  Column column;
  column.widget = new QWidget(this);
  column.title = new LegendRow(column.widget);
  column.title->setObjectName(object + QStringLiteral("Title"));
  column.chart = new HistogramChart(object, name, column.widget);
  new FocusRing(*column.chart);
  auto* layout = new QVBoxLayout(column.widget);
  layout->setContentsMargins(0, 0, 0, 0);
  layout->setSpacing(0);
  layout->addWidget(column.title);
  layout->addWidget(column.chart, 1);
  return column;
}

void ComparePanel::Column::show(const SpreadPicture& picture) const {
  widget->setVisible(!picture.rows.empty());
  title->setTitle(picture.title);
  title->setToolTip(plainToolTip(picture.title));
  chart->setPicture(picture);
}

std::vector<ChartSource> ComparePanel::chartSources() const {
  // Asked for when it is written: a picture that nobody sees is not kept up to date.
  const auto source = [this](const char* name, const QString& title, const Column& column,
                             const SpreadPicture& (SpreadsViewModel::*picture)() const) {
    return ChartSource{QLatin1String(name), title, column.chart, [this, picture] { return spreadCsv((model_.*picture)()); },
                       [this, picture] { return (model_.*picture)().rows.empty(); }};
  };
  return {source("score-spread", tr("Scores by version"), scores_, &SpreadsViewModel::scores),
          source("latency-spread", tr("Latency by version"), latency_, &SpreadsViewModel::latency),
          source("shadow-differences", tr("Shadow's differences"), differences_, &SpreadsViewModel::differences)};
}

void ComparePanel::showEvent(QShowEvent* event) {
  QWidget::showEvent(event);
  refresh();
}

void ComparePanel::changeEvent(QEvent* event) {
  QWidget::changeEvent(event);
  if (event->type() == QEvent::EnabledChange) refresh();
}

// Behind a tab it is visible to Qt, and disabled by its dock.
void ComparePanel::refresh() {
  if (!isVisible() || !isEnabled()) return;
  const bool empty = model_.isEmpty() && model_.differences().rows.empty();
  empty_->setText(model_.emptyTitle(), model_.emptyHint());
  empty_->setVisible(empty);
  scores_.show(model_.scores());
  latency_.show(model_.latency());
  differences_.show(model_.differences());
}

}  // namespace hotswap::ui

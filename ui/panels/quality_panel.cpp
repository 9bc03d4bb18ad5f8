#include "ui/panels/quality_panel.h"

#include <QHBoxLayout>
#include <QVBoxLayout>

#include "ui/charts/legend_row.h"
#include "ui/charts/quality_chart.h"
#include "ui/panels/empty_notice.h"
#include "ui/panels/focus_ring.h"
#include "ui/theme/metrics.h"
#include "ui/viewmodels/chart_csv.h"

namespace hotswap::ui {

QualityPanel::QualityPanel(QualityViewModel& model, QWidget* parent)
    : QWidget(parent),
      model_(model),
      empty_(new EmptyNotice(this)),
      columns_{makeColumn(QualityFigure::kAuc, QStringLiteral("aucChart"), tr("AUC by version")),
               makeColumn(QualityFigure::kLogLoss, QStringLiteral("logLossChart"), tr("Log loss by version"))} {
  setObjectName(QStringLiteral("qualityPanel"));
  setAccessibleName(tr("AUC and log loss by version"));
  auto* layout = new QHBoxLayout(this);
  layout->setContentsMargins(0, 0, 0, 0);
  layout->setSpacing(kSpaceTiny);
  layout->addWidget(empty_, 1);
  for (const Column& column : columns_) {
    layout->addWidget(column.widget, 1);
    column.widget->hide();  // Until there is something to show none asks for room.
  }
  setFocusProxy(columns_.front().chart);
  connect(&model_, &QualityViewModel::changed, this, &QualityPanel::refresh);
  connect(&model_, &QualityViewModel::toldChanged, this, &QualityPanel::refreshCursor);
  refresh();
}

QualityPanel::Column QualityPanel::makeColumn(QualityFigure figure, const QString& object, const QString& name) {
  Column column{.figure = figure};
  column.widget = new QWidget(this);
  column.legend = new LegendRow(column.widget);
  column.legend->setObjectName(object + QStringLiteral("Legend"));
  column.legend->setToggles(true);
  column.chart = new QualityChart(figure, object, name, column.widget);
  new FocusRing(*column.chart);
  connect(column.legend, &LegendRow::toggled, &model_,
          [this](std::uint32_t version) { model_.setVersionHidden(version, !model_.isHidden(version)); });
  auto* layout = new QVBoxLayout(column.widget);
  layout->setContentsMargins(0, 0, 0, 0);
  layout->setSpacing(0);
  layout->addWidget(column.legend);
  layout->addWidget(column.chart, 1);
  return column;
}

void QualityPanel::steer(TimelineViewModel& timeline) {
  for (const Column& column : columns_) column.chart->gestures().steer(timeline);
}

std::vector<ChartSource> QualityPanel::chartSources() const {
  const auto csv = [this](QualityFigure figure) { return [this, figure] { return qualityCsv(model_, figure); }; };
  return {{QStringLiteral("auc"), tr("AUC by version"), columns_[0].chart, csv(QualityFigure::kAuc)},
          {QStringLiteral("log-loss"), tr("Log loss by version"), columns_[1].chart, csv(QualityFigure::kLogLoss)}};
}

void QualityPanel::showEvent(QShowEvent* event) {
  QWidget::showEvent(event);
  refresh();
}

void QualityPanel::refresh() {
  if (!isVisible()) return;
  const bool empty = model_.isEmpty();
  empty_->setText(model_.emptyTitle(), model_.emptyHint());
  empty_->setVisible(empty);
  for (const Column& column : columns_) {
    column.widget->setVisible(!empty);
    column.chart->refresh(model_);
  }
  refreshLegends();
}

void QualityPanel::refreshLegends() {
  for (const Column& column : columns_) {
    column.legend->setTitle(model_.title(column.figure));
    column.legend->setToolTip(model_.definition(column.figure));
    QList<LegendEntry> entries;
    for (const QualityCurve& curve : model_.curves()) {
      entries.append({model_.headline(curve, column.figure), LegendSample::kVersionLine, curve.version, curve.hidden});
    }
    column.legend->setEntries(entries);
  }
}

void QualityPanel::refreshCursor() {
  if (!isVisible()) return;
  refreshLegends();
  for (const Column& column : columns_) column.chart->setCursor(model_.totals().cursor());
}

}  // namespace hotswap::ui

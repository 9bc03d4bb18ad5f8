#include "ui/panels/progress_panel.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QToolButton>
#include <QVBoxLayout>

#include "ui/panels/elided_label.h"
#include "ui/panels/thin_bar.h"
#include "ui/theme/icons.h"
#include "ui/theme/metrics.h"
#include "ui/viewmodels/plain_tool_tip.h"

namespace hotswap::ui {
ProgressPanel::ProgressPanel(const ActivityViewModel& model, QWidget* parent)
    : QWidget(parent), model_(model), step_(new QLabel(this)), stop_(new QToolButton(this)) {
  setObjectName(QStringLiteral("progressPanel"));
  activity_ = buildLine(QStringLiteral("activity"), tr("What is being done"));
  scenario_ = buildLine(QStringLiteral("scenario"), tr("Progress of the scenario"));
  step_->setObjectName(QStringLiteral("activityStep"));
  step_->setTextFormat(Qt::PlainText);
  step_->setForegroundRole(QPalette::PlaceholderText);
  step_->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
  stop_->setObjectName(QStringLiteral("scenarioStop"));
  stop_->setAccessibleName(tr("Stop the scenario"));
  stop_->setToolTip(tr("Stop the scenario (Shift+F9)"));
  stop_->setIcon(icon(Icon::kStop, QPalette()));
  stop_->setAutoRaise(true);
  connect(stop_, &QToolButton::clicked, this, &ProgressPanel::stopScenarioRequested);
  buildLayout();
  connect(&model_, &ActivityViewModel::changed, this, &ProgressPanel::refresh);
  refresh();
}

ProgressPanel::Line ProgressPanel::buildLine(const QString& name, const QString& accessible_name) {
  Line line{.text = new ElidedLabel(this), .bar = new ThinBar(this)};
  line.text->setObjectName(name + QStringLiteral("Text"));
  // A long file name is cut rather than widening the dock.
  line.text->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
  line.bar->setObjectName(name + QStringLiteral("Bar"));
  line.bar->setAccessibleName(accessible_name);
  return line;
}

void ProgressPanel::buildLayout() {
  auto* scenario_row = new QHBoxLayout;
  scenario_row->addWidget(scenario_.text, 1);
  scenario_row->addWidget(stop_);
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(kSpaceMedium, kSpaceSmall, kSpaceMedium, kSpaceMedium);
  column->setSpacing(kSpaceSmall);
  column->addWidget(activity_.text);
  column->addWidget(step_);
  column->addWidget(activity_.bar);
  column->addLayout(scenario_row);
  column->addWidget(scenario_.bar);
}

void ProgressPanel::refresh() {
  show(activity_, model_.activity());
  step_->setVisible(!model_.activity().step.isEmpty());
  step_->setText(model_.activity().step);
  step_->setToolTip(plainToolTip(model_.activity().step));
  show(scenario_, model_.scenario());
  stop_->setVisible(model_.scenarioRuns());
  setVisible(model_.activity().visible() || model_.scenario().visible());
}

void ProgressPanel::show(const Line& line, const ProgressLine& progress) {
  line.text->setVisible(progress.visible());
  line.bar->setVisible(progress.visible());
  line.text->setText(progress.text);
  line.text->setToolTip(plainToolTip(progress.text));
  line.bar->setRange(0, progress.permille < 0 ? 0 : 1000);  // 0 to 0 is Qt's bar of unknown length.
  if (progress.permille >= 0) line.bar->setValue(progress.permille);
}

}  // namespace hotswap::ui

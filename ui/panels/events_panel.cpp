#include "ui/panels/events_panel.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QVBoxLayout>

#include "ui/panels/compact_table.h"
#include "ui/theme/metrics.h"
#include "ui/viewmodels/gate_text.h"

namespace hotswap::ui {

EventsPanel::EventsPanel(EventsViewModel& model, QWidget* parent)
    : QWidget(parent), level_(new QComboBox), table_(new CompactTable) {
  setObjectName(QStringLiteral("eventsPanel"));
  filtered_.setSourceModel(&model);
  buildFilter();
  buildTable();

  auto* label = new QLabel(tr("&Show"));
  label->setBuddy(level_);
  auto* row = new QHBoxLayout;
  row->setContentsMargins(kSpaceMedium, kSpaceSmall, kSpaceMedium, kSpaceSmall);
  row->setSpacing(kSpaceMedium);
  row->addWidget(label);
  row->addWidget(level_);
  row->addStretch();
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(0, 0, 0, 0);
  column->setSpacing(0);
  column->addLayout(row);
  column->addWidget(table_, 1);
}

void EventsPanel::buildFilter() {
  level_->setObjectName(QStringLiteral("eventLevel"));
  level_->setAccessibleName(tr("Show events from this level up"));
  level_->addItem(tr("all events"), static_cast<int>(EventLevel::kInfo));
  level_->addItem(tr("warnings and errors"), static_cast<int>(EventLevel::kWarning));
  level_->addItem(tr("errors"), static_cast<int>(EventLevel::kError));
  connect(level_, &QComboBox::currentIndexChanged, this, [this] {
    filtered_.setMinimumLevel(static_cast<EventLevel>(level_->currentData().toInt()));
    Q_EMIT filterChanged();
  });
}

void EventsPanel::buildTable() {
  table_->setObjectName(QStringLiteral("eventsTable"));
  table_->setAccessibleName(tr("Events"));
  table_->setModel(&filtered_);
  connect(table_, &QAbstractItemView::activated, this,
          [this](const QModelIndex& index) { Q_EMIT activated(index.data(EventsViewModel::kWholeTextRole).toString()); });
  table_->setColumnTexts({QStringLiteral("0:00:00.000"), tr("warning"), gateTitle("G2")});
}

}  // namespace hotswap::ui

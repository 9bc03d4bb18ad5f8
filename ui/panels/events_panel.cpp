#include "ui/panels/events_panel.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QItemSelectionModel>
#include <QLabel>
#include <QVBoxLayout>

#include "ui/panels/compact_table.h"
#include "ui/panels/wrapped_text.h"
#include "ui/theme/metrics.h"
#include "ui/viewmodels/gate_text.h"

namespace hotswap::ui {

EventsPanel::EventsPanel(EventsViewModel& model, QWidget* parent)
    : QWidget(parent), level_(new QComboBox), table_(new CompactTable), whole_text_(new WrappedText(this)) {
  setObjectName(QStringLiteral("eventsPanel"));
  filtered_.setSourceModel(&model);
  buildFilter();
  buildTable();
  const auto show_slots = [this, &model] { table_->setColumnHidden(EventsViewModel::kSlot, !model.hasSeveralSlots()); };
  connect(&model, &EventsViewModel::slotsChanged, this, show_slots);
  show_slots();

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
  column->addWidget(whole_text_);
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
  connect(table_, &QAbstractItemView::activated, this, [this](const QModelIndex& index) {
    Q_EMIT activated(index.data(EventsViewModel::kWholeTextRole).toString(),
                     index.data(EventsViewModel::kVersionRole).value<VersionKey>());
  });
  table_->setToolTip(tr("Return or a double-click shows the verdict that an event is about"));
  whole_text_->setObjectName(QStringLiteral("eventText"));
  whole_text_->setAccessibleName(tr("The whole text of the event"));
  whole_text_->hide();
  connect(table_->selectionModel(), &QItemSelectionModel::selectionChanged, this, &EventsPanel::showWholeText);
  table_->setColumnTexts({QStringLiteral("0:00:00.000"), tr("warning"), gateTitle("G2"), QStringLiteral("ranking_slot")});
}

void EventsPanel::showWholeText() {
  const QModelIndexList rows = table_->selectionModel()->selectedRows();
  whole_text_->setVisible(!rows.isEmpty());
  if (!rows.isEmpty()) whole_text_->setText(rows.first().data(EventsViewModel::kWholeTextRole).toString());
}

}  // namespace hotswap::ui

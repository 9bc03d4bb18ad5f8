#include "ui/panels/events_panel.h"

#include <QHBoxLayout>
#include <QItemSelectionModel>
#include <QLabel>
#include <QVBoxLayout>

#include "ui/panels/compact_table.h"
#include "ui/panels/filter_choice.h"
#include "ui/panels/filter_line.h"
#include "ui/panels/wrapped_text.h"
#include "ui/theme/metrics.h"
#include "ui/viewmodels/gate_text.h"

namespace hotswap::ui {
namespace {

constexpr QLatin1String kWarningsUp("warning");
constexpr QLatin1String kErrors("error");

}  // namespace

EventsPanel::EventsPanel(EventsViewModel& model, QWidget* parent)
    : QWidget(parent),
      model_(model),
      table_(new CompactTable),
      level_(new FilterChoice(QStringLiteral("eventLevel"))),
      slot_(new FilterChoice(QStringLiteral("eventSlot"))),
      words_(new FilterLine(QStringLiteral("eventWords"), *table_)),
      whole_text_(new WrappedText(this)) {
  setObjectName(QStringLiteral("eventsPanel"));
  filtered_.setSourceModel(&model);
  buildFilter();
  buildTable();
  const auto show_slots = [this, &model] { table_->setColumnApplies(EventsViewModel::kSlot, model.hasSeveralSlots()); };
  connect(&model, &EventsViewModel::slotNamesChanged, this, show_slots);
  show_slots();

  auto* label = new QLabel(tr("&Show"));
  label->setBuddy(level_);
  auto* row = new QHBoxLayout;
  row->setContentsMargins(kSpaceMedium, kSpaceSmall, kSpaceMedium, kSpaceSmall);
  row->setSpacing(kSpaceMedium);
  row->addWidget(label);
  for (QWidget* part : std::initializer_list<QWidget*>{level_, slot_, words_}) row->addWidget(part);
  row->addStretch();
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(0, 0, 0, 0);
  column->setSpacing(0);
  column->addLayout(row);
  column->addWidget(table_, 1);
  column->addWidget(whole_text_);
  offerSlots();  // Now that it is in the window: shown before, it would be one of its own.
}

void EventsPanel::buildFilter() {
  level_->setAccessibleName(tr("Show events from this level up"));
  level_->setEntries(
      {{tr("all events"), QString()}, {tr("warnings and errors"), QString(kWarningsUp)}, {tr("errors"), QString(kErrors)}});
  slot_->setAccessibleName(tr("Show events about this slot"));
  connect(level_, &FilterChoice::narrowed, this, [this](const QString& key) {
    filtered_.setMinimumLevel(key == kErrors       ? EventLevel::kError
                              : key == kWarningsUp ? EventLevel::kWarning
                                                   : EventLevel::kInfo);
    Q_EMIT filterChanged();
  });
  connect(slot_, &FilterChoice::narrowed, this, [this](const QString& slot) {
    filtered_.setSlot(slot);
    Q_EMIT filterChanged();
  });
  connect(words_, &FilterLine::textChanged, this, [this](const QString& words) {
    filtered_.setWords(words);
    Q_EMIT filterChanged();
  });
  connect(&model_, &EventsViewModel::slotNamesChanged, this, &EventsPanel::offerSlots);
}

void EventsPanel::offerSlots() {
  QList<std::pair<QString, QString>> entries{{tr("all slots"), QString()}};
  const QStringList names = model_.slotNames();
  const bool several = names.size() > 1;
  for (const QString& name : names) entries.emplace_back(name, name);
  slot_->setEntries(several ? entries : entries.mid(0, 1));
  slot_->setHidden(!several);
}

void EventsPanel::buildTable() {
  table_->setObjectName(QStringLiteral("eventsTable"));
  table_->setAccessibleName(tr("Events"));
  table_->setRows(filtered_);
  connect(table_, &QAbstractItemView::activated, this, [this](const QModelIndex& index) {
    Q_EMIT activated(index.data(EventsViewModel::kWholeTextRole).toString(),
                     index.data(EventsViewModel::kVersionRole).value<VersionKey>());
  });
  table_->setToolTip(tr("Return or a double-click shows the verdict that an event is about"));
  whole_text_->setObjectName(QStringLiteral("eventText"));
  whole_text_->setAccessibleName(tr("The whole text of the event"));
  whole_text_->hide();
  connect(table_->selectionModel(), &QItemSelectionModel::selectionChanged, this, &EventsPanel::showWholeText);
  table_->setColumnTexts(
      {QStringLiteral("0:00:00.000"), QStringLiteral("■■ ") + tr("warning"), gateTitle("G2"), QStringLiteral("ranking_slot")});
}

void EventsPanel::showWholeText() {
  const QModelIndexList rows = table_->selectionModel()->selectedRows();
  whole_text_->setVisible(!rows.isEmpty());
  if (!rows.isEmpty()) whole_text_->setText(rows.first().data(EventsViewModel::kWholeTextRole).toString());
}

}  // namespace hotswap::ui

#ifndef HOTSWAP_UI_PANELS_EVENTS_PANEL_H_
#define HOTSWAP_UI_PANELS_EVENTS_PANEL_H_

#include <QWidget>

#include "ui/viewmodels/events_view_model.h"

class QComboBox;

namespace hotswap::ui {

class CompactTable;

/// The list of events with a filter by level.
///
/// Lifetime  The view-model must outlive it.
class EventsPanel : public QWidget {
  Q_OBJECT

 public:
  explicit EventsPanel(EventsViewModel& model, QWidget* parent = nullptr);

  /// How many of the events the filter lets through.
  int shownEvents() const { return filtered_.rowCount(); }

 Q_SIGNALS:
  void filterChanged();
  void activated(const QString& text);  ///< Enter or a double-click on the event with this text.

 private:
  void buildFilter();
  void buildTable();

  EventFilterModel filtered_;
  QComboBox* const level_;
  CompactTable* const table_;
};

}  // namespace hotswap::ui

#endif  // HOTSWAP_UI_PANELS_EVENTS_PANEL_H_

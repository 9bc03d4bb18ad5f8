#ifndef HOTSWAP_UI_PANELS_EVENTS_PANEL_H_
#define HOTSWAP_UI_PANELS_EVENTS_PANEL_H_

#include <QWidget>

#include "ui/viewmodels/events_view_model.h"

namespace hotswap::ui {

class CompactTable;
class FilterChoice;
class FilterLine;
class WrappedText;

/// The list of events with a filter by level, text and, where there are several, slot; below it the whole text of the current one, which a line has no room for.
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
  /// Enter or a double-click on the event with this text, which is about this version.
  void activated(const QString& text, hotswap::ui::VersionKey version);

 private:
  void buildFilter();
  void buildTable();
  void offerSlots();
  void showWholeText();

  EventsViewModel& model_;
  EventFilterModel filtered_;
  CompactTable* const table_;
  FilterChoice* const level_;
  FilterChoice* const slot_;
  FilterLine* const words_;
  WrappedText* const whole_text_;
};

}  // namespace hotswap::ui

#endif  // HOTSWAP_UI_PANELS_EVENTS_PANEL_H_

#ifndef HOTSWAP_UI_PANELS_COMPACT_TABLE_H_
#define HOTSWAP_UI_PANELS_COMPACT_TABLE_H_

#include <QString>
#include <QTableView>
#include <QTimer>
#include <chrono>
#include <set>
#include <vector>

#include "ui/panels/table_state.h"

namespace hotswap::ui {

class TableRows;

/// A read-only table of whole rows with column widths that do not jump while figures change.
///
/// A click on a header sorts upwards, the next one downwards, the third one takes the natural order back; so do Alt+Up and Alt+Down for
/// the column of the current cell. Ctrl+C copies the selected rows. All of it is in the menus of rows and header, too.
/// Rows that come above what is in sight do not move it, unless the table is scrolled to its top. A current row that goes
/// leaves none behind.
/// Lifetime  The rows must outlive it.
class CompactTable : public QTableView {
  Q_OBJECT

 public:
  /// How often a table that is sorted by live figures is put in order again, while neither pointer nor keyboard are in it.
  static constexpr std::chrono::seconds kOrderPeriod{5};

  explicit CompactTable(QWidget* parent = nullptr);

  /// Shows these rows, in their natural order at first.
  void setRows(TableRows& rows);

  /// Sets the widths of the columns from the widest text that each is expected to hold; the last one takes the rest. The rows have to
  /// be set before.
  void setColumnTexts(const std::vector<QString>& widest);

  /// The column that takes the rest in place of the last one; never narrower than it is now.
  void setGrowingColumn(int column);

  /// -1: the natural order.
  void sortBy(int column, Qt::SortOrder order = Qt::AscendingOrder);

  /// As a person wants it. The last one that is shown stays, and what does not apply is not shown.
  void setColumnShown(int column, bool shown);

  /// A column that does not apply now is out of sight and not offered, whatever a person chose; the choice is kept.
  void setColumnApplies(int column, bool applies);
  bool columnApplies(int column) const { return !inapplicable_.contains(column); }

  int shownColumns() const;

  /// To the clipboard, as tableText() has it: the columns that are shown, the rows from top to bottom.
  void copySelected() const;
  void copyAll() const;

  TableState state() const;

  /// A state of another number of columns is as none: everything is shown, in the natural order.
  void restore(const TableState& state);

  /// Puts rows of live figures in order again unless somebody is at them.
  void renewOrder();

  /// Columns that are left out where not all have room, the first of these first: what they say is told elsewhere, too. The growing
  /// column and the widths have to be set before.
  void setSpareColumns(const std::vector<int>& columns);

 protected:
  void paintEvent(QPaintEvent* event) override;
  void resizeEvent(QResizeEvent* event) override;
  void changeEvent(QEvent* event) override;
  void keyPressEvent(QKeyEvent* event) override;
  void contextMenuEvent(QContextMenuEvent* event) override;
  void rowsAboutToBeRemoved(const QModelIndex& parent, int start, int end) override;
  void rowsInserted(const QModelIndex& parent, int start, int end) override;

 private:
  void grow();
  void toggleSort(Qt::SortOrder order);
  void copy(const std::vector<int>& rows) const;

  TableRows* rows_ = nullptr;
  QTimer order_timer_;

  struct Spare {
    int column = 0;
    int width = 0;         ///< As it was when it was seen last.
    bool settled = false;  ///< A person chose whether it is shown.
  };

  void leaveOutSpares();
  bool isFree(const Spare& spare) const { return !spare.settled && columnApplies(spare.column); }
  void settleSpare(int column);
  void putAway(int column);

  int growing_ = -1;
  int least_ = 0;
  std::vector<Spare> spares_;
  std::set<int> put_away_;      ///< By a person.
  std::set<int> inapplicable_;  ///< Out of sight whatever a person chose.
};

}  // namespace hotswap::ui

#endif  // HOTSWAP_UI_PANELS_COMPACT_TABLE_H_

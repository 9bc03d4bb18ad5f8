#ifndef HOTSWAP_UI_PANELS_COMPACT_TABLE_H_
#define HOTSWAP_UI_PANELS_COMPACT_TABLE_H_

#include <QTableView>
#include <vector>

namespace hotswap::ui {

/// A read-only table of whole rows with column widths that do not jump while figures change.
class CompactTable : public QTableView {
  Q_OBJECT

 public:
  explicit CompactTable(QWidget* parent = nullptr);

  /// Sets the widths of the columns from the widest text that each is expected to hold; the last one takes the rest. Whether the table
  /// can be sorted has to be set before.
  void setColumnTexts(const std::vector<QString>& widest);

  /// The column that takes the rest in place of the last one; never narrower than it is now.
  void setGrowingColumn(int column);

  /// Columns that are left out where not all have room, the first of these first: what they say is told elsewhere, too. The growing
  /// column and the widths have to be set before.
  void setSpareColumns(const std::vector<int>& columns);

 protected:
  void resizeEvent(QResizeEvent* event) override;
  void changeEvent(QEvent* event) override;

 private:
  struct Spare {
    int column = 0;
    int width = 0;  ///< As it was when it was seen last.
  };

  void leaveOutSpares();

  int growing_ = -1;
  int least_ = 0;
  std::vector<Spare> spares_;
};

}  // namespace hotswap::ui

#endif  // HOTSWAP_UI_PANELS_COMPACT_TABLE_H_

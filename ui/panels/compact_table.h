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

 protected:
  void resizeEvent(QResizeEvent* event) override;
  void changeEvent(QEvent* event) override;

 private:
  int growing_ = -1;
  int least_ = 0;
};

}  // namespace hotswap::ui

#endif  // HOTSWAP_UI_PANELS_COMPACT_TABLE_H_

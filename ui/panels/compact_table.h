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

 protected:
  void changeEvent(QEvent* event) override;
};

}  // namespace hotswap::ui

#endif  // HOTSWAP_UI_PANELS_COMPACT_TABLE_H_

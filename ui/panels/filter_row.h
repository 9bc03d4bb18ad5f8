#ifndef HOTSWAP_UI_PANELS_FILTER_ROW_H_
#define HOTSWAP_UI_PANELS_FILTER_ROW_H_

#include <QWidget>

namespace hotswap::ui {

class CompactTable;
class ElidedLabel;
class FilterLine;
class TableRows;

/// A filter above a table that is out of sight until Ctrl+F asks for it, and while it has no words and no keys. It tells how many rows
/// it lets through.
///
/// Lifetime  Rows and table must outlive it.
class FilterRow : public QWidget {
  Q_OBJECT

 public:
  FilterRow(const QString& name, TableRows& rows, CompactTable& table, QWidget* parent = nullptr);

 private:
  void tellCount();
  void showWhileUsed();

  TableRows& rows_;
  FilterLine* const line_;
  ElidedLabel* const count_;
};

}  // namespace hotswap::ui

#endif  // HOTSWAP_UI_PANELS_FILTER_ROW_H_

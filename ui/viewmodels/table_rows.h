#ifndef HOTSWAP_UI_VIEWMODELS_TABLE_ROWS_H_
#define HOTSWAP_UI_VIEWMODELS_TABLE_ROWS_H_

#include <QSortFilterProxyModel>
#include <QString>
#include <QStringList>

namespace hotswap::ui {

/// The rows of a model that a table shows, in the order that a person chose.
///
/// Order is by value (kTableSortRole), equal ones as the model has them; what has no value comes last, whichever way. Where rows are
/// settled, a new one goes to its place. Where figures are live, rows keep their places while figures change: sortAgain() moves them,
/// and so does a row that comes.
/// Threads   Main thread only.
/// Lifetime  The source model must outlive it.
class TableRows : public QSortFilterProxyModel {
  Q_OBJECT

 public:
  enum class Figures { kSettled, kLive };

  explicit TableRows(Figures figures, QObject* parent = nullptr);

  /// Shows the rows that have each of these words in some column, whatever the case; blank: all.
  void setWords(const QString& words);

  /// Shows the rows of this slot alone; empty: all.
  void setSlot(const QString& slot);

  /// There are rows, and none is of what was asked for.
  bool hidesAll() const { return rowCount() == 0 && sourceModel() != nullptr && sourceModel()->rowCount() > 0; }

  bool isLive() const { return figures_ == Figures::kLive; }
  bool isSorted() const { return sortColumn() >= 0; }

  /// Puts the rows into the chosen order by what the figures are now.
  void sortAgain();

  void setSourceModel(QAbstractItemModel* model) override;

 protected:
  bool lessThan(const QModelIndex& left, const QModelIndex& right) const override;
  bool filterAcceptsRow(int row, const QModelIndex& parent) const override;

 private:
  bool hasWords(int row, const QModelIndex& parent) const;
  void sortAgainSoon();

  const Figures figures_;
  QStringList words_;
  QString slot_;
  QMetaObject::Connection changes_;
  bool sort_due_ = false;
};

}  // namespace hotswap::ui

#endif  // HOTSWAP_UI_VIEWMODELS_TABLE_ROWS_H_

#ifndef HOTSWAP_UI_VIEWMODELS_RECEIPTS_VIEW_MODEL_H_
#define HOTSWAP_UI_VIEWMODELS_RECEIPTS_VIEW_MODEL_H_

#include <QAbstractTableModel>

#include "core/api/snapshot.h"
#include "ui/viewmodels/newest_first.h"

namespace hotswap::ui {

/// What each swap or refusal did, newest first; as many as the snapshot keeps. A receipt that completes changes in place.
class ReceiptsViewModel : public QAbstractTableModel {
  Q_OBJECT

 public:
  enum Column {
    kNumber,
    kTime,
    kFrom,
    kTo,
    kOutcome,
    kReason,
    kVet,
    kLoad,
    kParity,
    kPublish,
    kDrain,
    kStall,
    kLost,
    kUnloaded,
    kColumnCount
  };

  enum Role { kSlotRole = Qt::UserRole + 1 };

  using QAbstractTableModel::QAbstractTableModel;

  void apply(const Snapshot& snapshot);

  int rowCount(const QModelIndex& parent = {}) const override;
  int columnCount(const QModelIndex& parent = {}) const override;
  QVariant data(const QModelIndex& index, int role) const override;
  QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

  /// "published", "refused", "rolled back" or "failed".
  static QString outcomeText(SwapOutcome outcome);

  /// "yes", "draining…", "kept for roll back", "no: …".
  static QString unloadedText(const SwapReceipt& receipt);

  /// The receipt in a row; valid until the next apply().
  const SwapReceipt& receiptAt(int row) const { return receipts_.at(row); }

 private:
  QString text(const SwapReceipt& receipt, int column) const;

  NewestFirst<SwapReceipt> receipts_;
};

}  // namespace hotswap::ui

#endif  // HOTSWAP_UI_VIEWMODELS_RECEIPTS_VIEW_MODEL_H_

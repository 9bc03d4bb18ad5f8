#ifndef HOTSWAP_UI_VIEWMODELS_RECEIPTS_VIEW_MODEL_H_
#define HOTSWAP_UI_VIEWMODELS_RECEIPTS_VIEW_MODEL_H_

#include <QAbstractTableModel>
#include <string>
#include <vector>

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
    kInspect,
    kVet,
    kLoad,
    kParity,
    kWarmUp,
    kPublish,
    kDrain,
    kStall,
    kLost,
    kUnloaded,
    kColumnCount
  };

  using QAbstractTableModel::QAbstractTableModel;

  void apply(const Snapshot& snapshot);

  int rowCount(const QModelIndex& parent = {}) const override;
  int columnCount(const QModelIndex& parent = {}) const override;
  QVariant data(const QModelIndex& index, int role) const override;
  QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

  /// "published", "refused", "rolled back" or "failed".
  static QString outcomeText(SwapOutcome outcome);

  /// What the receipt says: "yes", "draining…", "kept for roll back", "no: …".
  static QString unloadedThen(const SwapReceipt& receipt);

  /// The receipt in a row; valid until the next apply().
  const SwapReceipt& receiptAt(int row) const { return receipts_.at(row); }

 private:
  QString text(const SwapReceipt& receipt, int column) const;
  QVariant sortValue(const SwapReceipt& receipt, int column) const;

  struct Fate {
    std::string slot;
    std::uint32_t version = 0;
    VersionState state = VersionState::kInspected;
    std::string why;  ///< Of a zombie.

    friend bool operator==(const Fate&, const Fate&) = default;
  };

  /// The same, or what became of a version that was kept.
  QString unloadedText(const SwapReceipt& receipt) const;

  NewestFirst<SwapReceipt> receipts_;
  std::vector<Fate> fates_;  ///< What became of the versions by now: a receipt is written once.
};

}  // namespace hotswap::ui

#endif  // HOTSWAP_UI_VIEWMODELS_RECEIPTS_VIEW_MODEL_H_

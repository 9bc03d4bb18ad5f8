#ifndef HOTSWAP_UI_VIEWMODELS_OPERATORS_VIEW_MODEL_H_
#define HOTSWAP_UI_VIEWMODELS_OPERATORS_VIEW_MODEL_H_

#include <QAbstractListModel>
#include <QString>
#include <vector>

#include "core/api/snapshot.h"
#include "ui/viewmodels/version_key.h"

namespace hotswap::ui {

/// One operator as a person reads it.
struct OperatorRow {
  VersionKey key;
  QString title;           ///< "v2 ScoreOperatorV2"; its file where it has no name yet.
  QString state;           ///< "active".
  QString faults;          ///< "failed: has not come back …, 1,234 errors"; empty when there were none.
  QString detail;          ///< "4 threads · 2.475 · 13.3/s".
  QString tool_tip;        ///< Full path, SHA-256, counts, verdict, what holds it.
  QString held;            ///< "held by T3 (hs-work-03): stays mapped"; empty unless it is replaced and something keeps it.
  QString keeper;          ///< The same in the list, "held by T3".
  QString probation_left;  ///< "42 s", or that it waits for traffic; empty when it is on no probation.
  QString probation;       ///< "on probation, 42 s left": it would be taken back at the first fault; empty when it is on none.
  bool failed = false;     ///< It was not loaded or was taken back: its detail is the reason.
  bool active = false;     ///< Answers the requests of its slot.
  bool judged = false;     ///< It has a verdict.

  friend bool operator==(const OperatorRow&, const OperatorRow&) = default;
};

/// The versions of one slot, by number. A refresh changes rows in place, so that selections survive.
class OperatorsViewModel : public QAbstractListModel {
  Q_OBJECT

 public:
  enum Role {
    kKeyRole = Qt::UserRole + 1,
    kStateRole,
    kFaultsRole,
    kKeeperRole,
    kDetailRole,
    kFailedRole,
    kActiveRole,
    kProbationRole,
    kProbationLeftRole
  };

  using QAbstractListModel::QAbstractListModel;

  void apply(const Snapshot& snapshot);

  /// Index into Snapshot::slots; counts from the next snapshot on.
  void setSlot(std::uint32_t slot) { slot_ = slot; }

  /// What place the slot watches for new libraries and what becomes of them, in short and as a sentence; empty for none.
  QString watch() const { return watch_; }
  QString watchSentence() const { return watch_sentence_; }

  /// The row of a version; -1 when it is not known.
  int rowOf(VersionKey key) const;

  /// The version in a row; an invalid key outside the model.
  VersionKey keyAt(int row) const;

  /// The operator with this key, or null. Valid until the next apply().
  const OperatorRow* find(VersionKey key) const;

  int rowCount(const QModelIndex& parent = {}) const override;
  QVariant data(const QModelIndex& index, int role) const override;

 Q_SIGNALS:
  /// A version came; not for changes within rows.
  void versionsChanged();
  void watchChanged();

 private:
  void applyWatch(const Snapshot& snapshot);
  void replaceRows(std::vector<OperatorRow> rows);
  void resetRows(std::vector<OperatorRow> rows);

  std::uint32_t slot_ = 0;
  QString watch_;
  QString watch_sentence_;
  std::vector<OperatorRow> rows_;
};

}  // namespace hotswap::ui

#endif  // HOTSWAP_UI_VIEWMODELS_OPERATORS_VIEW_MODEL_H_

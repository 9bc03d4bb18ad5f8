#ifndef HOTSWAP_UI_VIEWMODELS_VERSIONS_VIEW_MODEL_H_
#define HOTSWAP_UI_VIEWMODELS_VERSIONS_VIEW_MODEL_H_

#include <QAbstractTableModel>
#include <QString>
#include <array>
#include <cstdint>
#include <optional>
#include <vector>

#include "core/api/snapshot.h"
#include "ui/viewmodels/version_key.h"

namespace hotswap::ui {

/// The versions of one slot, those of earlier runs too, newest first. A refresh changes rows in place, so that selections survive.
class VersionsViewModel : public QAbstractTableModel {
  Q_OBJECT

 public:
  enum Column { kVersion, kName, kState, kTrial, kDigest, kOrigin, kPublished, kRequests, kColumnCount };

  using QAbstractTableModel::QAbstractTableModel;

  void apply(const Snapshot& snapshot);

  /// What is shown is a recording, to which nothing can be done: that is why not, whatever is asked.
  void setRecording(bool recording) { recording_ = recording; }

  /// Index into Snapshot::slots; counts from the next snapshot on.
  void setSlot(std::uint32_t slot) { slot_ = slot; }

  /// The version in a row; an invalid key outside the model.
  VersionKey keyAt(int row) const;

  /// Why the slot cannot go back to what is in the row; empty when it can.
  QString whyNotRollBackTo(int row) const;

  int rowCount(const QModelIndex& parent = {}) const override;
  int columnCount(const QModelIndex& parent = {}) const override;
  QVariant data(const QModelIndex& index, int role) const override;
  QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

 private:
  struct Row {
    VersionKey key;
    std::array<QString, kColumnCount> cells;
    QString tool_tip;
    QString digest;
    std::optional<std::int64_t> published_ns;
    std::uint64_t requests = 0;
    QString why_not;

    friend bool operator==(const Row&, const Row&) = default;
  };

  static QVariant sortValue(const Row& row, int column);
  static Row toRow(const Snapshot& snapshot, const VersionInfo& version);

  std::uint32_t slot_ = 0;
  bool recording_ = false;
  std::vector<Row> rows_;
};

}  // namespace hotswap::ui

#endif  // HOTSWAP_UI_VIEWMODELS_VERSIONS_VIEW_MODEL_H_

#ifndef HOTSWAP_UI_VIEWMODELS_SPREADS_VIEW_MODEL_H_
#define HOTSWAP_UI_VIEWMODELS_SPREADS_VIEW_MODEL_H_

#include <QObject>
#include <QString>
#include <cstdint>
#include <memory>

#include "core/api/snapshot.h"
#include "ui/viewmodels/spread_picture.h"
#include "ui/viewmodels/totals_view_model.h"

namespace hotswap::ui {

/// How scores and latencies of the versions that answered in the shown span compare, and by how much a shadow's scores differ from
/// the stable ones. Made when it is asked for: changed() only says that it would be another one now.
///
/// Threads   Main thread only.
/// Lifetime  The totals must outlive it.
class SpreadsViewModel : public QObject {
  Q_OBJECT

 public:
  /// `totals` say what the shown span is.
  explicit SpreadsViewModel(const TotalsViewModel& totals, QObject* parent = nullptr);

  /// Takes a newer snapshot (null is ignored), after the totals did.
  void apply(std::shared_ptr<const Snapshot> snapshot);

  /// What is shown is a recording: there is nothing to load, start or swap to.
  void setRecording(bool recording) { recording_ = recording; }

  /// Whose versions: an index into Snapshot::slots.
  void setSlot(std::uint32_t slot);

  /// While frozen the figures stay.
  void setFrozen(bool frozen);

  const SpreadPicture& scores() const { return fresh(scores_); }
  const SpreadPicture& latency() const { return fresh(latency_); }
  const SpreadPicture& differences() const { return fresh(differences_); }  ///< Without rows where no shadow scored a pair.

  /// The spread of a version in sight; null when it has none.
  const VersionSpread* spreadOf(std::uint32_t version) const;

  bool isEmpty() const { return latency().rows.empty(); }
  QString emptyTitle() const;
  QString emptyHint() const;

 Q_SIGNALS:
  void changed();

 private:
  void followTotals();
  void expire();
  const SpreadPicture& fresh(const SpreadPicture& picture) const;
  void rebuild() const;
  void addSpread(const VersionSpread& spread) const;
  void addDifferences() const;
  std::uint64_t nonfiniteOf(std::uint32_t version) const;

  const TotalsViewModel& totals_;
  std::uint32_t slot_ = 0;
  bool recording_ = false;
  bool frozen_ = false;
  std::shared_ptr<const Snapshot> shown_;
  std::shared_ptr<const Snapshot> newest_;

  // Made from those above when somebody asks.
  mutable bool expired_ = true;
  mutable SpreadPicture scores_;
  mutable SpreadPicture latency_;
  mutable SpreadPicture differences_;
};

}  // namespace hotswap::ui

#endif  // HOTSWAP_UI_VIEWMODELS_SPREADS_VIEW_MODEL_H_

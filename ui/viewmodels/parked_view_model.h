#ifndef HOTSWAP_UI_VIEWMODELS_PARKED_VIEW_MODEL_H_
#define HOTSWAP_UI_VIEWMODELS_PARKED_VIEW_MODEL_H_

#include <QObject>
#include <QStringList>

#include "core/api/snapshot.h"

namespace hotswap::ui {

/// The threads that are stuck in an operator's call, a sentence each.
class ParkedViewModel : public QObject {
  Q_OBJECT

 public:
  using QObject::QObject;

  void apply(const Snapshot& snapshot);

  /// "T3 (hs-work-03): stuck in v2 for 12 s; its request was answered elsewhere; the thread cannot be ended", longest first.
  const QStringList& lines() const { return lines_; }

  /// The first few of them, the last one being "and 4 more" when they are too many to be shown.
  QStringList shortList() const;

 Q_SIGNALS:
  void changed();

 private:
  QStringList lines_;
};

}  // namespace hotswap::ui

#endif  // HOTSWAP_UI_VIEWMODELS_PARKED_VIEW_MODEL_H_

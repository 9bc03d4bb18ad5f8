#ifndef HOTSWAP_UI_VIEWMODELS_ROLLOUT_VIEW_MODEL_H_
#define HOTSWAP_UI_VIEWMODELS_ROLLOUT_VIEW_MODEL_H_

#include <QObject>
#include <QString>
#include <QStringList>
#include <cstdint>

#include "core/api/snapshot.h"
#include "ui/viewmodels/rollout_page.h"

namespace hotswap::ui {

/// The rollout of one slot, under way or decided, its shadow, and what a person can do about them now.
class RolloutViewModel : public QObject {
  Q_OBJECT

 public:
  using QObject::QObject;

  void apply(const Snapshot& snapshot);

  /// What is shown is a recording, to which nothing can be done: that is why not, whatever is asked.
  void setRecording(bool recording) { recording_ = recording; }

  /// Index into Snapshot::slots; counts from the next snapshot on.
  void setSlot(std::uint32_t slot) { slot_ = slot; }

  bool hasRollout() const { return has_rollout_; }
  const RolloutPage& page() const { return page_; }
  const QStringList& shadow() const { return shadow_; }  ///< Empty: there was none.

  QString promoteText() const { return promote_text_; }
  QString promoteLabel() const;                         ///< "Promote v2" in a rollout, else "Confirm v1".
  std::uint32_t promotes() const { return promotes_; }  ///< The version that a promotion means; 0: none.
  QString pauseText() const;                            ///< "Pause" or "Resume".
  QString abortText() const { return abort_text_; }

  // Why not; empty when it can be done.
  QString whyNotPromote() const;
  QString whyNotPause() const;
  QString whyNotAbort() const;

 Q_SIGNALS:
  void changed();

 private:
  void judge(const Snapshot& snapshot);

  std::uint32_t slot_ = 0;
  bool recording_ = false;
  bool has_rollout_ = false;
  RolloutPage page_;
  QStringList shadow_;
  QString promote_text_ = hotswap::ui::RolloutViewModel::tr("Promote");
  std::uint32_t promotes_ = 0;
  QString abort_text_ = hotswap::ui::RolloutViewModel::tr("Abort the rollout");
  QString why_not_promote_ = hotswap::ui::RolloutViewModel::tr("No rollout is under way");
  QString why_not_abort_ = hotswap::ui::RolloutViewModel::tr("No rollout is under way");
};

}  // namespace hotswap::ui

#endif  // HOTSWAP_UI_VIEWMODELS_ROLLOUT_VIEW_MODEL_H_

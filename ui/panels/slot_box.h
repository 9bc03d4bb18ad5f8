#ifndef HOTSWAP_UI_PANELS_SLOT_BOX_H_
#define HOTSWAP_UI_PANELS_SLOT_BOX_H_

#include <QComboBox>

#include "ui/viewmodels/controls_view_model.h"

namespace hotswap::ui {

/// Chooses the slot that the window is about, and tells of the others which have a rollout under way or one that failed.
///
/// Lifetime  The view-model must outlive it.
class SlotBox : public QComboBox {
  Q_OBJECT

 public:
  explicit SlotBox(const ControlsViewModel& controls, QWidget* parent = nullptr);

  /// Whether there is anything to choose.
  bool isNeeded() const { return count() > 1; }

 Q_SIGNALS:
  void slotChosen(std::uint32_t slot);
  void neededChanged();

 private:
  void refresh();
  void showLine(int slot, const QString& name);

  const ControlsViewModel& controls_;
};

}  // namespace hotswap::ui

#endif  // HOTSWAP_UI_PANELS_SLOT_BOX_H_

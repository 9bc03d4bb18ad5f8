#ifndef HOTSWAP_UI_PANELS_PARKED_NOTE_H_
#define HOTSWAP_UI_PANELS_PARKED_NOTE_H_

#include "ui/panels/tinted_frame.h"
#include "ui/viewmodels/parked_view_model.h"

class QLabel;

namespace hotswap::ui {

/// The threads that are stuck, in words; takes no room when there are none.
///
/// Lifetime  The view-model must outlive it.
class ParkedNote : public TintedFrame {
  Q_OBJECT

 public:
  explicit ParkedNote(const ParkedViewModel& model, QWidget* parent = nullptr);

 private:
  void refresh();

  const ParkedViewModel& model_;
  QLabel* const text_;
};

}  // namespace hotswap::ui

#endif  // HOTSWAP_UI_PANELS_PARKED_NOTE_H_

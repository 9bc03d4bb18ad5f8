#ifndef HOTSWAP_UI_PANELS_RECEIPTS_PANEL_H_
#define HOTSWAP_UI_PANELS_RECEIPTS_PANEL_H_

#include <QWidget>

#include "ui/viewmodels/receipts_view_model.h"

namespace hotswap::ui {

/// The table of swap receipts.
///
/// Lifetime  The view-model must outlive it.
class ReceiptsPanel : public QWidget {
  Q_OBJECT

 public:
  explicit ReceiptsPanel(ReceiptsViewModel& model, QWidget* parent = nullptr);
};

}  // namespace hotswap::ui

#endif  // HOTSWAP_UI_PANELS_RECEIPTS_PANEL_H_

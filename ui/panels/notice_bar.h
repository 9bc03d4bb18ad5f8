#ifndef HOTSWAP_UI_PANELS_NOTICE_BAR_H_
#define HOTSWAP_UI_PANELS_NOTICE_BAR_H_

#include "ui/panels/tinted_frame.h"
#include "ui/viewmodels/notices_view_model.h"

class QLabel;
class QToolButton;

namespace hotswap::ui {

class WrappedText;

/// The newest failure as a bar that stays until it is closed; no bar when there is none.
///
/// Lifetime  The view-model must outlive it.
class NoticeBar : public TintedFrame {
  Q_OBJECT

 public:
  explicit NoticeBar(NoticesViewModel& model, QWidget* parent = nullptr);

  /// Opens or closes the lines below the text.
  void toggleDetails();

 protected:
  void paintEvent(QPaintEvent* event) override;

 private:
  void buildControls();
  void buildLayout();
  void refresh();

  NoticesViewModel& model_;
  QLabel* const text_;
  WrappedText* const details_;
  QToolButton* const more_;
  QToolButton* const close_;
};

}  // namespace hotswap::ui

#endif  // HOTSWAP_UI_PANELS_NOTICE_BAR_H_

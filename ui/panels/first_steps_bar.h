#ifndef HOTSWAP_UI_PANELS_FIRST_STEPS_BAR_H_
#define HOTSWAP_UI_PANELS_FIRST_STEPS_BAR_H_

#include <QLabel>
#include <QToolButton>
#include <array>

#include "ui/panels/icon_label.h"
#include "ui/panels/tinted_frame.h"
#include "ui/viewmodels/first_steps_view_model.h"

namespace hotswap::ui {

/// The hint of the first minutes, in a line above the charts: what to do first, with a sign at what was done.
///
/// Lifetime  The view-model must outlive it.
class FirstStepsBar : public TintedFrame {
  Q_OBJECT

 public:
  explicit FirstStepsBar(FirstStepsViewModel& model, QWidget* parent = nullptr);

 private:
  void refresh();

  struct Row {
    IconLabel* sign = nullptr;
    QLabel* text = nullptr;
  };

  FirstStepsViewModel& model_;
  std::array<Row, FirstStepsViewModel::kStepCount> rows_;
};

}  // namespace hotswap::ui

#endif  // HOTSWAP_UI_PANELS_FIRST_STEPS_BAR_H_

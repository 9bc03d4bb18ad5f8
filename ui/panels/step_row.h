#ifndef HOTSWAP_UI_PANELS_STEP_ROW_H_
#define HOTSWAP_UI_PANELS_STEP_ROW_H_

#include <QWidget>
#include <vector>

#include "ui/viewmodels/rollout_page.h"

namespace hotswap::ui {

/// The steps of a rollout as a row of boxes: what is done is filled and ticked, the present one fills with what it has, what is to
/// come is an outline. A tool tip tells each.
class StepRow : public QWidget {
  Q_OBJECT

 public:
  explicit StepRow(QWidget* parent = nullptr);

  void setSteps(const std::vector<StepCell>& steps);

  QSize sizeHint() const override;
  QSize minimumSizeHint() const override;

 protected:
  void paintEvent(QPaintEvent* event) override;
  bool event(QEvent* event) override;

 private:
  QRect boxOf(std::size_t step) const;
  void paintBox(QPainter& painter, const StepCell& cell, const QRect& box) const;

  std::vector<StepCell> steps_;
};

}  // namespace hotswap::ui

#endif  // HOTSWAP_UI_PANELS_STEP_ROW_H_

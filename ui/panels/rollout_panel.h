#ifndef HOTSWAP_UI_PANELS_ROLLOUT_PANEL_H_
#define HOTSWAP_UI_PANELS_ROLLOUT_PANEL_H_

#include <QWidget>

#include "ui/viewmodels/rollout_view_model.h"

class QAction;
class QLabel;
class QScrollArea;
class QVBoxLayout;

namespace hotswap::ui {

class ElidedLabel;
class GuardRows;
class StepRow;
class ToneLabel;

/// The rollout of the slot: what takes over from what, its steps, what the present one needs, the guards, and the buttons to promote,
/// pause and abort. What was decided stays to be read; without a rollout it tells what to do. Below it what a shadow found.
///
/// Lifetime  View-model and actions must outlive it.
class RolloutPanel : public QWidget {
  Q_OBJECT

 public:
  struct Actions {
    QAction* canary;
    QAction* promote;
    QAction* pause;
    QAction* abort;
  };

  RolloutPanel(const RolloutViewModel& model, const Actions& actions, QWidget* parent = nullptr);

 private:
  void buildTexts();
  void buildButtons(const Actions& actions);
  void buildLayout();
  void refresh();
  void refreshOutcome();

  const RolloutViewModel& model_;
  QScrollArea* const scroll_;
  QWidget* const content_;
  QLabel* const empty_;
  ElidedLabel* const title_;
  ToneLabel* const headline_;
  StepRow* const steps_;
  QLabel* const needs_;
  GuardRows* const guards_;
  QLabel* const shadow_;
  QWidget* const buttons_;
  QWidget* const start_;
};

}  // namespace hotswap::ui

#endif  // HOTSWAP_UI_PANELS_ROLLOUT_PANEL_H_

#ifndef HOTSWAP_UI_PANELS_CANARY_SHEET_H_
#define HOTSWAP_UI_PANELS_CANARY_SHEET_H_

#include <QPointer>

#include "ui/panels/tinted_frame.h"
#include "ui/viewmodels/canary_view_model.h"

class QBoxLayout;
class QComboBox;
class QGridLayout;
class QLabel;
class QScrollArea;
class QToolButton;

namespace hotswap::ui {

class ElidedLabel;

/// The form of a rollout above the charts: steps and guards of a strategy, to be seen, chosen and changed, and the buttons to start or
/// to leave. It blocks nothing. Where it is narrow the guards stand below the steps; where it is low it scrolls within.
///
/// Lifetime  The view-model must outlive it.
class CanarySheet : public TintedFrame {
  Q_OBJECT

 public:
  explicit CanarySheet(CanaryViewModel& model, QWidget* parent = nullptr);

  /// The same as a click on Start; nothing when it cannot.
  void start();

  QSize minimumSizeHint() const override;

 Q_SIGNALS:
  void startRequested(const hotswap::RolloutPlan& plan);

 protected:
  void resizeEvent(QResizeEvent* event) override;
  bool eventFilter(QObject* watched, QEvent* event) override;

 private:
  void buildHeader();
  void buildLayout();
  void rebuildForm();
  void showStrategies();
  void orderTabs();
  QBoxLayout* makeSteps(QWidget& form);
  QBoxLayout* makeGuards(QWidget& form);
  void addStep(QGridLayout& grid, QWidget& form, int step);
  void addGuard(QGridLayout& grid, QWidget& form, int guard);
  void fitWidth();
  void refresh();
  void fitHeight();
  void giveFocusBack();

  CanaryViewModel& model_;
  ElidedLabel* const title_;
  QLabel* const hint_;
  QComboBox* const strategy_;
  QToolButton* const start_;
  QToolButton* const close_;
  QScrollArea* const scroll_;
  QBoxLayout* parts_ = nullptr;   ///< Of the form: steps, guards.
  QBoxLayout* guards_ = nullptr;  ///< The columns of guards.
  QPointer<QWidget> before_;      ///< What had the focus when the form was opened.
};

}  // namespace hotswap::ui

#endif  // HOTSWAP_UI_PANELS_CANARY_SHEET_H_

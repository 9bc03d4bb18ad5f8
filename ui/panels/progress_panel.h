#ifndef HOTSWAP_UI_PANELS_PROGRESS_PANEL_H_
#define HOTSWAP_UI_PANELS_PROGRESS_PANEL_H_

#include <QWidget>

#include "ui/viewmodels/activity_view_model.h"

class QLabel;
class QProgressBar;
class QToolButton;

namespace hotswap::ui {

class ElidedLabel;

/// What is under way, as lines with bars: a load, a scenario. Takes no room when nothing is.
///
/// Lifetime  The view-model must outlive it.
class ProgressPanel : public QWidget {
  Q_OBJECT

 public:
  explicit ProgressPanel(const ActivityViewModel& model, QWidget* parent = nullptr);

 Q_SIGNALS:
  void stopScenarioRequested();

 private:
  struct Line {
    ElidedLabel* text = nullptr;
    QProgressBar* bar = nullptr;
  };

  Line buildLine(const QString& name, const QString& accessible_name);
  void buildLayout();
  void refresh();
  static void show(const Line& line, const ProgressLine& progress);

  const ActivityViewModel& model_;
  Line activity_;
  QLabel* const step_;
  Line scenario_;
  QToolButton* const stop_;
};

}  // namespace hotswap::ui

#endif  // HOTSWAP_UI_PANELS_PROGRESS_PANEL_H_

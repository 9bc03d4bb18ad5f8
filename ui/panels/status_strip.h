#ifndef HOTSWAP_UI_PANELS_STATUS_STRIP_H_
#define HOTSWAP_UI_PANELS_STATUS_STRIP_H_

#include <QStatusBar>

#include "ui/viewmodels/status_view_model.h"

class QLabel;

namespace hotswap::ui {

/// The status bar: the last swap on the left, the figures on the right in fields that keep their width.
///
/// Lifetime  The view-model must outlive it.
class StatusStrip : public QStatusBar {
  Q_OBJECT

 public:
  explicit StatusStrip(const StatusViewModel& model, QWidget* parent = nullptr);

 protected:
  void resizeEvent(QResizeEvent* event) override;

 private:
  void makeRoom();
  QLabel* addField(const QString& name, const QString& accessible_name, const QString& widest);
  void refresh();
  void showTrouble(QLabel& field, const QString& text, EventLevel level);

  const StatusViewModel& model_;
  QLabel* const news_;
  QLabel* threads_ = nullptr;
  QLabel* active_swatch_ = nullptr;
  QLabel* active_ = nullptr;
  QLabel* throughput_ = nullptr;
  QLabel* p99_ = nullptr;
  QLabel* lost_ = nullptr;
  QLabel* faults_ = nullptr;
  QLabel* stuck_icon_ = nullptr;
  QLabel* stuck_ = nullptr;
  QLabel* window_ = nullptr;
};

}  // namespace hotswap::ui

#endif  // HOTSWAP_UI_PANELS_STATUS_STRIP_H_

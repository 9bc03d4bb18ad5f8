#ifndef HOTSWAP_UI_PANELS_VERDICT_PANEL_H_
#define HOTSWAP_UI_PANELS_VERDICT_PANEL_H_

#include <QFrame>

#include "ui/viewmodels/verdict_view_model.h"

class QLabel;
class QScrollArea;
class QTabBar;
class QToolButton;

namespace hotswap::ui {

class ElidedLabel;
class IconLabel;
class SightTimer;
class TintedFrame;
class ToneLabel;
class VerdictRows;

/// The sheet of verdicts: what a picked file is, what each gate said of it, and the buttons to go live or to close; above them a tab
/// for each file where several were picked. It takes part of the window's height at most, scrolls within, and stays until it is closed.
///
/// Lifetime  The view-model must outlive it.
class VerdictPanel : public QFrame {
  Q_OBJECT

 public:
  explicit VerdictPanel(VerdictViewModel& model, QWidget* parent);

  /// Whether Ctrl+Return and Esc mean this sheet, as its buttons say then: another form in front of it may have them. They do at first.
  void setHasKeys(bool has_keys);

  QSize minimumSizeHint() const override;

 Q_SIGNALS:
  void goLiveRequested(hotswap::ui::VersionKey version);

 protected:
  bool eventFilter(QObject* watched, QEvent* event) override;
  void resizeEvent(QResizeEvent* event) override;

 private:
  void buildHeader();
  void arrangeHeader();
  void buildButtons();
  void buildFiles();
  void buildRows();
  void refresh();
  void refreshButtons();
  void tellKeys();
  void refreshFiles();
  void refreshFile(int file);
  int mostHeight() const;
  void fitHeight();
  void showWorst();

  VerdictViewModel& model_;
  QTabBar* const files_;
  TintedFrame* const header_;
  IconLabel* const sign_;
  ElidedLabel* const title_;
  ToneLabel* const summary_;
  ElidedLabel* const details_;
  QToolButton* const previous_;
  QLabel* const place_;
  QToolButton* const next_;
  QToolButton* const passed_;
  QToolButton* const go_live_;
  QToolButton* const close_;
  QScrollArea* const scroll_;
  VerdictRows* const rows_;
  SightTimer* const sight_;
  bool has_keys_ = true;
};

}  // namespace hotswap::ui

#endif  // HOTSWAP_UI_PANELS_VERDICT_PANEL_H_

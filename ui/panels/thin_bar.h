#ifndef HOTSWAP_UI_PANELS_THIN_BAR_H_
#define HOTSWAP_UI_PANELS_THIN_BAR_H_

#include <QBasicTimer>
#include <QElapsedTimer>
#include <QProgressBar>

namespace hotswap::ui {

/// A low progress bar without a text. While the length is not known (a range of 0 to 0) a piece of it wanders: at this height a
/// style's own pattern looks like a bar that is full.
class ThinBar : public QProgressBar {
  Q_OBJECT

 public:
  explicit ThinBar(QWidget* parent = nullptr);

 protected:
  void paintEvent(QPaintEvent* event) override;
  void timerEvent(QTimerEvent* event) override;
  void hideEvent(QHideEvent* event) override;

 private:
  bool isBusy() const { return minimum() == maximum(); }
  QRectF filledPart() const;

  QElapsedTimer wandering_;
  QBasicTimer frames_;
};

}  // namespace hotswap::ui

#endif  // HOTSWAP_UI_PANELS_THIN_BAR_H_

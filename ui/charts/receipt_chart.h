#ifndef HOTSWAP_UI_CHARTS_RECEIPT_CHART_H_
#define HOTSWAP_UI_CHARTS_RECEIPT_CHART_H_

#include <QWidget>

#include "ui/viewmodels/receipt_timeline.h"

namespace hotswap::ui {

/// The picture of one swap: above, how long each step took, on a logarithmic scale as microseconds and seconds stand side by side;
/// below, when each thread left the old version and began with the new one. The tool tip and the description say it in words.
class ReceiptChart : public QWidget {
  Q_OBJECT

 public:
  explicit ReceiptChart(QWidget* parent = nullptr);

  void setTimeline(const ReceiptTimeline& timeline);
  const ReceiptTimeline& timeline() const { return timeline_; }

  QSize sizeHint() const override;
  QSize minimumSizeHint() const override;

 protected:
  void paintEvent(QPaintEvent* event) override;

 private:
  int contentHeight() const;
  int paintTitle(QPainter& painter, int top) const;
  int paintSteps(QPainter& painter, int top) const;
  void paintThreads(QPainter& painter, int top) const;

  ReceiptTimeline timeline_;
};

}  // namespace hotswap::ui

#endif  // HOTSWAP_UI_CHARTS_RECEIPT_CHART_H_

#ifndef HOTSWAP_UI_CHARTS_HISTOGRAM_CHART_H_
#define HOTSWAP_UI_CHARTS_HISTOGRAM_CHART_H_

#include <QWidget>

#include "ui/charts/score_ticks.h"
#include "ui/viewmodels/spread_picture.h"

namespace hotswap::ui {

/// Histograms of versions one below the other on one axis and with one scale of heights, each under a line of words. Those without
/// room are counted. The tool tip tells the bar under the pointer, the description all figures.
class HistogramChart : public QWidget {
  Q_OBJECT

 public:
  /// `name` is told to assistive technologies.
  HistogramChart(const QString& object, const QString& name, QWidget* parent = nullptr);

  void setPicture(const SpreadPicture& picture);

  QSize sizeHint() const override;
  QSize minimumSizeHint() const override;

 protected:
  bool event(QEvent* event) override;
  void paintEvent(QPaintEvent* event) override;

 private:
  QRect plot() const;
  int rowHeight() const;
  int rowsShown() const;
  QRect rowRect(int row) const;
  int x(double place) const;
  std::vector<ScoreTick> ticks() const;
  QString toolTipAt(const QPoint& at) const;
  void paintAxis(QPainter& painter) const;
  void paintRow(QPainter& painter, int row) const;
  void paintLeftOut(QPainter& painter) const;

  SpreadPicture picture_;
};

}  // namespace hotswap::ui

#endif  // HOTSWAP_UI_CHARTS_HISTOGRAM_CHART_H_

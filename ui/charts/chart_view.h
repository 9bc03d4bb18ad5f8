#ifndef HOTSWAP_UI_CHARTS_CHART_VIEW_H_
#define HOTSWAP_UI_CHARTS_CHART_VIEW_H_

#include <QAbstractAxis>
#include <QChartView>

namespace hotswap::ui {

/// A QChartView in the window's colours, without frame, legend and animation, that survives clicks beside every item and leaves drops
/// to the window.
class ChartView : public QChartView {
  Q_OBJECT

 public:
  explicit ChartView(QWidget* parent = nullptr);

 protected:
  /// Takes colours and fonts of the palette; called at a change of either and once by each final constructor.
  virtual void applyTheme();

  /// Gives an axis the window's label font and colours and a faint grid.
  void styleAxis(QAbstractAxis& axis) const;

  /// Faint on the chart's ground.
  QColor gridColor() const;

  void mousePressEvent(QMouseEvent* event) override;
  void changeEvent(QEvent* event) override;
};

}  // namespace hotswap::ui

#endif  // HOTSWAP_UI_CHARTS_CHART_VIEW_H_

#ifndef HOTSWAP_UI_CHARTS_QUALITY_CHART_H_
#define HOTSWAP_UI_CHARTS_QUALITY_CHART_H_

#include <QLineSeries>
#include <vector>

#include "ui/charts/time_chart.h"
#include "ui/viewmodels/quality_view_model.h"

namespace hotswap::ui {

/// AUC or log loss over time, a line for each version.
class QualityChart final : public TimeChart {
  Q_OBJECT

 public:
  QualityChart(QualityFigure figure, const QString& object, const QString& name, QWidget* parent = nullptr);

  void refresh(const QualityViewModel& model);

 protected:
  void applyTheme() override;

 private:
  /// A series of Qt Charts, used again for whatever comes in its place.
  struct Line {
    QLineSeries* series = nullptr;
    std::uint32_t version = 0;
  };

  void showLine(std::size_t index, std::uint32_t version, const QList<QPointF>& points);

  const QualityFigure figure_;
  std::vector<Line> lines_;
};

}  // namespace hotswap::ui

#endif  // HOTSWAP_UI_CHARTS_QUALITY_CHART_H_

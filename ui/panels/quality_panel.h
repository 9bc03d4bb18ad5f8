#ifndef HOTSWAP_UI_PANELS_QUALITY_PANEL_H_
#define HOTSWAP_UI_PANELS_QUALITY_PANEL_H_

#include <QWidget>
#include <array>
#include <vector>

#include "ui/panels/chart_source.h"
#include "ui/viewmodels/quality_view_model.h"
#include "ui/viewmodels/timeline_view_model.h"

namespace hotswap::ui {

class EmptyNotice;
class LegendRow;
class QualityChart;

/// AUC and log loss of the versions over time, side by side; without labels it says where they come from.
///
/// Threads   Main thread only.
/// Lifetime  The view-model must outlive the panel.
class QualityPanel : public QWidget {
  Q_OBJECT

 public:
  explicit QualityPanel(QualityViewModel& model, QWidget* parent = nullptr);

  /// Its charts, for export.
  std::vector<ChartSource> chartSources() const;

  /// Lets mouse and keys over the charts move what all charts show.
  void steer(TimelineViewModel& timeline);

 protected:
  void showEvent(QShowEvent* event) override;

 private:
  /// A chart under its legend.
  struct Column {
    QualityFigure figure = QualityFigure::kAuc;
    QWidget* widget = nullptr;
    LegendRow* legend = nullptr;
    QualityChart* chart = nullptr;
  };

  Column makeColumn(QualityFigure figure, const QString& object, const QString& name);
  void refresh();
  void refreshLegends();
  void refreshCursor();

  QualityViewModel& model_;
  EmptyNotice* const empty_;
  const std::array<Column, 2> columns_;
};

}  // namespace hotswap::ui

#endif  // HOTSWAP_UI_PANELS_QUALITY_PANEL_H_

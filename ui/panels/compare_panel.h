#ifndef HOTSWAP_UI_PANELS_COMPARE_PANEL_H_
#define HOTSWAP_UI_PANELS_COMPARE_PANEL_H_

#include <QWidget>
#include <vector>

#include "ui/panels/chart_source.h"
#include "ui/viewmodels/spreads_view_model.h"

namespace hotswap::ui {

class EmptyNotice;
class HistogramChart;
class LegendRow;

/// The versions' scores and latencies as histograms side by side, and a shadow's differences beside them.
///
/// Threads   Main thread only.
/// Lifetime  The view-model must outlive the panel.
class ComparePanel : public QWidget {
  Q_OBJECT

 public:
  explicit ComparePanel(const SpreadsViewModel& model, QWidget* parent = nullptr);

  /// Its charts, for export.
  std::vector<ChartSource> chartSources() const;

 protected:
  void showEvent(QShowEvent* event) override;
  void changeEvent(QEvent* event) override;

 private:
  /// A chart under its title.
  struct Column {
    QWidget* widget = nullptr;
    LegendRow* title = nullptr;
    HistogramChart* chart = nullptr;

    void show(const SpreadPicture& picture) const;
  };

  Column makeColumn(const QString& object, const QString& name);
  void refresh();

  const SpreadsViewModel& model_;
  EmptyNotice* const empty_;
  const Column scores_;
  const Column latency_;
  const Column differences_;
};

}  // namespace hotswap::ui

#endif  // HOTSWAP_UI_PANELS_COMPARE_PANEL_H_

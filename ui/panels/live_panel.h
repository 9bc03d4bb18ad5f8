#ifndef HOTSWAP_UI_PANELS_LIVE_PANEL_H_
#define HOTSWAP_UI_PANELS_LIVE_PANEL_H_

#include <QWidget>
#include <chrono>
#include <cstdint>
#include <optional>
#include <vector>

#include "core/base/clock.h"
#include "ui/panels/chart_source.h"
#include "ui/viewmodels/timeline_view_model.h"

class QLabel;

namespace hotswap::ui {

class EmptyNotice;
class LaneChart;
class LegendRow;
class ScoreChart;
class TimelineChart;

/// Scores of every thread above the version lanes, on one time axis that ends now.
///
/// Threads   Main thread only.
/// Lifetime  View-model and clock must outlive the panel.
class LivePanel : public QWidget {
  Q_OBJECT

 public:
  LivePanel(TimelineViewModel& model, const Clock& clock, QWidget* parent = nullptr);

  /// Moves the picture on to the present. Call it once a frame; it repaints only when a pixel would move or data changed, and
  /// never while hidden or frozen.
  void tick();

  /// Its charts, for export.
  std::vector<ChartSource> chartSources() const;

  /// Time that the last painting of both charts took, for a frame timer that slows down when painting is dear.
  std::chrono::nanoseconds lastPaintTime() const;

  QSize minimumSizeHint() const override;

 Q_SIGNALS:
  void markerActivated(std::uint64_t receipt);  ///< Somebody wants to see it, by its number.

 protected:
  void resizeEvent(QResizeEvent* event) override;
  void showEvent(QShowEvent* event) override;

 private:
  void buildLayout();
  void connectChart(TimelineChart& chart);
  void refresh();
  void refreshLegend();
  void arrangeHeights();
  void moveNow();
  void buildFrozenChip();
  void showFrozenChip();
  void showCursor();

  TimelineViewModel& model_;
  const Clock& clock_;
  LegendRow* const legend_;
  ScoreChart* const scores_;
  LaneChart* const lanes_;
  EmptyNotice* const empty_;
  QLabel* const frozen_chip_;  ///< Over the scores.
};

}  // namespace hotswap::ui

#endif  // HOTSWAP_UI_PANELS_LIVE_PANEL_H_

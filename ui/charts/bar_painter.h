#ifndef HOTSWAP_UI_CHARTS_BAR_PAINTER_H_
#define HOTSWAP_UI_CHARTS_BAR_PAINTER_H_

#include <QColor>
#include <QPainter>
#include <vector>

#include "core/api/history.h"
#include "ui/charts/timeline_scale.h"
#include "ui/viewmodels/score_range.h"

namespace hotswap::ui {

/// Paints one thread's bars after another: the range of scores as a pale band, the last score of each bucket as a mark on it.
///
/// Bands of several threads are one even area per version: what is covered already is not painted again, which keeps the cost at
/// one filling of the plot however many threads there are.
class BarPainter {
 public:
  /// How strong bands and marks stand out of the background, 0 to 1.
  struct Strength {
    double band = 0;
    double mark = 0;
    int mark_height = 2;  ///< In device pixels.
    int unit = 1;         ///< Device pixels that make a device-independent one, at least 1.
  };

  BarPainter(QPainter& painter, const TimelineScale& scale, const AxisRange& axis, const QColor& base, bool dark);

  /// Paints the bands of a thread where no band of the same version is yet.
  void paintBands(const std::vector<Bucket>& bars, const Strength& strength);

  /// Paints the marks of a thread. Where bars are shared by `parts` threads, each gets one part of a bar's width, this one
  /// `part`.
  void paintMarks(const std::vector<Bucket>& bars, const Strength& strength, int part = 0, int parts = 1);

  /// Forgets what is covered: the next bands go over everything.
  void startLayer();

  /// A score's row, inside the plot.
  int y(double score) const;

 private:
  struct Cover {
    int top = 0;
    int bottom = -1;
    std::uint32_t version = 0;
  };

  struct Columns {
    int left;
    int right;  ///< Exclusive.
  };

  Columns columnsOf(const Bucket& bar) const;
  void paintUncovered(Columns columns, int top, int bottom, std::uint32_t version, const QColor& color);
  bool evenlyCovered(Columns columns) const;
  const QColor& shade(std::uint32_t version, double strength);

  QPainter& painter_;
  const TimelineScale& scale_;
  const AxisRange axis_;
  const QColor base_;
  const bool dark_;
  const std::int64_t origin_;
  std::vector<Cover> covered_;  ///< By column of the plot.

  // The colour that shade() mixed last: neighbouring bars nearly always have the same.
  std::uint32_t shade_version_ = 0;
  double shade_strength_ = -1;
  QColor shade_;
};

}  // namespace hotswap::ui

#endif  // HOTSWAP_UI_CHARTS_BAR_PAINTER_H_

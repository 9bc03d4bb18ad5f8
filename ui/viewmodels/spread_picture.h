#ifndef HOTSWAP_UI_VIEWMODELS_SPREAD_PICTURE_H_
#define HOTSWAP_UI_VIEWMODELS_SPREAD_PICTURE_H_

#include <QString>
#include <cstdint>
#include <vector>

#include "core/api/spread.h"
#include "ui/viewmodels/score_range.h"

namespace hotswap::ui {

/// One histogram of a picture.
struct SpreadRow {
  std::uint32_t version = 0;  ///< Whose colour it has.
  QString name;               ///< "v2".
  QString words;              ///< "mean 0.512 · p50 0.510 · p99 0.942 · 4,096 scores": what may be cut comes last.
  Histogram histogram;
  std::uint64_t count = 0;  ///< Of all values, outliers too.

  /// Bars are as high as their part of this histogram's values: versions compare, whatever their traffic is.
  double shareOf(std::uint64_t values) const { return count == 0 ? 0 : static_cast<double>(values) / static_cast<double>(count); }
};

/// Histograms one below the other on one axis.
struct SpreadPicture {
  enum class Unit { kScore, kDuration };

  Unit unit = Unit::kScore;
  QString title;   ///< Says what the values are a sample of.
  AxisRange axis;  ///< In the unit; of durations the decimal logarithm.
  std::vector<SpreadRow> rows;
  double highest = 0;  ///< The largest share of all bars, 0 to 1.

  /// Where a value lies on the axis.
  double place(double value) const;

  /// A bar in words: "0.25 to 0.30: 12 %".
  QString barText(const SpreadRow& row, std::size_t bar) const;

  /// All of it as sentences for a screen reader.
  QString summary() const;
};

/// Sets axis and height by the rows.
void fitAxis(SpreadPicture& picture);

}  // namespace hotswap::ui

#endif  // HOTSWAP_UI_VIEWMODELS_SPREAD_PICTURE_H_

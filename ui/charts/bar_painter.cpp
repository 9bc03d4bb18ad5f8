#include "ui/charts/bar_painter.h"

#include <algorithm>

#include "ui/theme/palette.h"

namespace hotswap::ui {
namespace {

/// A bucket with so few requests shows single requests: its mark is drawn a little larger than one among thousands.
constexpr std::uint64_t kFewRequests = 3;
constexpr int kSingleMark = 3;  ///< Device-independent pixels.

}  // namespace

BarPainter::BarPainter(QPainter& painter, const TimelineScale& scale, const AxisRange& axis, const QColor& base, bool dark)
    : painter_(painter), scale_(scale), axis_(axis), base_(base), dark_(dark), origin_(scale.origin()) {
  startLayer();
}

void BarPainter::startLayer() { covered_.assign(static_cast<std::size_t>(std::max(scale_.plot.width(), 0)), Cover{}); }

int BarPainter::y(double score) const {
  const double fraction = (score - axis_.min) / (axis_.max - axis_.min);
  const double height = scale_.plot.height() - 1;
  return scale_.plot.bottom() - static_cast<int>(std::lround(std::clamp(fraction, 0.0, 1.0) * height));
}

void BarPainter::paintBands(const std::vector<Bucket>& bars, const Strength& strength) {
  for (const Bucket& bar : bars) {
    if (!(bar.min < bar.max)) continue;
    const Columns columns = columnsOf(bar);
    if (columns.left >= columns.right) continue;
    paintUncovered(columns, y(bar.max), y(bar.min), bar.version, shade(bar.version, strength.band));
  }
}

void BarPainter::paintMarks(const std::vector<Bucket>& bars, const Strength& strength, int part, int parts) {
  for (const Bucket& bar : bars) {
    if (bar.min > bar.max) continue;
    const Columns columns = columnsOf(bar);
    if (columns.left >= columns.right) continue;
    const int whole = columns.right - columns.left;
    const bool few = bar.requests <= kFewRequests;
    const int single = few ? kSingleMark * strength.unit : 1;
    const int left = few ? columns.left : columns.left + whole * part / parts;
    const int right = few ? columns.right : columns.left + whole * (part + 1) / parts;
    const int height = std::max(strength.mark_height, single);
    painter_.fillRect(QRect(left, y(bar.last) - height / 2, std::max(right - left, single), height),
                      shade(bar.version, strength.mark));
  }
}

BarPainter::Columns BarPainter::columnsOf(const Bucket& bar) const {
  const int left = static_cast<int>(scale_.column(bar.start_ns) - origin_);
  const int right = std::max(static_cast<int>(scale_.column(bar.end_ns) - origin_), left + 1);
  return {std::max(left, scale_.plot.left()), std::min(right, scale_.plot.right() + 1)};
}

bool BarPainter::evenlyCovered(Columns columns) const {
  const auto first = covered_.begin() + (columns.left - scale_.plot.left());
  return std::all_of(first, first + (columns.right - columns.left), [&](const Cover& cover) {
    return cover.top == first->top && cover.bottom == first->bottom && cover.version == first->version;
  });
}

void BarPainter::paintUncovered(Columns columns, int top, int bottom, std::uint32_t version, const QColor& color) {
  if (!evenlyCovered(columns)) {
    for (int x = columns.left; x < columns.right; ++x) paintUncovered({x, x + 1}, top, bottom, version, color);
    return;
  }
  const auto first = covered_.begin() + (columns.left - scale_.plot.left());
  const Cover cover = *first;
  const int width = columns.right - columns.left;
  // What is apart from the covered rows is painted without being remembered: at worst it is painted twice.
  const bool touches = cover.version == version && top <= cover.bottom + 1 && bottom >= cover.top - 1;
  if (!touches) {
    painter_.fillRect(QRect(columns.left, top, width, bottom - top + 1), color);
    if (bottom - top > cover.bottom - cover.top) std::fill(first, first + width, Cover{top, bottom, version});
    return;
  }
  if (top < cover.top) painter_.fillRect(QRect(columns.left, top, width, cover.top - top), color);
  if (bottom > cover.bottom) painter_.fillRect(QRect(columns.left, cover.bottom + 1, width, bottom - cover.bottom), color);
  std::fill(first, first + width, Cover{std::min(top, cover.top), std::max(bottom, cover.bottom), version});
}

const QColor& BarPainter::shade(std::uint32_t version, double strength) {
  if (version != shade_version_ || strength != shade_strength_) {
    shade_ = blended(versionColor(version, dark_), base_, strength);
    shade_version_ = version;
    shade_strength_ = strength;
  }
  return shade_;
}

}  // namespace hotswap::ui

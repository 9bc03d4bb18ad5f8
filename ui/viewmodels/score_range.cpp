#include "ui/viewmodels/score_range.h"

#include <algorithm>
#include <cmath>

namespace hotswap::ui {
namespace {

using std::chrono_literals::operator""s;

/// How long a smaller range must have been enough, and how much smaller it has to be.
constexpr std::chrono::nanoseconds kShrinkAfter = 5s;
constexpr double kShrinkBelow = 0.75;

constexpr double kPadding = 0.06;
constexpr double kWantedSteps = 5;

/// Bounds lie on quarters of a step: round enough to be calm, fine enough to leave no large empty strip.
constexpr double kBoundsPerStep = 4;

/// Scores beyond are shown as if they were this large: the size of an axis and its padding have to be numbers still.
constexpr double kLargest = 1e307;
/// A range below this has no steps that double can tell apart.
constexpr double kSmallestSize = 1e-300;

/// 1, 2, 2.5 or 5 times a power of ten, not below `least`.
double roundStep(double least) {
  const double power = std::pow(10.0, std::floor(std::log10(least)));
  for (const double step : {1.0, 2.0, 2.5, 5.0}) {
    if (step * power >= least * 0.999) return step * power;
  }
  return 10 * power;
}

/// The smallest range with round bounds and step around [low, high]; low < high.
AxisRange rounded(double low, double high) {
  AxisRange range;
  range.step = roundStep((high - low) / kWantedSteps);
  const double unit = range.step / kBoundsPerStep;
  range.min = std::floor(low / unit + 1e-6) * unit;
  range.max = std::ceil(high / unit - 1e-6) * unit;
  return range;
}

}  // namespace

AxisRange roundRange(double min, double max) {
  if (!std::isfinite(min) || !std::isfinite(max) || min > max) return {};
  min = std::clamp(min, -kLargest, kLargest);
  max = std::clamp(max, -kLargest, kLargest);
  const double size = max - min;
  const double magnitude = std::max(std::abs(min), std::abs(max));
  // A constant series has no size of its own; below 1e-9 of the magnitude the labels of all grid lines would read the same.
  const bool flat = size <= std::max(magnitude * 1e-9, kSmallestSize);
  const double pad = flat ? std::max(magnitude * 0.1, 1e-6) : size * kPadding;
  double low = min - pad;
  double high = max + pad;
  if (min >= 0) low = std::max(low, 0.0);
  if (max <= 0 && min < 0) high = std::min(high, 0.0);
  return rounded(low, high);
}

bool StickyRange::update(double min, double max, std::chrono::nanoseconds at) {
  min = std::clamp(min, -kLargest, kLargest);
  max = std::clamp(max, -kLargest, kLargest);
  const AxisRange wanted = roundRange(min, max);
  const AxisRange before = range_;
  if (!set_) {
    range_ = wanted;
    set_ = true;
    return range_ != before;
  }
  // Judged by the values themselves: a range that just fits must not grow because its padding would.
  if (min < range_.min || max > range_.max) {
    range_ = rounded(std::min(wanted.min, range_.min), std::max(wanted.max, range_.max));
    smaller_since_.reset();
    return true;
  }
  if (wanted.max - wanted.min > (range_.max - range_.min) * kShrinkBelow) {
    smaller_since_.reset();
    return false;
  }
  if (!smaller_since_) smaller_since_ = at;
  if (at - *smaller_since_ < kShrinkAfter) return false;
  range_ = wanted;
  smaller_since_.reset();
  return true;
}

void StickyRange::reset() {
  set_ = false;
  smaller_since_.reset();
}

}  // namespace hotswap::ui

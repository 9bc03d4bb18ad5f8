#include "ui/charts/score_ticks.h"

#include <QLocale>
#include <algorithm>
#include <cmath>

namespace hotswap::ui {
namespace {

/// Between these a label is written out in full.
constexpr double kLargestPlain = 1e6;
constexpr double kSmallestPlainStep = 1e-3;

QString tickLabel(double value, double magnitude, double step) {
  if (magnitude >= kLargestPlain || step < kSmallestPlainStep) {
    const int digits = static_cast<int>(std::ceil(std::log10(magnitude / step))) + 2;
    return QLocale().toString(value, 'g', std::clamp(digits, 3, 15));
  }
  int digits = 0;
  for (double rest = step; std::abs(rest - std::round(rest)) > 1e-6; rest *= 10) ++digits;
  return QLocale().toString(value, 'f', digits);
}

}  // namespace

// Counted in whole steps from the first one: adding the step up would stand still where it is below the value's last digit.
std::vector<ScoreTick> scoreTicks(const AxisRange& axis) {
  const double magnitude = std::max(std::abs(axis.min), std::abs(axis.max));
  const double first = std::ceil(axis.min / axis.step - 1e-6);
  const double last = std::floor(axis.max / axis.step + 1e-6);
  std::vector<ScoreTick> ticks;
  if (!(last - first < kMaxScoreTicks)) return ticks;
  for (int i = 0; i <= last - first; ++i) {
    const double value = (first + i) * axis.step;
    ticks.push_back({value, tickLabel(value, magnitude, axis.step)});
  }
  return ticks;
}

}  // namespace hotswap::ui

#ifndef HOTSWAP_UI_VIEWMODELS_SCORE_RANGE_H_
#define HOTSWAP_UI_VIEWMODELS_SCORE_RANGE_H_

#include <chrono>
#include <optional>

namespace hotswap::ui {

/// Bounds of a value axis, with the distance of its grid lines, which lie on multiples of it.
struct AxisRange {
  double min = 0;
  double max = 1;
  double step = 0.25;

  friend bool operator==(const AxisRange&, const AxisRange&) = default;
};

/// The smallest range on round numbers around [min, max] with some room above and below and at most 6 grid lines; never
/// empty, and 0 to 1 when the bounds are not finite.
AxisRange roundRange(double min, double max);

/// An axis range that grows at once and shrinks only when a smaller one has been enough for a while: a range that follows every
/// score is unreadable, and each change costs a rendering of the axes.
class StickyRange {
 public:
  /// Takes the values in view at the time `at`. Returns whether the range changed.
  bool update(double min, double max, std::chrono::nanoseconds at);

  /// Forgets the past: the next update sets the range.
  void reset();

  const AxisRange& range() const { return range_; }

 private:
  AxisRange range_;
  bool set_ = false;
  std::optional<std::chrono::nanoseconds> smaller_since_;
};

}  // namespace hotswap::ui

#endif  // HOTSWAP_UI_VIEWMODELS_SCORE_RANGE_H_

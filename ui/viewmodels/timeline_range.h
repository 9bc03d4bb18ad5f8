#ifndef HOTSWAP_UI_VIEWMODELS_TIMELINE_RANGE_H_
#define HOTSWAP_UI_VIEWMODELS_TIMELINE_RANGE_H_

#include <chrono>
#include <cstdint>
#include <optional>

#include "ui/viewmodels/time_window.h"
#include "ui/viewmodels/timeline_span.h"

namespace hotswap::ui {

/// The stretch of time that all charts show: the last span, which moves on with now, or one that was chosen by zooming and panning,
/// which stands. Times are nanoseconds since the engine's start.
///
/// A stretch is never shorter than kShortest nor longer than the history that is kept, and never leaves what there is: it ends now at
/// the latest, and begins at the engine's start or, where the span reaches further back, with the span.
class TimelineRange {
 public:
  static constexpr std::chrono::nanoseconds kShortest = std::chrono::milliseconds{100};
  static constexpr std::chrono::nanoseconds kLongest = kTimelineSpans.back();

  /// Shows the last `span` again.
  void setSpan(std::chrono::seconds span);

  /// Where the last span ends. A chosen stretch takes no notice: nothing moves under the pointer.
  void setNow(std::int64_t now_ns);

  // What a person does; each returns whether that changed what is shown.

  /// Shows `factor` times as long a stretch; the moment `around_ns` keeps its place.
  bool zoom(double factor, std::int64_t around_ns);

  /// Shows what lies so much later, or earlier when it is negative.
  bool pan(std::int64_t by_ns);

  /// Shows what lies between two moments, whichever comes first.
  bool choose(std::int64_t one_ns, std::int64_t other_ns);

  /// Shows the last span again.
  bool reset();

  bool isChosen() const { return chosen_.has_value(); }
  TimeWindow shown() const;

 private:
  struct Chosen {
    std::int64_t from_ns;
    std::int64_t to_ns;
  };

  bool place(double from_ns, double length_ns);
  std::int64_t earliest() const;

  std::chrono::nanoseconds span_ = kDefaultTimelineSpan;
  std::int64_t now_ns_ = 0;
  std::optional<Chosen> chosen_;
};

}  // namespace hotswap::ui

#endif  // HOTSWAP_UI_VIEWMODELS_TIMELINE_RANGE_H_

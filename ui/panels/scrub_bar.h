#ifndef HOTSWAP_UI_PANELS_SCRUB_BAR_H_
#define HOTSWAP_UI_PANELS_SCRUB_BAR_H_

#include <QElapsedTimer>
#include <QTimer>
#include <QWidget>

#include "core/api/recording.h"

class QLabel;
class QSlider;
class QToolButton;

namespace hotswap::ui {

/// Moves about in a recording: a slider over its time, and a button that plays it as fast as it happened. Left and Right move by a
/// small step, PageUp and PageDown by a large one, Home and End to the ends.
///
/// Threads   Main thread only.
/// Lifetime  The recording must outlive it.
class ScrubBar : public QWidget {
  Q_OBJECT

 public:
  explicit ScrubBar(Recording& recording, QWidget* parent = nullptr);

  bool isPlaying() const { return timer_.isActive(); }

  /// Shows where the recording stands: another window may have moved it. Cheap while it stands still.
  void follow();

 private:
  void buildLayout();
  void buildSlider();
  void moveTo(int milliseconds);
  void togglePlaying();
  void play();
  void showPosition();
  int inMilliseconds(Nanoseconds at) const;

  Recording& recording_;
  QToolButton* const play_;
  QSlider* const slider_;  ///< In milliseconds since the recording's begin.
  QLabel* const time_;
  Nanoseconds shown_{-1};  ///< The position that was told last.
  QTimer timer_;
  QElapsedTimer since_tick_;
};

}  // namespace hotswap::ui

#endif  // HOTSWAP_UI_PANELS_SCRUB_BAR_H_

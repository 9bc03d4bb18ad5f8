#ifndef HOTSWAP_UI_BRIDGE_SNAPSHOT_PUMP_H_
#define HOTSWAP_UI_BRIDGE_SNAPSHOT_PUMP_H_

#include <QObject>
#include <QTimer>
#include <chrono>
#include <memory>

#include "core/api/engine.h"
#include "core/base/clock.h"
#include "ui/bridge/frame_meter.h"

namespace hotswap::ui {

/// Pulls the newest snapshot into the window: charts with every frame, totals four times and tables twice per second; tables
/// also soon after a swap, so that a click is answered at once.
///
/// A slow window skips frames; it can never slow a worker or pile up work. Painting that is dear halves the rate.
///
/// Threads   Main thread only.
/// Lifetime  Engine and clock must outlive it.
class SnapshotPump : public QObject {
  Q_OBJECT

 public:
  using SnapshotPtr = std::shared_ptr<const Snapshot>;

  SnapshotPump(const Engine& engine, const Clock& clock, QObject* parent = nullptr);

  /// Nobody sees a hidden or minimised window: then nothing is pulled. Going on pulls at once.
  void setRunning(bool running);
  bool isRunning() const { return timer_.isActive(); }

  /// A frozen picture needs no frames: only what must not wait (outcomes, errors) is pulled, four times per second.
  void setFrozen(bool frozen);

  /// Painting a frame took this long.
  void addPainting(std::chrono::nanoseconds took);

  std::chrono::milliseconds interval() const { return interval_; }

  /// Pulls one frame now, whatever the timer does.
  void pull();

 Q_SIGNALS:
  void frameDue(const hotswap::ui::SnapshotPump::SnapshotPtr& snapshot);
  void totalsDue(const hotswap::ui::SnapshotPump::SnapshotPtr& snapshot);
  void tablesDue(const hotswap::ui::SnapshotPump::SnapshotPtr& snapshot);

  /// Once per second: frames per second and the CPU share of this thread, 0 to 1.
  void loadMeasured(double frames_per_s, double cpu_share);

 private:
  void updateInterval();
  bool isDue(TimePoint& last, std::chrono::milliseconds period);

  const Engine& engine_;
  const Clock& clock_;
  FrameMeter meter_;
  QTimer timer_;
  std::chrono::milliseconds interval_;
  bool frozen_ = false;
  TimePoint last_totals_{};
  TimePoint last_tables_{};
  bool news_ = false;  ///< A receipt came that the tables do not show yet.
  std::shared_ptr<const std::vector<SwapReceipt>> receipts_;
};

}  // namespace hotswap::ui

#endif  // HOTSWAP_UI_BRIDGE_SNAPSHOT_PUMP_H_

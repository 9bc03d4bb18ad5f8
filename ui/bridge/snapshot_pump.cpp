#include "ui/bridge/snapshot_pump.h"

#include "ui/bridge/frame_pacing.h"

namespace hotswap::ui {
namespace {

constexpr std::chrono::milliseconds kTotalsPeriod{250};
constexpr std::chrono::milliseconds kTablesPeriod{500};
constexpr std::chrono::milliseconds kNewsPeriod{100};
constexpr std::chrono::milliseconds kFrozenInterval{250};

}  // namespace

SnapshotPump::SnapshotPump(const Engine& engine, const Clock& clock, QObject* parent)
    : QObject(parent), engine_(engine), clock_(clock), meter_(clock), interval_(kFrameInterval) {
  timer_.setTimerType(Qt::PreciseTimer);
  timer_.setInterval(interval_);
  connect(&timer_, &QTimer::timeout, this, &SnapshotPump::pull);
}

void SnapshotPump::setRunning(bool running) {
  if (running == timer_.isActive()) return;
  if (!running) {
    timer_.stop();
    return;
  }
  meter_.restart();
  timer_.start();
  pull();
}

void SnapshotPump::setFrozen(bool frozen) {
  frozen_ = frozen;
  updateInterval();
}

void SnapshotPump::addPainting(std::chrono::nanoseconds took) {
  meter_.addPainting(took);
  interval_ = nextFrameInterval(interval_, meter_.painting());
  updateInterval();
}

// QTimer::setInterval restarts the countdown, so it is called only for a change: else a window that paints often would never
// tick.
void SnapshotPump::updateInterval() {
  const std::chrono::milliseconds wanted = frozen_ ? kFrozenInterval : interval_;
  if (timer_.intervalAsDuration() != wanted) timer_.setInterval(wanted);
}

bool SnapshotPump::isDue(TimePoint& last, std::chrono::milliseconds period) {
  const TimePoint now = clock_.Now();
  if (now - last < period) return false;
  last = now;
  return true;
}

void SnapshotPump::pull() {
  const SnapshotPtr snapshot = engine_.Latest();
  Q_EMIT frameDue(snapshot);
  if (isDue(last_totals_, kTotalsPeriod)) Q_EMIT totalsDue(snapshot);
  if (snapshot->receipts != receipts_) {
    receipts_ = snapshot->receipts;
    news_ = true;
  }
  if (isDue(last_tables_, news_ ? kNewsPeriod : kTablesPeriod)) {
    news_ = false;
    Q_EMIT tablesDue(snapshot);
  }
  if (const auto load = meter_.countFrame()) Q_EMIT loadMeasured(load->frames_per_s, load->cpu_share);
}

}  // namespace hotswap::ui

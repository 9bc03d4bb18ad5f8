#include "ui/shell/rollout_watch.h"

#include <chrono>

#include "ui/shell/main_window.h"

namespace hotswap::ui {
namespace {

constexpr std::chrono::milliseconds kPeriod{500};

}  // namespace

RolloutWatch::RolloutWatch(Engine& engine, WindowList& windows, Notifier& notifier, QObject* parent)
    : QObject(parent), engine_(engine), windows_(windows), notifier_(notifier) {
  connect(&timer_, &QTimer::timeout, this, &RolloutWatch::look);
  connect(&notifier_, &Notifier::activated, this, &RolloutWatch::showRollout);
  look();
  timer_.start(kPeriod);
}

void RolloutWatch::look() {
  const auto snapshot = engine_.Latest();
  const auto fresh = decisions_.look(*snapshot);
  if (windows_.inSight()) {
    notifier_.clear();
  } else {
    for (const RolloutDecision& decision : fresh) notifier_.notify(decision);
  }
}

void RolloutWatch::showRollout() {
  const auto open = windows_.windows();
  if (open.isEmpty()) return;
  open.front()->showRollout();
  notifier_.clear();
}

}  // namespace hotswap::ui

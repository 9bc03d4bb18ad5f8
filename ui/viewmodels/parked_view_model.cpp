#include "ui/viewmodels/parked_view_model.h"

#include <algorithm>
#include <chrono>
#include <vector>

#include "ui/theme/palette.h"
#include "ui/viewmodels/thread_name.h"

namespace hotswap::ui {
namespace {

constexpr qsizetype kMostLines = 3;

/// "12 s", "4 min", "3 h": a thread that is stuck stays so, and finer figures would only flicker.
QString spanText(std::chrono::nanoseconds span) {
  const auto seconds = std::max<std::int64_t>(0, std::chrono::duration_cast<std::chrono::seconds>(span).count());
  if (seconds < 60) return ParkedViewModel::tr("%1 s").arg(seconds);
  if (seconds < 3600) return ParkedViewModel::tr("%1 min").arg(seconds / 60);
  return ParkedViewModel::tr("%1 h").arg(seconds / 3600);
}

QString line(const ParkedThread& thread, const Snapshot& snapshot) {
  QString version = versionLabel(thread.version);
  if (snapshot.slots.size() > 1 && thread.slot < snapshot.slots.size()) {
    version = QString::fromStdString(snapshot.slots[thread.slot].name) + QLatin1Char(' ') + version;
  }
  if (thread.ending) {
    return ParkedViewModel::tr(
               "%1: has not ended for %3, because the destructor of an operator's thread_local object does not return; it called "
               "%2 last; the thread cannot be ended")
        .arg(QString::fromStdString(thread.name), version, spanText(snapshot.at - thread.since));
  }
  return ParkedViewModel::tr("%1: stuck in %2 for %3; its request was answered elsewhere; the thread cannot be ended")
      .arg(threadName(thread.name), version, spanText(snapshot.at - thread.since));
}

}  // namespace

void ParkedViewModel::apply(const Snapshot& snapshot) {
  std::vector<ParkedThread> parked = snapshot.parked;
  std::ranges::stable_sort(parked, {}, &ParkedThread::since);
  QStringList lines;
  for (const ParkedThread& thread : parked) lines << line(thread, snapshot);
  if (lines == lines_) return;
  lines_ = lines;
  Q_EMIT changed();
}

QStringList ParkedViewModel::shortList() const {
  if (lines_.size() <= kMostLines) return lines_;
  QStringList few = lines_.first(kMostLines - 1);
  few << tr("and %1 more").arg(lines_.size() - few.size());
  return few;
}

}  // namespace hotswap::ui

#include "ui/viewmodels/status_view_model.h"

#include <algorithm>

#include "ui/theme/number_format.h"
#include "ui/theme/palette.h"
#include "ui/viewmodels/counted_text.h"
#include "ui/viewmodels/event_text.h"
#include "ui/viewmodels/latest_timed.h"
#include "ui/viewmodels/longest_pause.h"
#include "ui/viewmodels/receipts_view_model.h"

namespace hotswap::ui {
namespace {

using std::chrono_literals::operator""s;

constexpr auto kSaidFor = 8s;

bool hasTraffic(const Snapshot& snapshot) { return !snapshot.paused && !snapshot.finished && snapshot.totals.requests_per_s > 0; }

/// How many of the threads run the version in the slot, "3/4". One that has not answered there yet, as when stopped workers become
/// more, is not on an older one.
QString threadsOn(const Snapshot& snapshot, std::uint32_t slot, std::uint32_t version) {
  const auto& threads = snapshot.threads;
  const auto idle = std::ranges::count_if(threads, [=](const ThreadInfo& thread) { return AnswerIn(thread, slot).version == 0; });
  const auto on_it =
      std::ranges::count_if(threads, [=](const ThreadInfo& thread) { return AnswerIn(thread, slot).version == version; });
  const auto all = static_cast<std::ptrdiff_t>(threads.size());
  return QStringLiteral("%1/%2").arg(on_it).arg(idle < all ? all - idle : all);
}

/// `threads`: how many of them run the new version, while that is news; else empty.
QString swapText(const SwapReceipt& receipt, const QString& threads) {
  const QString outcome = ReceiptsViewModel::outcomeText(receipt.outcome);
  if (!receipt.to || receipt.outcome == SwapOutcome::kRefused || receipt.outcome == SwapOutcome::kFailed) {
    const QString file = QString::fromStdString(receipt.path).section(QLatin1Char('/'), -1);
    return StatusViewModel::tr("%1 %2").arg(file.isEmpty() ? versionLabel(receipt.to.value_or(0)) : file, outcome);
  }
  const auto took = static_cast<double>(receipt.publish.count());
  const QString version = versionLabel(*receipt.to);
  const QString text = receipt.outcome == SwapOutcome::kRolledBack
                           ? StatusViewModel::tr("Rolled back to %1 in %2").arg(version, formatDuration(took))
                           : StatusViewModel::tr("%1 %2 in %3").arg(version, outcome, formatDuration(took));
  return threads.isEmpty() ? text : StatusViewModel::tr("%1, %2 threads").arg(text, threads);
}

/// Whether an event tells in a sentence what a receipt tells in figures.
bool isAbout(const Event& event, const SwapReceipt& receipt) {
  return event.version == receipt.to.value_or(0) && event.gate == receipt.gate && event.at - receipt.at < 1s;
}

std::uint32_t slotOf(const Snapshot& snapshot, const SwapReceipt& receipt) {
  const auto found = std::ranges::find(snapshot.slots, receipt.slot, &SlotInfo::name);
  return static_cast<std::uint32_t>(found - snapshot.slots.begin());
}

/// What happened last; empty when nothing did yet.
QString newsText(const Snapshot& snapshot) {
  const SwapReceipt* receipt = snapshot.receipts && !snapshot.receipts->empty() ? &snapshot.receipts->back() : nullptr;
  const Event* event = snapshot.events && !snapshot.events->empty() ? &snapshot.events->back() : nullptr;
  if (event && (!receipt || (event->at > receipt->at && !isAbout(*event, *receipt)))) {
    return withSlot(eventText(*event), event->slot, snapshot);
  }
  if (receipt == nullptr) return {};
  // The field beside it counts the same threads: two figures for one thing would be one too many.
  const bool counts = receipt->to && !receipt->complete && !receipt->threads.empty() && hasTraffic(snapshot);
  const QString threads = counts ? threadsOn(snapshot, slotOf(snapshot, *receipt), *receipt->to) : QString();
  return withSlot(swapText(*receipt, threads), receipt->slot, snapshot);
}

QString versionName(const Snapshot& snapshot, std::uint32_t slot, std::uint32_t number) {
  const auto found = std::find_if(snapshot.versions.begin(), snapshot.versions.end(),
                                  [=](const VersionInfo& version) { return version.slot == slot && version.number == number; });
  if (number == 0 || found == snapshot.versions.end()) return {};
  return versionLabel(number) + QLatin1Char(' ') + QString::fromStdString(found->name);
}

/// "v2 3/4"; "ctr v2 3/4" where there are several slots.
QString activeText(const Snapshot& snapshot, std::uint32_t slot, std::uint32_t active) {
  const bool several = snapshot.slots.size() > 1 && slot < snapshot.slots.size();
  const QString whose = several ? QString::fromStdString(snapshot.slots[slot].name) + QLatin1Char(' ') : QString();
  if (active == 0) return whose + StatusViewModel::tr("no operator");
  return whose + versionLabel(active) + QLatin1Char(' ') + threadsOn(snapshot, slot, active);
}

QString threadsText(const Snapshot& snapshot) {
  const QString text = countedThreads(snapshot.threads.size());
  if (snapshot.paused) return StatusViewModel::tr("%1, stopped").arg(text);
  if (snapshot.finished) return StatusViewModel::tr("%1, done").arg(text);
  return text;
}

}  // namespace

void StatusViewModel::apply(const Snapshot& snapshot) {
  threads_ = threadsText(snapshot);
  active_number_ = slot_ < snapshot.slots.size() ? snapshot.slots[slot_].active : 0;
  active_version_ = activeText(snapshot, slot_, active_number_);
  active_name_ = versionName(snapshot, slot_, active_number_);
  several_slots_ = snapshot.slots.size() > 1;
  const QString rate = formatRate(snapshot.totals.requests_per_s);
  throughput_ = several_slots_ ? tr("all slots: %1").arg(rate) : rate;
  applyLatency(snapshot);
  lost_ = tr("%1 lost").arg(formatCount(snapshot.totals.lost));
  faults_ = countedFaults(snapshot.totals.errors, snapshot.totals.nonfinite);
  faults_short_ = countedFaultsShort(snapshot.totals.errors, snapshot.totals.nonfinite);
  stuck_ = snapshot.parked.empty() ? QString() : countedStuck(snapshot.parked.size());
  news_ = newsText(snapshot);
  if (!said_until_) said_until_ = snapshot.at + kSaidFor;
  if (snapshot.at > *said_until_) said_.clear();
  Q_EMIT changed();
}

void StatusViewModel::applyLatency(const Snapshot& snapshot) {
  const HistoryLevel none;
  const HistoryLevel& level = snapshot.history ? snapshot.history->levels.front() : none;
  const TotalsPoint* timed = latestTimed(snapshot.workers, level, level.totals, snapshot.at);
  p99_ = tr("p99 %1").arg(formatDuration(timed != nullptr ? timed->p99_ns : 0));
  p99_window_ = timedStretchText(level, timed, snapshot.at);
}

void StatusViewModel::say(const QString& text) {
  said_ = text;
  said_until_.reset();
  Q_EMIT changed();
}

void StatusViewModel::setWindowLoad(double frames_per_s, double cpu_share) {
  if (frozen_) return;
  window_ = tr("window %1 fps %2 %").arg(qRound(frames_per_s)).arg(qRound(cpu_share * 100));
  Q_EMIT changed();
}

void StatusViewModel::setFrozen(bool frozen) {
  frozen_ = frozen;
  window_ = frozen ? tr("frozen") : QString();
  Q_EMIT changed();
}

}  // namespace hotswap::ui

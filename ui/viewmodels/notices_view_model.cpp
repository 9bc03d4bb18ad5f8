#include "ui/viewmodels/notices_view_model.h"

#include <QCoreApplication>
#include <algorithm>
#include <iterator>
#include <utility>

#include "ui/theme/number_format.h"
#include "ui/theme/palette.h"
#include "ui/viewmodels/engine_text.h"
#include "ui/viewmodels/event_text.h"
#include "ui/viewmodels/gate_text.h"
#include "ui/viewmodels/moment_text.h"
#include "ui/viewmodels/short_words.h"

namespace hotswap::ui {
namespace {

constexpr std::size_t kMaxNotices = 50;
constexpr qsizetype kMaxEchoes = 1000;

/// The swap that took a version back, which this event tells; else null.
const SwapReceipt* takenBack(const Snapshot& snapshot, const Event& event) {
  if (snapshot.receipts == nullptr || event.gate != "G7") return nullptr;
  const auto found = std::find_if(snapshot.receipts->rbegin(), snapshot.receipts->rend(), [&](const SwapReceipt& receipt) {
    return receipt.outcome == SwapOutcome::kRolledBack && receipt.slot == event.slot && receipt.to == event.version &&
           !receipt.reason.empty() && event.text.starts_with(receipt.reason);
  });
  return found == snapshot.receipts->rend() ? nullptr : &*found;
}

/// The file that the version of the event's slot came from; empty when it is not known.
std::string fileOf(const Snapshot& snapshot, const Event& event, std::uint32_t number) {
  for (const VersionInfo& version : snapshot.versions) {
    const bool in_slot = version.slot < snapshot.slots.size() && snapshot.slots[version.slot].name == event.slot;
    if (in_slot && version.number == number) return version.path;
  }
  return {};
}

using Facts = std::vector<std::pair<const char*, QString>>;

constexpr char kFile[] = QT_TRANSLATE_NOOP("hotswap::ui", "File: %1");

Facts eventFacts(const Snapshot& snapshot, const Event& event) {
  std::string file = event.path;
  Facts facts{{QT_TRANSLATE_NOOP("hotswap::ui", "At %1 since the start"), momentText(event.at)}};
  if (!event.slot.empty()) facts.push_back({QT_TRANSLATE_NOOP("hotswap::ui", "Slot: %1"), QString::fromStdString(event.slot)});
  if (!event.gate.empty()) facts.push_back({QT_TRANSLATE_NOOP("hotswap::ui", "While: %1"), gateText(event.gate)});
  if (const SwapReceipt* receipt = takenBack(snapshot, event); receipt != nullptr && receipt->from) {
    facts.push_back({QT_TRANSLATE_NOOP("hotswap::ui", "Taken back: v%1"), QString::number(*receipt->from)});
    facts.push_back({QT_TRANSLATE_NOOP("hotswap::ui", "Answers since then: v%1"), QString::number(event.version)});
    file = fileOf(snapshot, event, *receipt->from);  // The event's is the one that works.
  } else if (event.version != 0) {
    facts.push_back({QT_TRANSLATE_NOOP("hotswap::ui", "Version: v%1"), QString::number(event.version)});
  }
  if (!file.empty()) facts.push_back({kFile, QString::fromStdString(file)});
  return facts;
}

std::uint32_t activeIn(const Snapshot& snapshot, const std::string& slot) {
  const auto found = std::ranges::find(snapshot.slots, slot, &SlotInfo::name);
  return found == snapshot.slots.end() ? 0 : found->active;
}

QString pathOf(const CommandOutcome& outcome) {
  return outcome.verdict != nullptr ? QString::fromStdString(outcome.verdict->path) : QString();
}

Facts outcomeFacts(const CommandOutcome& outcome) {
  Facts facts{{QT_TRANSLATE_NOOP("hotswap::ui", "Command %1"), QString::number(outcome.id)}};
  if (const QString path = pathOf(outcome); !path.isEmpty()) facts.push_back({kFile, path});
  return facts;
}

QString told(const Facts& facts) {
  QStringList lines;
  for (const auto& [text, value] : facts) lines << QCoreApplication::translate("hotswap::ui", text).arg(value);
  return lines.join(QLatin1Char('\n'));
}

/// Puts it in the words of the language that is spoken.
void tell(Notice& notice) {
  notice.line = withFileName(engineText(notice.text.toStdString()), notice.path);
  if (!notice.prefix_slot.empty()) notice.line.prepend(QString::fromStdString(notice.prefix_slot) + QStringLiteral(": "));
  if (!notice.facts.empty()) notice.details = told(notice.facts);
}

}  // namespace

void NoticesViewModel::apply(const Snapshot& snapshot) {
  // Events first: they know the gate and the time, and so make the better details.
  applyEvents(snapshot);
  applyOutcomes(snapshot);
  noteWhoAnswers(snapshot);
}

// A failure stays until it was read, and meanwhile somebody may have mended it.
void NoticesViewModel::noteWhoAnswers(const Snapshot& snapshot) {
  bool news = false;
  for (Notice& notice : notices_) {
    const std::uint32_t before = std::exchange(notice.answers, activeIn(snapshot, notice.slot));
    news = news || (before != notice.answers && before != 0);
  }
  if (news) Q_EMIT changed();
}

void NoticesViewModel::applyEvents(const Snapshot& snapshot) {
  if (snapshot.events == nullptr || snapshot.events->empty() || snapshot.events->back().number <= seen_event_) return;
  const std::vector<Event>& events = *snapshot.events;
  const auto fresh = std::find_if(events.begin(), events.end(), [&](const Event& event) { return event.number > seen_event_; });
  for (auto event = fresh; event != events.end(); ++event) {
    if (event->level != EventLevel::kError) {
      withdraw(event->slot.empty() ? event->path : std::string());
      continue;
    }
    const QString text = QString::fromStdString(event->text);
    if (echoes_[text]-- > 0) continue;
    add({.text = text,
         .line = {},
         .details = {},
         .path = QString::fromStdString(event->path),
         .prefix_slot = withSlot(text, event->slot, snapshot) == text ? std::string() : event->slot,
         .facts = eventFacts(snapshot, *event),
         .slot = event->slot,
         .file = event->slot.empty() ? event->path : std::string(),
         .answered = activeIn(snapshot, event->slot)});
  }
  seen_event_ = events.back().number;
}

// The configuration's file was refused, and is in order now.
void NoticesViewModel::withdraw(const std::string& file) {
  if (file.empty()) return;
  if (std::erase_if(notices_, [&](const Notice& notice) { return notice.file == file; }) > 0) Q_EMIT changed();
}

void NoticesViewModel::applyOutcomes(const Snapshot& snapshot) {
  for (const CommandOutcome& outcome : snapshot.outcomes) {
    if (outcome.id <= seen_outcome_) continue;
    seen_outcome_ = outcome.id;
    if (outcome.ok) continue;
    const QString text = QString::fromStdString(outcome.text);
    if (echoes_[text]++ >= 0)
      add({.text = text, .line = {}, .details = {}, .path = pathOf(outcome), .facts = outcomeFacts(outcome)});
  }
  if (echoes_.size() > kMaxEchoes) echoes_.clear();
}

void NoticesViewModel::post(const QString& text, const QString& details) { add({.text = text, .line = {}, .details = details}); }

void NoticesViewModel::retell() {
  for (Notice& notice : notices_) tell(notice);
  Q_EMIT changed();
}

void NoticesViewModel::add(Notice notice) {
  tell(notice);
  const auto same = std::find_if(notices_.begin(), notices_.end(), [&](const Notice& old) { return old.text == notice.text; });
  if (same != notices_.end()) {
    notice.count = same->count + 1;
    notices_.erase(same);
  }
  notices_.push_back(std::move(notice));
  if (notices_.size() > kMaxNotices) notices_.erase(notices_.begin());
  Q_EMIT changed();
}

void NoticesViewModel::holdBack(const QStringList& texts) {
  if (texts == held_back_) return;
  held_back_ = texts;
  Q_EMIT changed();
}

void NoticesViewModel::drop(const QStringList& texts) {
  if (std::erase_if(notices_, [&](const Notice& notice) { return texts.contains(notice.text); }) > 0) Q_EMIT changed();
}

void NoticesViewModel::dismiss() {
  const auto newest = std::find_if(notices_.rbegin(), notices_.rend(), [&](const Notice& notice) { return isShown(notice); });
  if (newest == notices_.rend()) return;
  notices_.erase(std::next(newest).base());
  Q_EMIT changed();
}

int NoticesViewModel::count() const {
  return static_cast<int>(std::count_if(notices_.begin(), notices_.end(), [&](const Notice& notice) { return isShown(notice); }));
}

const Notice& NoticesViewModel::current() const {
  return *std::find_if(notices_.rbegin(), notices_.rend(), [&](const Notice& notice) { return isShown(notice); });
}

QString NoticesViewModel::headline() const {
  if (isEmpty()) return {};
  QString text = current().line;
  if (current().answers != 0 && current().answers != current().answered) {
    text += QStringLiteral("  ") + tr("(%1 answers now)").arg(versionLabel(current().answers));
  }
  if (current().count > 1) text += QStringLiteral("  ×%1").arg(formatCount(static_cast<std::uint64_t>(current().count)));
  if (count() > 1) text += QStringLiteral("  ") + tr("(%1 more)").arg(count() - 1);
  return text;
}

QString NoticesViewModel::details() const {
  if (isEmpty()) return {};
  QStringList lines{current().details};
  if (shortWords(headline()) != headline()) lines.prepend(current().line);
  lines.removeAll(QString());
  return lines.join(QLatin1Char('\n'));
}

}  // namespace hotswap::ui

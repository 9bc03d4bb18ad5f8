#include "ui/viewmodels/journal_view_model.h"

#include <QDateTime>
#include <algorithm>
#include <utility>

#include "ui/theme/number_format.h"
#include "ui/theme/palette.h"
#include "ui/viewmodels/engine_text.h"
#include "ui/viewmodels/plain_tool_tip.h"
#include "ui/viewmodels/table_roles.h"

namespace hotswap::ui {
namespace {

QString timeText(std::chrono::system_clock::time_point at) {
  const auto ms = std::chrono::duration_cast<std::chrono::milliseconds>(at.time_since_epoch()).count();
  return QDateTime::fromMSecsSinceEpoch(ms).toString(QStringLiteral("yyyy-MM-dd hh:mm:ss"));
}

template <typename List>
std::optional<std::uint64_t> newestOf(const List& list) {
  return list && !list->empty() ? std::optional(list->back().number) : std::nullopt;
}

bool same(const JournalRow& a, const JournalRow& b) {
  return a.at == b.at && a.run == b.run && a.kind == b.kind && a.slot == b.slot && a.version == b.version && a.text == b.text;
}

/// How many of `next` come before what is known of `shown`; none when they have nothing in common.
std::optional<std::size_t> freshAtFront(const std::vector<JournalRow>& shown, const std::vector<JournalRow>& next) {
  if (shown.empty()) return std::nullopt;
  for (std::size_t fresh = 0; fresh < next.size(); ++fresh) {
    const auto common = static_cast<std::ptrdiff_t>(std::min(shown.size(), next.size() - fresh));
    if (std::equal(shown.begin(), shown.begin() + common, next.begin() + static_cast<std::ptrdiff_t>(fresh), same)) return fresh;
  }
  return std::nullopt;
}

QVariant sortValue(const JournalRow& row, int column) {
  switch (column) {
    case JournalViewModel::kTime: return QVariant::fromValue<qlonglong>(row.at.time_since_epoch().count());
    case JournalViewModel::kRun: return row.run == 0 ? QVariant() : QVariant::fromValue<qlonglong>(row.run);
    case JournalViewModel::kKind: return JournalViewModel::kindText(QString::fromStdString(row.kind));
    case JournalViewModel::kSlot: return row.slot.empty() ? QVariant() : QString::fromStdString(row.slot);
    default: return engineText(row.text);
  }
}

/// Words of another language stand in what is shown only; English ones are found in what was written down, which is quicker.
bool isOfAnotherLanguage(const QString& text) {
  return std::any_of(text.begin(), text.end(), [](QChar letter) { return letter.unicode() > 127; });
}

}  // namespace

QStringList JournalViewModel::kinds() {
  return {"run", "swap", "rollout", "decision", "error", "warning", "quarantine", "release"};
}

QString JournalViewModel::kindText(const QString& kind) {
  const std::pair<const char*, QString> known[] = {{"run", tr("run", "kind of an entry")},
                                                   {"swap", tr("swap", "kind of an entry")},
                                                   {"rollout", tr("rollout", "kind of an entry")},
                                                   {"decision", tr("decision", "kind of an entry")},
                                                   {"error", tr("error", "kind of an entry")},
                                                   {"warning", tr("warning", "kind of an entry")},
                                                   {"quarantine", tr("quarantine", "kind of an entry")},
                                                   {"release", tr("release", "kind of an entry")}};
  for (const auto& [name, text] : known) {
    if (kind == QLatin1String(name)) return text;
  }
  return kind;
}

void JournalViewModel::setKind(const QString& kind) {
  query_.kind = kind.toStdString();
  query_.count = kPage;
  ask();
}

void JournalViewModel::setText(const QString& text) {
  query_.text = text.toStdString();
  query_.shown = {};
  if (isOfAnotherLanguage(text)) query_.shown = [](const std::string& english) { return engineText(english).toStdString(); };
  query_.count = kPage;
  ask();
}

void JournalViewModel::showOlder() {
  if (!whyNotOlder().isEmpty()) return;
  query_.count = std::min(query_.count + kPage, kMost);
  ask();
}

QString JournalViewModel::whyNotOlder() const {
  if (!page_.more) return tr("There are no older entries");
  return query_.count >= kMost ? tr("The table shows no more; narrow the filter") : QString();
}

void JournalViewModel::setWatched(bool watched) {
  watched_ = watched;
  if (watched_ && stale_) ask();
}

void JournalViewModel::apply(const Snapshot& snapshot) {
  const auto event = newestOf(snapshot.events);
  const auto receipt = newestOf(snapshot.receipts);
  if (event == last_event_ && receipt == last_receipt_) return;
  last_event_ = event;
  last_receipt_ = receipt;
  ask();
}

void JournalViewModel::ask() {
  stale_ = !watched_;
  if (watched_) Q_EMIT wanted(query_);
}

void JournalViewModel::show(const Result<JournalPage>& page) {
  replaceRows(page.ok() ? page->rows : std::vector<JournalRow>());
  page_.more = page.ok() && page->more;
  if (!page.ok()) {
    status_ = engineText(page.error().text);
  } else if (page_.rows.empty()) {
    const bool filtered = !query_.kind.empty() || !query_.text.empty();
    status_ = filtered ? tr("No entry matches the filter") : tr("Nothing was written down yet");
  } else {
    const QString count = formatCount(page_.rows.size());
    const QString all = page_.rows.size() == 1 ? tr("The only entry") : tr("All %1 entries").arg(count);
    status_ = page_.more ? tr("The %1 newest entries").arg(count) : all;
  }
  Q_EMIT changed();
}

/// In place where the page grew by newer or older entries: selections survive.
void JournalViewModel::replaceRows(std::vector<JournalRow> rows) {
  const std::optional<std::size_t> fresh = freshAtFront(page_.rows, rows);
  if (!fresh) {
    beginResetModel();
    page_.rows = std::move(rows);
    endResetModel();
    return;
  }
  const std::size_t kept = std::min(page_.rows.size(), rows.size() - *fresh);
  if (kept < page_.rows.size()) {
    beginRemoveRows({}, static_cast<int>(kept), rowCount() - 1);
    page_.rows.resize(kept);
    endRemoveRows();
  }
  if (*fresh > 0) {
    beginInsertRows({}, 0, static_cast<int>(*fresh) - 1);
    page_.rows.insert(page_.rows.begin(), rows.begin(), rows.begin() + static_cast<std::ptrdiff_t>(*fresh));
    endInsertRows();
  }
  if (page_.rows.size() < rows.size()) {
    beginInsertRows({}, rowCount(), static_cast<int>(rows.size()) - 1);
    page_.rows = std::move(rows);
    endInsertRows();
  }
}

int JournalViewModel::rowCount(const QModelIndex& parent) const {
  return parent.isValid() ? 0 : static_cast<int>(page_.rows.size());
}

int JournalViewModel::columnCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : kColumnCount; }

QString JournalViewModel::text(const JournalRow& row, int column) const {
  switch (column) {
    case kTime: return timeText(row.at);
    case kRun: return row.run == 0 ? QStringLiteral("–") : QString::number(row.run);
    case kKind: return kindText(QString::fromStdString(row.kind));
    case kSlot: return QString::fromStdString(row.slot);
    case kText: return engineText(row.text);
    default: return {};
  }
}

QVariant JournalViewModel::data(const QModelIndex& index, int role) const {
  if (!index.isValid()) return {};
  const JournalRow& row = page_.rows[static_cast<std::size_t>(index.row())];
  switch (role) {
    case Qt::DisplayRole: return text(row, index.column());
    case Qt::ToolTipRole: return plainToolTip(text(row, kText));
    case kTableSortRole: return sortValue(row, index.column());
    case Qt::TextAlignmentRole: return QVariant((index.column() == kRun ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    default: return {};
  }
}

QVariant JournalViewModel::headerData(int section, Qt::Orientation orientation, int role) const {
  if (orientation != Qt::Horizontal) return {};
  if (role == Qt::TextAlignmentRole) return QVariant((section == kRun ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
  if (role != Qt::DisplayRole) return {};
  switch (section) {
    case kTime: return tr("Time");
    case kRun: return tr("Run");
    case kKind: return tr("Kind");
    case kSlot: return tr("Slot");
    case kText: return tr("What happened, and why");
    default: return {};
  }
}

}  // namespace hotswap::ui

#include "ui/viewmodels/verdict_view_model.h"

#include <algorithm>
#include <utility>

#include "ui/theme/palette.h"
#include "ui/viewmodels/controls_view_model.h"
#include "ui/viewmodels/probation_row.h"
#include "ui/viewmodels/recording_text.h"

namespace hotswap::ui {
namespace {

constexpr std::size_t kMostRefused = 50;

/// Puts the row of a gate in the place of what the file's verdict said of it.
void putRow(VerdictPage& page, const GateRow& row) {
  const auto gate =
      std::find_if(page.gates.begin(), page.gates.end(), [&](const GateRow& other) { return other.title == row.title; });
  if (gate != page.gates.end()) *gate = row;
}

/// Whether the version that answers has one before it.
bool canGoBack(const Snapshot& snapshot, const VersionInfo& version) {
  return version.slot < snapshot.slots.size() && snapshot.slots[version.slot].rollback_target != 0;
}

bool isLoaded(VersionState state) {
  return state == VersionState::kReady || state == VersionState::kActive || state == VersionState::kDraining;
}

/// Of a version that could go live.
QString statusText(const QString& label, VersionState state, bool published) {
  switch (state) {
    case VersionState::kUnloaded: return VerdictViewModel::tr("%1 was unloaded; to go live it is loaded again").arg(label);
    case VersionState::kZombie: return VerdictViewModel::tr("%1 stays in memory; to go live it is started anew").arg(label);
    case VersionState::kDraining: return VerdictViewModel::tr("%1 was replaced and ends what it began").arg(label);
    default: break;
  }
  return published ? VerdictViewModel::tr("%1 was live before and is ready to answer again").arg(label)
                   : VerdictViewModel::tr("%1 is ready and not live yet").arg(label);
}

}  // namespace

void VerdictViewModel::apply(const Snapshot& snapshot) {
  std::vector<QString> serving;
  for (const SlotInfo& slot : snapshot.slots) serving.push_back(slot.active == 0 ? QString() : versionLabel(slot.active));
  std::vector<Known> known;
  for (const VersionInfo& version : snapshot.versions) {
    const bool active = version.slot < snapshot.slots.size() && snapshot.slots[version.slot].active == version.number;
    known.push_back({.version = {version.slot, version.number},
                     .name = QString::fromStdString(version.name),
                     .why_not_live = ControlsViewModel::whyNotSwapTo(snapshot, version),
                     .active = active,
                     .published = version.published,
                     .standing = standingOf(version),
                     .fault = QString::fromStdString(version.fault),
                     .probation = probationRow(version, snapshot.at, canGoBack(snapshot, version)),
                     .verdict = version.verdict});
  }
  if (known == known_ && serving == serving_ && receipts_ == snapshot.receipts) return;
  known_ = std::move(known);
  serving_ = std::move(serving);
  receipts_ = snapshot.receipts;
  slot_names_.clear();
  for (const SlotInfo& slot : snapshot.slots) slot_names_.push_back(slot.name);
  compose();
  Q_EMIT changed();
}

void VerdictViewModel::expect(const std::vector<CommandId>& batch, const QStringList& files) {
  awaited_.clear();
  for (const CommandId command : batch) {
    const QString path = files.value(static_cast<qsizetype>(awaited_.size()));
    awaited_.push_back({.command = command, .file = path.section(QLatin1Char('/'), -1)});
  }
  batch_begun_ = false;
  held_ = false;
}

void VerdictViewModel::judged(VersionKey version, const CommandOutcome& outcome) {
  const auto awaited =
      std::find_if(awaited_.begin(), awaited_.end(), [&](const Awaited& load) { return load.command == outcome.id; });
  const bool of_batch = awaited != awaited_.end();
  if (of_batch) awaited_.erase(awaited);
  const bool failed_elsewhere = !outcome.ok && outcome.verdict != nullptr && !outcome.verdict->refused();
  if (outcome.verdict == nullptr || failed_elsewhere) {
    if (of_batch) Q_EMIT changed();  // One page less to come.
    return;
  }
  addPage({.page = verdictPage(*outcome.verdict),
           .version = {version.slot, outcome.verdict->refused() ? 0 : version.number},
           .message = outcome.ok ? QString() : QString::fromStdString(outcome.text),
           .verdict = outcome.verdict},
          of_batch);
}

void VerdictViewModel::retell() {
  for (std::vector<Page>* pages : {&refused_, &pages_}) {
    for (Page& page : *pages) page.page = verdictPage(*page.verdict);
  }
  compose();
  Q_EMIT changed();
}

void VerdictViewModel::addPage(Page page, bool of_batch) {
  if (!page.message.isEmpty()) refused_.push_back(page);
  if (refused_.size() > kMostRefused) refused_.erase(refused_.begin());
  const bool stays = isHeld() && of_batch;
  if (!stays && (!of_batch || !batch_begun_)) clear();
  batch_begun_ = of_batch;
  pages_.push_back(std::move(page));
  if (!stays) return showPage(pageCount() - 1);
  Q_EMIT changed();
}

void VerdictViewModel::show(VersionKey version) {
  if (const int page = pageOf(version); page >= 0) return turnTo(page);
  if (!whyNotShow(version).isEmpty()) return;
  clear();
  const std::shared_ptr<const Verdict>& verdict = find(version)->verdict;
  pages_.push_back({.page = verdictPage(*verdict), .version = version, .message = {}, .verdict = verdict});
  batch_begun_ = false;
  held_ = true;
  turnTo(0);
}

void VerdictViewModel::showTold(const QString& message, VersionKey version) {
  const auto found =
      std::find_if(refused_.rbegin(), refused_.rend(), [&](const Page& refused) { return refused.message == message; });
  if (found == refused_.rend()) return show(version);
  clear();
  pages_.push_back(*found);
  batch_begun_ = false;
  held_ = true;
  showPage(0);
}

QString VerdictViewModel::whyNotShow(VersionKey version) const {
  if (!version.valid()) return tr("No operator is loaded yet");
  const Known* known = find(version);
  const bool has_verdict = known != nullptr && known->verdict != nullptr;
  return has_verdict ? QString() : tr("There is no verdict of %1").arg(versionLabel(version.number));
}

void VerdictViewModel::follow(VersionKey target) {
  if (!isOpen() || version() == target) return;
  if (pageOf(target) < 0 && !version().valid()) return;
  if (pageOf(target) < 0 && !whyNotShow(target).isEmpty()) return discard();
  show(target);
}

// Refusals on other pages were not read: they go to the error bar.
void VerdictViewModel::leave(VersionKey version) {
  if (isOpen() && version.valid() && this->version() == version) discard();
}

void VerdictViewModel::goLive() {
  if (!isOpen()) return;
  const QString why_not = whyNotGoLive();
  if (why_not.isEmpty()) {
    Q_EMIT goLiveRequested(version());
  } else if (version().valid()) {
    Q_EMIT goLiveDenied(tr("Nothing changed: %1").arg(why_not));
  } else {
    Q_EMIT goLiveDenied(tr("Nothing changed: %1, which the verdict shows, was refused").arg(page().file));
  }
}

void VerdictViewModel::turnTo(int page) {
  if (!hasPage(page)) return;
  held_ = held_ || page != current_;
  showPage(page);
  if (version().valid()) Q_EMIT versionShown(version());
}

void VerdictViewModel::close() {
  if (!isOpen()) return;
  const QStringList told = messages();
  discard();
  Q_EMIT read(told);
}

void VerdictViewModel::giveWay() {
  if (isOpen()) discard();
}

void VerdictViewModel::discard() {
  clear();
  Q_EMIT changed();
}

void VerdictViewModel::noteSeen() {
  if (!isOpen()) return;
  pages_[static_cast<std::size_t>(current_)].seen = true;
  held_ = true;
}

// A refusal that somebody looked at does not come back in the error bar; one that was pushed aside unseen does.
void VerdictViewModel::clear() {
  QStringList seen;
  for (const Page& page : pages_) {
    if (page.seen && !page.message.isEmpty()) seen << page.message;
  }
  pages_.clear();
  current_ = 0;
  held_ = false;
  if (!seen.isEmpty()) Q_EMIT read(seen);
}

void VerdictViewModel::showPage(int page) {
  current_ = page;
  compose();
  Q_EMIT changed();
  Q_EMIT pageShown();
}

void VerdictViewModel::compose() {
  if (!isOpen()) return;
  shown_ = pageAt(current_).page;
  const Known* known = find(version());
  if (known == nullptr) return;
  putRow(shown_, known->probation);
  if (receipts_ && version().slot < slot_names_.size())
    putRow(shown_, unloadRow(slot_names_[version().slot], version().number, known->standing, *receipts_));
  if (isLoaded(known->standing.state)) tellLoadedAlready(shown_);
  if (known->fault.isEmpty()) return;
  shown_.state = GateState::kFailed;
  shown_.summary = tr("failed live; was %1").arg(shown_.summary);
}

QString VerdictViewModel::title() const {
  const Known* known = find(version());
  if (!version().valid()) return page().file;
  const QString label = versionLabel(version().number);
  return tr("%1 → %2").arg(page().file, known == nullptr ? label : label + QLatin1Char(' ') + known->name);
}

QString VerdictViewModel::status() const {
  if (!version().valid()) {
    const QString serving = version().slot < serving_.size() ? serving_[version().slot] : QString();
    return serving.isEmpty() ? tr("nothing is serving yet") : tr("%1 keeps serving").arg(serving);
  }
  const Known* known = find(version());
  const QString label = versionLabel(version().number);
  if (known != nullptr && known->active) return tr("%1 answers now").arg(label);
  return whyNotGoLive().isEmpty() ? statusText(label, known->standing.state, known->published) : whyNotGoLive();
}

QString VerdictViewModel::whyNotGoLive() const {
  if (!version().valid()) return tr("It was refused");
  if (recording_) return whyNoCommands();
  const Known* known = find(version());
  return known == nullptr ? tr("%1 is not ready yet").arg(versionLabel(version().number)) : known->why_not_live;
}

QString VerdictViewModel::place() const {
  const int all = pageCount() + static_cast<int>(filesToCome().size());
  return all < 2 ? QString() : tr("%1 of %2").arg(current_ + 1).arg(all);
}

QStringList VerdictViewModel::filesToCome() const {
  QStringList files;
  if (!batch_begun_) return files;
  for (const Awaited& load : awaited_) files << load.file;
  return files;
}

QStringList VerdictViewModel::messages() const {
  QStringList all;
  for (const Page& page : pages_) {
    if (!page.message.isEmpty()) all << page.message;
  }
  return all;
}

const VerdictViewModel::Known* VerdictViewModel::find(VersionKey version) const {
  const auto found = std::find_if(known_.begin(), known_.end(), [&](const Known& known) { return known.version == version; });
  return found == known_.end() ? nullptr : &*found;
}

int VerdictViewModel::pageOf(VersionKey version) const {
  const auto found = std::find_if(pages_.begin(), pages_.end(), [&](const Page& page) { return page.version == version; });
  return found == pages_.end() || !version.valid() ? -1 : static_cast<int>(found - pages_.begin());
}

}  // namespace hotswap::ui

#include "ui/viewmodels/verdict_view_model.h"

#include <algorithm>
#include <utility>

#include "ui/theme/palette.h"
#include "ui/viewmodels/controls_view_model.h"

namespace hotswap::ui {

void VerdictViewModel::apply(const Snapshot& snapshot) {
  std::vector<QString> serving;
  for (const SlotInfo& slot : snapshot.slots) serving.push_back(slot.active == 0 ? QString() : versionLabel(slot.active));
  std::vector<Known> known;
  for (const VersionInfo& version : snapshot.versions) {
    const bool active = version.slot < snapshot.slots.size() && snapshot.slots[version.slot].active == version.number;
    known.push_back({.version = {version.slot, version.number},
                     .name = QString::fromStdString(version.name),
                     .why_not_live = ControlsViewModel::whyNotSwapTo(version),
                     .active = active,
                     .verdict = version.verdict});
  }
  if (known == known_ && serving == serving_) return;
  known_ = std::move(known);
  serving_ = std::move(serving);
  Q_EMIT changed();
}

void VerdictViewModel::expect(const std::vector<CommandId>& batch) {
  awaited_ = batch;
  batch_begun_ = false;
}

void VerdictViewModel::judged(VersionKey version, const CommandOutcome& outcome) {
  const auto awaited = std::find(awaited_.begin(), awaited_.end(), outcome.id);
  const bool of_batch = awaited != awaited_.end();
  if (of_batch) awaited_.erase(awaited);
  const bool failed_elsewhere = !outcome.ok && outcome.verdict != nullptr && !outcome.verdict->refused();
  if (outcome.verdict == nullptr || failed_elsewhere) {
    if (of_batch) Q_EMIT changed();  // One page less to come.
    return;
  }
  if (!of_batch || !batch_begun_) pages_.clear();
  batch_begun_ = of_batch;
  pages_.push_back({.page = verdictPage(*outcome.verdict),
                    .version = {version.slot, outcome.verdict->refused() ? 0 : version.number},
                    .message = outcome.ok ? QString() : QString::fromStdString(outcome.text)});
  showPage(pages_.size() - 1);
}

void VerdictViewModel::show(VersionKey version) {
  if (const int page = pageOf(version); page >= 0) return showPage(static_cast<std::size_t>(page));
  if (!whyNotShow(version).isEmpty()) return;
  pages_.clear();
  pages_.push_back({.page = verdictPage(*find(version)->verdict), .version = version, .message = {}});
  awaited_.clear();
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

void VerdictViewModel::turn(int by) {
  if (canTurn(by)) showPage(static_cast<std::size_t>(static_cast<int>(current_) + by));
}

bool VerdictViewModel::canTurn(int by) const {
  const int wanted = static_cast<int>(current_) + by;
  return wanted >= 0 && wanted < static_cast<int>(pages_.size());
}

void VerdictViewModel::close() {
  if (!isOpen()) return;
  const QStringList told = messages();
  discard();
  Q_EMIT read(told);
}

void VerdictViewModel::discard() {
  pages_.clear();
  current_ = 0;
  Q_EMIT changed();
}

void VerdictViewModel::showPage(std::size_t page) {
  current_ = page;
  Q_EMIT changed();
  if (version().valid()) Q_EMIT versionShown(version());
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
  return whyNotGoLive().isEmpty() ? tr("%1 is ready and not live yet").arg(label) : whyNotGoLive();
}

QString VerdictViewModel::whyNotGoLive() const {
  if (!version().valid()) return tr("It was refused");
  const Known* known = find(version());
  return known == nullptr ? tr("%1 is not ready yet").arg(versionLabel(version().number)) : known->why_not_live;
}

QString VerdictViewModel::place() const {
  const std::size_t coming = batch_begun_ ? awaited_.size() : 0;
  const std::size_t all = pages_.size() + coming;
  return all < 2 ? QString() : tr("%1 of %2").arg(current_ + 1).arg(all);
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

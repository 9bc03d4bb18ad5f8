#include "ui/viewmodels/canary_view_model.h"

#include <algorithm>
#include <utility>

#include "ui/theme/number_format.h"
#include "ui/theme/palette.h"
#include "ui/viewmodels/controls_view_model.h"
#include "ui/viewmodels/guard_text.h"
#include "ui/viewmodels/recording_text.h"
#include "ui/viewmodels/rollout_page.h"

namespace hotswap::ui {
namespace {

/// How long the least requests of a step take; 0 where that cannot be told.
std::chrono::nanoseconds timeOf(const RolloutStep& step, double requests_per_s) {
  const double candidates = requests_per_s * step.share / 100;
  if (candidates <= 0) return std::chrono::nanoseconds{0};
  const double longest = std::chrono::duration<double>(std::chrono::hours{24 * 365}).count();
  const double seconds = std::min(static_cast<double>(step.min_requests) / candidates, longest);
  return std::chrono::duration_cast<std::chrono::nanoseconds>(std::chrono::duration<double>(seconds));
}

}  // namespace

CanaryViewModel::CanaryViewModel(QObject* parent) : QObject(parent) {
  setStrategies({Config::DefaultStrategy()}, Config::DefaultGuards());
}

void CanaryViewModel::setStrategies(std::vector<Config::Strategy> strategies, std::vector<GuardLimit> guards) {
  if (strategies.empty()) strategies.push_back(Config::DefaultStrategy());
  // What slots take that name none is what a person is offered first.
  std::stable_partition(strategies.begin(), strategies.end(),
                        [](const Config::Strategy& one) { return one.name == Config::DefaultStrategy().name; });
  if (strategies == strategies_ && guards == usual_guards_) return;
  const Config::Strategy before = strategies_.empty() ? Config::Strategy{} : strategies_[static_cast<std::size_t>(strategy_)];
  const std::vector<GuardLimit> usual_before = std::exchange(usual_guards_, std::move(guards));
  strategies_ = std::move(strategies);
  const auto same = std::ranges::find(strategies_, before.name, &Config::Strategy::name);
  strategy_ = same == strategies_.end() ? 0 : static_cast<int>(same - strategies_.begin());
  Q_EMIT strategiesReplaced();
  const bool says_the_same =
      same != strategies_.end() && *same == before && (!before.guards.empty() || usual_guards_ == usual_before);
  if (says_the_same) return;
  reread_ = open_;
  fillForm();
}

QStringList CanaryViewModel::strategyNames() const {
  QStringList names;
  for (const Config::Strategy& strategy : strategies_) names << QString::fromStdString(strategy.name);
  return names;
}

void CanaryViewModel::chooseStrategy(int strategy) {
  strategy_ = std::clamp(strategy, 0, static_cast<int>(strategies_.size()) - 1);
  reread_ = false;
  fillForm();
}

void CanaryViewModel::fillForm() {
  const Config::Strategy& chosen = strategies_[static_cast<std::size_t>(strategy_)];
  steps_.clear();
  for (const RolloutStep& step : chosen.steps) steps_.push_back({step, true});
  const std::vector<GuardLimit>& limits = chosen.guards.empty() ? usual_guards_ : chosen.guards;
  guards_.clear();
  for (const GuardText& text : guardTexts()) {
    const auto listed = std::ranges::find(limits, text.name, &GuardLimit::name);
    const bool is_listed = listed != limits.end();
    guards_.push_back({std::string(text.name), is_listed ? listed->limit : text.proposed, is_listed});
  }
  Q_EMIT formReplaced();
  Q_EMIT changed();
}

// What was edited for one candidate says nothing of the next.
void CanaryViewModel::setCandidate(VersionKey candidate) {
  if (candidate == candidate_) return;
  candidate_ = candidate;
  judge();
  chooseStrategy(strategy_);
}

void CanaryViewModel::open() {
  if (open_) return;
  open_ = true;
  reread_ = false;
  chooseStrategy(strategy_);
}

void CanaryViewModel::close() {
  if (!open_) return;
  open_ = false;
  Q_EMIT changed();
}

void CanaryViewModel::apply(std::shared_ptr<const Snapshot> snapshot) {
  snapshot_ = std::move(snapshot);
  if (snapshot_->config != nullptr && std::exchange(config_, snapshot_->config) != snapshot_->config) {
    setStrategies(config_->rollouts, config_->guards);
  }
  const auto before = std::pair(title_, why_not_);
  judge();
  if (std::pair(title_, why_not_) != before) Q_EMIT changed();
}

void CanaryViewModel::judge() {
  if (snapshot_ == nullptr) return;
  const Snapshot& snapshot = *snapshot_;
  const bool known = candidate_.valid() && candidate_.slot < snapshot.slots.size();
  slot_name_ = known ? snapshot.slots[candidate_.slot].name : std::string();
  title_ =
      known ? tr("Canary: %1").arg(takeoverText(snapshot, slot_name_, snapshot.slots[candidate_.slot].active, candidate_.number))
            : tr("Canary");
  why_not_ = known ? whyNotCandidate(snapshot) : tr("No operator is loaded yet");
}

QString CanaryViewModel::whyNotCandidate(const Snapshot& snapshot) const {
  if (snapshot.slots[candidate_.slot].active == 0) return tr("Nothing answers yet: swap to the first version instead");
  const auto rollout = std::ranges::find(snapshot.rollouts, slot_name_, &RolloutStatus::slot);
  if (rollout != snapshot.rollouts.end() && !rollout->outcome) {
    return tr("A rollout of %1 is under way: promote or abort it first").arg(versionLabel(rollout->candidate));
  }
  const auto version = std::ranges::find_if(snapshot.versions, [this](const VersionInfo& one) {
    return one.slot == candidate_.slot && one.number == candidate_.number;
  });
  if (version == snapshot.versions.end()) return tr("v%1 is not ready yet").arg(candidate_.number);
  return ControlsViewModel::whyNotSwapTo(*version);
}

void CanaryViewModel::chooseStep(int step, bool chosen) {
  steps_[static_cast<std::size_t>(step)].chosen = chosen;
  Q_EMIT changed();
}

void CanaryViewModel::setStepTime(int step, std::chrono::nanoseconds time) {
  steps_[static_cast<std::size_t>(step)].step.min_time = time;
  Q_EMIT changed();
}

void CanaryViewModel::setStepRequests(int step, std::uint64_t requests) {
  steps_[static_cast<std::size_t>(step)].step.min_requests = requests;
  Q_EMIT changed();
}

void CanaryViewModel::chooseGuard(int guard, bool chosen) {
  guards_[static_cast<std::size_t>(guard)].chosen = chosen;
  Q_EMIT changed();
}

void CanaryViewModel::setGuardLimit(int guard, double limit) {
  guards_[static_cast<std::size_t>(guard)].limit = limit;
  Q_EMIT changed();
}

QString CanaryViewModel::whyNotOpen() const { return recording_ ? whyNoCommands() : why_not_; }

QString CanaryViewModel::whyNotStart() const {
  if (const QString why_not = whyNotOpen(); !why_not.isEmpty()) return why_not;
  if (std::ranges::none_of(steps_, &CanaryStep::chosen)) return tr("No step is chosen");
  return {};
}

/// Of the slot, whichever version answers.
double CanaryViewModel::requestsPerSecond() const {
  double rate = 0;
  if (snapshot_ == nullptr) return rate;
  for (const VersionInfo& version : snapshot_->versions) rate += version.slot == candidate_.slot ? version.requests_per_s : 0;
  return rate;
}

QString CanaryViewModel::hint() const {
  std::chrono::nanoseconds least{0};
  std::chrono::nanoseconds likely{0};
  const double rate = requestsPerSecond();
  for (const CanaryStep& step : steps_) {
    if (!step.chosen) continue;
    least += step.step.min_time;
    likely += std::max(step.step.min_time, timeOf(step.step, rate));
  }
  const auto guards = std::ranges::count_if(guards_, &CanaryGuard::chosen);
  const auto joined = [](const QString& first, const QString& second) {
    return tr("%1 %2", "two sentences, with a blank between them where the language has one").arg(first, second);
  };
  const bool slow = likely - least > std::max<std::chrono::nanoseconds>(least / 4, std::chrono::seconds{10});
  const QString at_least =
      least.count() > 0 ? tr("Takes %1 at least.").arg(waitText(least)) : tr("Takes no time but its requests'.");
  const QString time = slow ? tr("Takes about %1 at the present %2.").arg(waitText(likely), formatRate(rate)) : at_least;
  const QString hint = joined(time, guards == 0 ? tr("No guard is chosen: nothing but a fault takes it back.")
                                                : tr("A broken guard takes it back at once."));
  if (!reread_) return hint;
  return joined(tr("The configuration was read again: this is %1 as it is now.").arg(strategyNames().at(strategy_)), hint);
}

RolloutPlan CanaryViewModel::plan() const {
  RolloutPlan plan;
  plan.slot = slot_name_;
  plan.version = candidate_.number;
  for (const CanaryStep& step : steps_) {
    if (step.chosen) plan.steps.push_back(step.step);
  }
  for (const CanaryGuard& guard : guards_) {
    if (guard.chosen) plan.guards.push_back({guard.name, guard.limit});
  }
  return plan;
}

}  // namespace hotswap::ui

#include "core/control/controller.h"

#include <algorithm>
#include <thread>
#include <utility>
#include <variant>

#include "core/control/state_builder.h"

namespace hotswap {
namespace {

using std::chrono::nanoseconds;

/// How often the controller looks at what nobody told it: errors of operators, bad rows, finished scenarios.
constexpr std::chrono::milliseconds kWatchPeriod{100};
constexpr std::chrono::milliseconds kLongestDrainWait{2};
/// Until every worker has answered the controller looks more often, to read the resources of the start soon after.
constexpr std::chrono::milliseconds kStartWatchPeriod{5};
/// How long the end of a run waits at most for a replaced version to be left, before it reads the resources.
constexpr std::chrono::milliseconds kSettleAtEnd{200};
constexpr std::size_t kOutcomesKept = 64;
/// A post copies up to a thousand events and receipts, half a millisecond, and nobody takes more than 30 snapshots a second.
constexpr std::chrono::milliseconds kPostPeriod{25};

}  // namespace

Status Controller::WaitUntilStarted() {
  const MutexLock lock(mutex_);
  while (!started_) changed_.Wait(mutex_);
  return start_status_;
}

Controller::~Controller() {
  Finish();
  Release();
}

void Controller::Release() {
  {
    const MutexLock lock(mutex_);
    released_ = true;
    changed_.NotifyAll();
  }
  thread_.Join();
}

void Controller::Finish() {
  queue_.Close();
  const MutexLock lock(mutex_);
  while (!ended_) changed_.Wait(mutex_);
}

void Controller::Run() {
  if (const auto limitation = parts_.store.Limitation()) {
    Event event{.at = Now(), .level = EventLevel::kWarning, .slot = {}, .gate = limitation->gate, .path = {}, .text = {}};
    event.text = "each library " + limitation->text;
    events_.Add(std::move(event));
  }
  for (auto& [level, note] : chronicle_.Notes()) events_.Tell(Now(), level, std::move(note));
  ForbidSharing();
  chronicle_.Restore(catalogue_, parts_.store);
  PostState();
  Status status = CarryOutPlan();
  parts_.board->PostActivity(std::nullopt);
  PostState();
  {
    const MutexLock lock(mutex_);
    started_ = true;
    start_status_ = std::move(status);
    changed_.NotifyAll();
  }
  for (;;) {
    if (auto item = queue_.Take(NextWake())) Execute(item->command, item->id);
    if (queue_.closed()) break;
    // One at a time: a cycle whose swaps take longer than its period is always due, and must leave a turn to everything else.
    if (auto due = cycle_.TakeDue(Now())) Execute(*due, 0);
    Settle();
    PostStateWhenDue();
  }
  End();
}

Status Controller::CarryOutPlan() {
  std::vector<std::uint32_t> versions;
  const WorkerSettings first = plan_.scenario ? plan_.scenario->workers : plan_.workers.value_or(WorkerSettings{});
  static_cast<void>(swapper_.EnsureThreads(first.threads));  // no version is there yet that could lack anything
  const Status resumed = plan_.resume && !plan_.scenario ? Resume() : Status();
  Status status = LoadPlanned(versions);
  if (plan_.libraries.empty() && plan_.slots.empty() && !resumed.ok()) status = resumed;  // there was nothing else to answer with
  if (!status.ok() && plan_.stop_on_refusal) return status;
  workers_started_ = Now();
  if (queue_.closed()) return status;
  if (plan_.scenario) {
    Status started = scenario_.Start(*plan_.scenario, ScenarioRunner::ItsSource::kPresent, Now());
    if (started.ok()) {
      workers_started_ = Now();
      scenario_.ContinueWith(plan_.workers);
      return status;
    }
    if (plan_.stop_on_refusal) return started;
    static_cast<void>(Answer(started));
    status = std::move(started);
    if (!versions.empty()) static_cast<void>(swapper_.SwapToVersion("", versions.back()));  // the first of the libraries
  }
  Status applied = ApplyWorkers(plan_.workers.value_or(WorkerSettings{}));
  if (plan_.swap_every.count() > 0) static_cast<void>(Do(CycleVersions{"", plan_.swap_every, versions}));
  return status.ok() ? applied : status;
}

/// A slot whose version cannot be loaded any more starts as if nothing had been chosen; the event of the refusal says why.
Status Controller::Resume() {
  Status first_failure;
  for (const auto& slot : catalogue_.slots()) {
    const std::uint32_t chosen = chronicle_.Chosen(slot->name);
    if (queue_.closed() || slot->Find(chosen) == nullptr) continue;
    const SwapResult result = swapper_.SwapToVersion(slot->name, chosen);
    if (!result.ok && first_failure.ok()) first_failure = result.error;
    PostState();
  }
  return first_failure;
}

/// The first is published, unless a scenario says who answers first; so the cycle, which begins with the second, ends with it.
Status Controller::LoadPlanned(std::vector<std::uint32_t>& versions) {
  Status first_failure;
  for (const Scenario::Slot& slot : plan_.slots) {
    if (queue_.closed()) break;
    const auto index = catalogue_.FindSlot(slot.name);
    const bool resumed = index.ok() && catalogue_.slot(*index).active != 0;
    const SwapResult result = resumed ? swapper_.Load(slot.name, slot.library, slot.configure)
                                      : swapper_.SwapToLibrary(slot.name, slot.library, slot.configure);
    PostState();
    if (!result.ok && !queue_.closed() && first_failure.ok()) first_failure = result.error;
  }
  for (const auto& library : plan_.libraries) {
    if (queue_.closed()) break;
    const bool publish = !plan_.scenario && catalogue_.slot(0).active == 0;
    const SwapResult result = publish ? swapper_.SwapToLibrary("", library) : swapper_.Load("", library);
    PostState();
    if (queue_.closed()) break;  // given up, not refused
    if (result.ok) {
      versions.push_back(result.version);
    } else if (first_failure.ok() && (publish || !plan_.resume)) {  // nobody named those that stand behind what is gone on with
      first_failure = result.error;
    }
  }
  if (!versions.empty()) std::rotate(versions.begin(), versions.begin() + 1, versions.end());
  return first_failure;
}

TimePoint Controller::NextWake() {
  const nanoseconds now = Now();
  nanoseconds wake = now + (resources_.start_known() || traffic_.paused() ? nanoseconds(kWatchPeriod) : kStartWatchPeriod);
  if (const auto due = schedule_.Next()) wake = std::min(wake, *due);
  if (const auto due = ledger_.Next(Now())) wake = std::min(wake, *due);
  if (const auto due = scenario_.ends()) wake = std::min(wake, *due);
  wake = std::min(wake, safeguard_.Next());
  if (const auto due = rollouts_.Next()) wake = std::min(wake, *due);
  if (const auto due = pending_.Next()) wake = std::min(wake, *due);
  if (const auto due = shadows_.Next()) wake = std::min(wake, *due);
  if (retirement_.pending()) wake = std::min(wake, now + drain_wait_);
  if (post_owed_) wake = std::min(wake, posted_ + kPostPeriod);
  return parts_.traffic.origin + wake;
}

void Controller::Execute(const Command& command, CommandId id) {
  drain_wait_ = kShortestDrainWait;
  executing_ = id;
  newest_only_ = NewestOnlyOf(command);
  const SwapResult result = std::visit([this](const auto& which) { return Do(which); }, command);
  parts_.board->PostActivity(std::nullopt);
  if (!result.waits) Conclude(id, result);
}

void Controller::Conclude(CommandId id, const SwapResult& result) {
  if (id == 0) return;  // nobody waits for what was scheduled
  outcomes_.push_back({id, result.ok, result.version, result.told, result.verdict});
  if (outcomes_.size() > kOutcomesKept) outcomes_.pop_front();
}

void Controller::Settle() {
  Tend();
  scenario_.EndIfOver(Now());
  traffic_.TellTroubles();
  TellHistory();
}

/// What the journal has to say.
void Controller::TellHistory() {
  for (Chronicle::Told& told : chronicle_.Tend(catalogue_, Now())) {
    Event event;
    event.at = Now();
    event.level = told.level;
    event.version = told.version;
    if (told.version != 0) event.slot = catalogue_.slot(told.slot).name;
    event.text = std::move(told.text);
    events_.Add(std::move(event));
  }
}

/// What cannot wait for the end of a command, either: also called while a library is vetted, which may take seconds.
void Controller::Tend() {
  const auto activity = parts_.board->LatestActivity();
  safeguard_.Tend();
  rollouts_.Tend();
  pending_.Tend();
  shadows_.Tend();
  parts_.board->PostActivity(activity);  // what was taken back on the way is done
  if (retirement_.Collect(Now())) {
    drain_wait_ = kShortestDrainWait;
  } else {
    drain_wait_ = std::min<nanoseconds>(drain_wait_ * 2, kLongestDrainWait);
  }
  ledger_.Complete(Now(), false);
  resources_.Look(traffic_.EveryWorkerAnswered(), Now());
}

/// The little that cannot wait for a library's own code, which may take seconds: nothing is retired, since the dynamic loader may
/// be taken. Whether to go on waiting.
bool Controller::TendWhileLoading() {
  const auto activity = parts_.board->LatestActivity();
  if (!ending_) {
    safeguard_.Tend();
    rollouts_.Tend();
    pending_.Tend();
    OvertakeRetirement();
  }
  parts_.board->PostActivity(activity);
  PostStateWhenDue();
  return !queue_.closed();
}

/// Somebody may want the way back just now: what leads to versions that are there already does not wait for a library that is
/// vetted and that nothing will be routed to.
void Controller::OvertakeLoad() {
  if (!loading_) return;
  const auto activity = parts_.board->LatestActivity();
  const auto newest_only = newest_only_;
  while (auto item = queue_.TakeIf([this](const Command& command) { return MayOvertakeLoad(command); })) {
    Execute(item->command, item->id);
    PostState();
  }
  newest_only_ = newest_only;
  parts_.board->PostActivity(activity);
}

bool Controller::MayOvertakeLoad(const Command& command) const {
  if (const auto* swap = std::get_if<SwapToVersion>(&command)) {
    const auto slot = catalogue_.FindSlot(swap->slot);
    return slot.ok() && catalogue_.slots()[*slot]->Find(swap->version) != nullptr;
  }
  return std::holds_alternative<RollBack>(command) || std::holds_alternative<Promote>(command) ||
         std::holds_alternative<PauseRollout>(command) || std::holds_alternative<Abort>(command) ||
         std::holds_alternative<SetPaused>(command) || std::holds_alternative<SetWorkers>(command);
}

/// No command comes any more. The workers are not stopped before the resources were read, so that both readings see them.
void Controller::End() {
  scenario_.TellMissed(Now());
  pending_.EndAll();
  rollouts_.EndAll();
  shadows_.EndAll("the run ended");
  // A version that workers are just leaving would look like a leak.
  for (const nanoseconds until = Now() + kSettleAtEnd; retirement_.pending() && Now() < until;) {
    std::this_thread::sleep_for(kShortestDrainWait);
    retirement_.Collect(Now());
  }
  resources_.End();
  ending_ = true;
  traffic_.Stop();
  workers_ran_ = Now() - workers_started_;
  retirement_.Collect(Now());
  shadows_.Tend();
  retirement_.LookAtHolders();
  ledger_.Complete(Now(), true);
  traffic_.TellTroubles();
  TellHistory();
  chronicle_.End(catalogue_);
  PostState();
  WaitForRelease();
  retirement_.ReleaseAll();
}

/// The operators' own destructors come after the report, so that nothing they do can cost it.
void Controller::WaitForRelease() {
  const MutexLock lock(mutex_);
  ended_ = true;
  changed_.NotifyAll();
  while (!released_) changed_.Wait(mutex_);
}

Status Controller::ApplyWorkers(const WorkerSettings& settings) {
  if (Status fits = Traffic::Check(settings); !fits.ok()) return fits;
  if (Status ensured = swapper_.EnsureThreads(settings.threads); !ensured.ok()) return ensured;
  return traffic_.Apply(settings);
}

void Controller::PostStateWhenDue() {
  post_owed_ = posted_ + kPostPeriod > Now();
  if (!post_owed_) PostState();
}

void Controller::PostState() {
  chronicle_.Flush();  // who reads of a swap finds it in the journal, whatever becomes of this process
  posted_ = Now();
  post_owed_ = false;
  auto state = BuildControlState(catalogue_, traffic_, *parts_.config);
  state->config = parts_.config;
  state->swaps = swapper_.swaps();
  state->rollouts = rollouts_.Latest();
  state->pending_swaps = pending_.List();
  state->shadows = shadows_.Latest();
  state->resources = resources_.latest();
  state->events = events_.Shared();
  state->receipts = receipts_.Shared();
  state->outcomes.assign(outcomes_.begin(), outcomes_.end());
  state->scenario = scenario_.Progress(state->scenario_started);
  parts_.board->Post(std::move(state));
}

}  // namespace hotswap

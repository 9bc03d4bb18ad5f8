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

Controller::Controller(Parts parts, StartPlan plan)
    : parts_(std::move(parts)),
      plan_(std::move(plan)),
      events_(parts_.events_shown, parts_.on_event),
      receipts_(parts_.receipts_shown),
      catalogue_(parts_.slot_names, parts_.resident),
      ledger_(receipts_, *parts_.traffic.cells),
      retirement_(catalogue_, loader_, ledger_, events_),
      probation_(catalogue_, parts_.probation),
      admission_(AdmissionParts()),
      swapper_({parts_.traffic.origin, &catalogue_, &admission_, &retirement_, &probation_, &ledger_, &receipts_, &events_}),
      traffic_(TrafficParts(), catalogue_, events_),
      safeguard_({parts_.traffic.origin, &catalogue_, &probation_, &swapper_, &traffic_, &events_}),
      scenario_(catalogue_, swapper_, traffic_, schedule_),
      thread_("hs-ctl", [this] { Run(); }) {}

Admission::Parts Controller::AdmissionParts() {
  return {.catalogue = &catalogue_,
          .store = &parts_.store,
          .loader = &loader_,
          .vetter = parts_.vetter.get(),
          .policy = parts_.policy,
          .progress =
              [this](const std::string& text, const char* gate) {
                parts_.board->PostActivity(Activity{text, gate, -1});
              },
          .trace = parts_.trace,
          .go_on =
              [this] {
                Tend();
                OvertakeLoad();
                return !queue_.closed();
              }};
}

Traffic::Parts Controller::TrafficParts() {
  Traffic::Parts traffic = parts_.traffic;
  traffic.before_rescue = [this](const StuckCall& stuck) { safeguard_.TakeBackStuck(stuck); };
  return traffic;
}

Status Controller::WaitUntilStarted() {
  const MutexLock lock(mutex_);
  while (!started_) changed_.Wait(mutex_);
  return start_status_;
}

Controller::~Controller() {
  Finish();
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
    Event event{.at = Now(), .level = EventLevel::kWarning, .slot = {}, .gate = limitation->gate, .text = {}};
    event.text = "each library " + limitation->text;
    events_.Add(std::move(event));
  }
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
    if (auto due = schedule_.TakeDue(Now())) Execute(*due, 0);
    Settle();
    PostStateWhenDue();
  }
  End();
}

Status Controller::CarryOutPlan() {
  std::vector<std::uint32_t> versions;
  const WorkerSettings first = plan_.scenario ? plan_.scenario->workers : plan_.workers.value_or(WorkerSettings{});
  static_cast<void>(swapper_.EnsureThreads(first.threads));  // no version is there yet that could lack anything
  Status status = LoadPlanned(versions);
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

/// The first is published, unless a scenario says who answers first; so the cycle, which begins with the second, ends with it.
Status Controller::LoadPlanned(std::vector<std::uint32_t>& versions) {
  Status first_failure;
  for (const Scenario::Slot& slot : plan_.slots) {
    if (queue_.closed()) break;
    const SwapResult result = swapper_.SwapToLibrary(slot.name, slot.library);
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
    } else if (first_failure.ok()) {
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
  if (retirement_.pending()) wake = std::min(wake, now + drain_wait_);
  if (post_owed_) wake = std::min(wake, posted_ + kPostPeriod);
  return parts_.traffic.origin + wake;
}

void Controller::Execute(const Command& command, CommandId id) {
  drain_wait_ = kShortestDrainWait;
  const SwapResult result = std::visit([this](const auto& which) { return Do(which); }, command);
  parts_.board->PostActivity(std::nullopt);
  if (id == 0) return;  // nobody waits for what was scheduled
  outcomes_.push_back({id, result.ok, result.version, result.told, result.verdict});
  if (outcomes_.size() > kOutcomesKept) outcomes_.pop_front();
}

void Controller::Settle() {
  Tend();
  scenario_.EndIfOver(Now());
  traffic_.TellTroubles();
}

/// What cannot wait for the end of a command, either: also called while a library is vetted, which may take seconds.
void Controller::Tend() {
  const auto activity = parts_.board->LatestActivity();
  safeguard_.Tend();
  parts_.board->PostActivity(activity);  // what was taken back on the way is done
  if (retirement_.Collect(Now())) {
    drain_wait_ = kShortestDrainWait;
  } else {
    drain_wait_ = std::min<nanoseconds>(drain_wait_ * 2, kLongestDrainWait);
  }
  ledger_.Complete(Now(), false);
  resources_.Look(traffic_.EveryWorkerAnswered(), Now());
}

/// Somebody may want the way back just now: what leads to versions that are there already does not wait for a library that is
/// vetted and that nothing will be routed to.
void Controller::OvertakeLoad() {
  if (!loading_) return;
  const auto activity = parts_.board->LatestActivity();
  while (auto item = queue_.TakeIf([this](const Command& command) { return MayOvertakeLoad(command); })) {
    Execute(item->command, item->id);
    PostState();
  }
  parts_.board->PostActivity(activity);
}

bool Controller::MayOvertakeLoad(const Command& command) const {
  if (const auto* swap = std::get_if<SwapToVersion>(&command)) {
    const auto slot = catalogue_.FindSlot(swap->slot);
    return slot.ok() && catalogue_.slots()[*slot]->Find(swap->version) != nullptr;
  }
  return std::holds_alternative<RollBack>(command) || std::holds_alternative<SetPaused>(command) ||
         std::holds_alternative<SetWorkers>(command);
}

/// No command comes any more. The workers are not stopped before the resources were read, so that both readings see them.
void Controller::End() {
  // A version that workers are just leaving would look like a leak.
  for (const nanoseconds until = Now() + kSettleAtEnd; retirement_.pending() && Now() < until;) {
    std::this_thread::sleep_for(kShortestDrainWait);
    retirement_.Collect(Now());
  }
  resources_.End();
  traffic_.Stop();
  workers_ran_ = Now() - workers_started_;
  retirement_.Collect(Now());
  retirement_.LookAtHolders();
  ledger_.Complete(Now(), true);
  traffic_.TellTroubles();
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

SwapResult Controller::Do(const LoadLibrary& command) {
  loading_ = true;
  SwapResult result = swapper_.Load(command.slot, command.path);
  loading_ = false;
  return result;
}

SwapResult Controller::Do(const SetPaused& command) {
  traffic_.SetPaused(command.paused);
  return Answer({});
}

SwapResult Controller::Do(const StopScenario&) {
  scenario_.End(Now());
  return Answer({});
}

SwapResult Controller::Do(const CycleVersions& command) {
  if (command.period.count() <= 0 && !command.versions.empty()) {
    return Answer(Error{Errc::kInvalidArgument, "the time between two swaps of a cycle must be positive"});
  }
  const auto slot = catalogue_.FindSlot(command.slot);
  if (!slot.ok()) return Answer(slot.error());
  for (const std::uint32_t version : command.versions) {
    if (catalogue_.slot(*slot).Find(version) != nullptr) continue;
    return Answer(Error{Errc::kNotFound, "slot " + catalogue_.slot(*slot).name + " has no version " + std::to_string(version) +
                                             " to cycle through"});
  }
  std::vector<Command> swaps;
  for (const std::uint32_t version : command.versions) swaps.push_back(SwapToVersion{command.slot, version});
  schedule_.Every(Now(), command.period, std::move(swaps));
  return Answer({});
}

SwapResult Controller::Do(const ReloadConfig&) {
  if (!parts_.reload_config) {
    return Answer(Error{Errc::kUnavailable, "this run uses no configuration file that could be read again"});
  }
  parts_.reload_config();
  return Answer({});
}

SwapResult Controller::Do(const ApplyConfig& command) {
  if (command.config == nullptr) return Answer(Error{Errc::kInvalidArgument, command.refusal});
  if (Status status = ApplyLive(*command.config, command.changes); !status.ok()) return Answer(std::move(status));
  parts_.config = command.config;
  std::string text = "configuration " + command.file + " was read again: ";
  bool restart = false;
  for (const ConfigChange& change : command.changes) {
    text += (&change == &command.changes.front() ? "" : "; ") + ChangeText(change);
    restart = restart || !change.live;
  }
  if (command.changes.empty()) text += "nothing changed";
  events_.Tell(Now(), restart ? EventLevel::kWarning : EventLevel::kInfo, std::move(text));
  return Answer({});
}

/// What can fail comes first, so that nothing else has changed when it does.
Status Controller::ApplyLive(const Config& config, const std::vector<ConfigChange>& changes) {
  const bool workers = std::ranges::any_of(changes, [](const auto& change) { return change.key.starts_with("workers."); });
  if (workers && scenario_.running()) scenario_.ContinueWith(config.workers);
  if (workers && !scenario_.running()) {
    if (Status applied = ApplyWorkers(config.workers); !applied.ok()) return applied;
  }
  catalogue_.SetResident(config.store.resident);
  ProbationLimits limits = probation_.limits();
  limits.duration = config.probation.duration;
  limits.latency_budget = config.probation.latency_budget;
  probation_.SetLimits(limits);
  return {};
}

/// The outcome of a command that swaps nothing; a failure becomes an event.
SwapResult Controller::Answer(Status status) {
  SwapResult result;
  result.ok = status.ok();
  if (status.ok()) return result;
  events_.Tell(Now(), EventLevel::kError, status.error().text);
  result.told = status.error().text;
  result.error = std::move(status).error();
  return result;
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
  posted_ = Now();
  post_owed_ = false;
  auto state = BuildControlState(catalogue_, traffic_);
  state->swaps = swapper_.swaps();
  state->resources = resources_.latest();
  state->events = events_.Shared();
  state->receipts = receipts_.Shared();
  state->outcomes.assign(outcomes_.begin(), outcomes_.end());
  state->scenario = scenario_.Progress(state->scenario_started);
  parts_.board->Post(std::move(state));
}

}  // namespace hotswap

#include "tests/ui/fake_engine.h"

#include <algorithm>
#include <utility>

#include "tests/ui/fake_verdicts.h"

namespace hotswap::ui {
namespace {

using std::chrono::microseconds;
using std::chrono::milliseconds;
using std::chrono::nanoseconds;

constexpr nanoseconds kLoadTime = milliseconds{300};
constexpr std::size_t kMaxOutcomes = 64;

std::string OperatorName(const std::filesystem::path& path) {
  const std::string stem = path.stem().string();
  if (stem.starts_with("score_op_v")) return "ScoreOperatorV" + stem.substr(10);
  return stem;
}

Activity LoadingActivity(const std::filesystem::path& path, nanoseconds elapsed) {
  const double fraction = static_cast<double>(elapsed.count()) / static_cast<double>(kLoadTime.count());
  const char* const gates[] = {"G0", "G1", "G2", "G3", "G3", "G4", "G5", "G6"};
  const char* gate = gates[std::min<std::size_t>(static_cast<std::size_t>(fraction * 8), 7)];
  return {.text = "Loading " + path.filename().string(), .gate = gate, .fraction = fraction};
}

}  // namespace

FakeEngine::FakeEngine(const Clock& clock, const WorkerSettings& workers, nanoseconds age)
    : clock_(clock), origin_(clock.Now() - age), traffic_(workers) {}

CommandId FakeEngine::Submit(Command command) {
  submitted_.push_back(command);
  queue_.push_back({.id = ++last_id_, .command = std::move(command)});
  StartNext();
  return last_id_;
}

void FakeEngine::LiveUntil(nanoseconds at) {
  constexpr nanoseconds kStep = milliseconds{20};
  while (traffic_.now() < at) {
    traffic_.AdvanceTo(std::min(at, traffic_.now() + kStep));
    if (loading_ && traffic_.now() - loading_->start >= kLoadTime) FinishLoading();
    StepScenario();
    StartNext();
  }
}

// Latest() is const for its callers; that this engine lives in its calls instead of in threads is its own affair.
void FakeEngine::CatchUp() const { const_cast<FakeEngine*>(this)->LiveUntil(clock_.Now() - origin_); }

std::shared_ptr<const Snapshot> FakeEngine::Latest() const {
  CatchUp();
  auto snapshot = std::make_shared<Snapshot>();
  snapshot->sequence = ++sequence_;
  snapshot->origin = origin_;
  snapshot->at = traffic_.now();
  snapshot->source = "synthetic";
  snapshot->config = config_;
  snapshot->slots = {slot_};
  snapshot->slots.insert(snapshot->slots.end(), more_slots_.begin(), more_slots_.end());
  snapshot->versions = versions_;
  snapshot->versions.insert(snapshot->versions.end(), more_versions_.begin(), more_versions_.end());
  traffic_.Describe(*snapshot);
  snapshot->totals.swaps = swaps_;
  snapshot->events = events_;
  snapshot->receipts = receipts_;
  snapshot->outcomes = outcomes_;
  snapshot->parked = parked_;
  snapshot->rollouts = rollouts_;
  if (loading_) snapshot->activity = LoadingActivity(loading_->path, traffic_.now() - loading_->start);
  snapshot->scenario = progress_;
  return snapshot;
}

void FakeEngine::AddSlot(const std::string& name, const std::string& operator_name) {
  more_slots_.push_back(SlotInfo{.name = name, .active = 1, .rollback_target = 0});
  VersionInfo version;
  version.number = 1;
  version.slot = static_cast<std::uint32_t>(more_slots_.size());
  version.name = operator_name;
  version.state = VersionState::kActive;
  more_versions_.push_back(version);
}

void FakeEngine::StartNext() {
  while (!loading_ && !queue_.empty()) {
    const Queued next = std::move(queue_.front());
    queue_.pop_front();
    Carry(next);
  }
}

void FakeEngine::Carry(const Queued& queued) {
  if (const auto* load = std::get_if<LoadLibrary>(&queued.command)) {
    StartLoading(queued, load->path, false);
  } else if (const auto* both = std::get_if<SwapToLibrary>(&queued.command)) {
    StartLoading(queued, both->path, true);
  } else if (const auto* swap = std::get_if<SwapToVersion>(&queued.command)) {
    Publish(queued.id, swap->version, SwapOutcome::kPublished);
  } else if (std::holds_alternative<RollBack>(queued.command)) {
    Publish(queued.id, slot_.rollback_target, SwapOutcome::kRolledBack);
  } else if (const auto* workers = std::get_if<SetWorkers>(&queued.command)) {
    traffic_.SetSettings(workers->settings);
    Finish(queued.id, true, 0, {});
  } else if (const auto* pause = std::get_if<SetPaused>(&queued.command)) {
    traffic_.SetPaused(pause->paused);
    Finish(queued.id, true, 0, {});
  } else if (const auto* run = std::get_if<RunScenario>(&queued.command)) {
    StartScenario(run->scenario);
    Finish(queued.id, true, 0, {});
  } else {
    if (progress_) progress_->running = false;
    Finish(queued.id, true, 0, {});
  }
}

void FakeEngine::StartLoading(const Queued& queued, const std::filesystem::path& path, bool then_swap) {
  loading_ = Loading{.queued = queued, .path = path, .start = traffic_.now(), .then_swap = then_swap};
}

void FakeEngine::FinishLoading() {
  const Loading loading = *std::exchange(loading_, std::nullopt);
  const bool gone = loading.path.filename().string().find("gone") != std::string::npos;
  const std::shared_ptr<const Verdict> verdict = gone ? nullptr : FakeVerdict(loading.path);
  if (gone || verdict->refused()) return Refuse(loading, verdict);
  const std::uint32_t version = VersionOf(loading.path);
  versions_[version - 1].verdict = verdict;
  Report(EventLevel::kInfo, loading.path.filename().string() + " is ready as v" + std::to_string(version) + ".");
  if (loading.then_swap) {
    Publish(loading.queued.id, version, SwapOutcome::kPublished);
  } else {
    Finish(loading.queued.id, true, version, {}, verdict);
  }
}

void FakeEngine::Refuse(const Loading& loading, std::shared_ptr<const Verdict> verdict) {
  const std::string serving =
      slot_.active == 0 ? "Nothing is serving yet." : "v" + std::to_string(slot_.active) + " keeps serving.";
  const Finding* refusal = verdict ? verdict->Refusal() : nullptr;
  const std::string reason = refusal ? "it " + refusal->text : "there is no such file";
  const std::string text = loading.path.filename().string() + " was not loaded: " + reason + ". " + serving;
  SwapReceipt receipt;
  if (slot_.active != 0) receipt.from = slot_.active;
  receipt.path = loading.path.string();
  receipt.outcome = SwapOutcome::kRefused;
  receipt.reason = reason;
  receipt.gate = refusal ? refusal->gate : "G0";
  receipt.code = refusal ? refusal->code : "not_found";
  receipt.inspect = microseconds{41};
  receipt.complete = true;
  AddReceipt(receipt);
  Report(EventLevel::kError, text);
  events_->back().gate = receipt.gate;
  Finish(loading.queued.id, false, 0, text, std::move(verdict));
}

std::uint32_t FakeEngine::VersionOf(const std::filesystem::path& path) {
  for (VersionInfo& version : versions_) {
    if (version.path != path.string()) continue;
    ++version.loads;
    return version.number;
  }
  VersionInfo info;
  info.number = static_cast<std::uint32_t>(versions_.size() + 1);
  info.name = OperatorName(path);
  info.path = path.string();
  info.sha256 = std::string(56, 'a') + "0000000" + std::to_string(info.number % 10);
  info.state = VersionState::kReady;
  info.loads = 1;
  versions_.push_back(info);
  return info.number;
}

void FakeEngine::Publish(CommandId id, std::uint32_t version, SwapOutcome outcome) {
  if (version == 0 || version > versions_.size()) {
    const std::string text = outcome == SwapOutcome::kRolledBack ? "There is no earlier version to roll back to."
                                                                 : "There is no version " + std::to_string(version) + ".";
    Report(EventLevel::kError, text);
    Finish(id, false, 0, text);
    return;
  }
  SwapReceipt receipt;
  if (slot_.active != 0) receipt.from = slot_.active;
  receipt.to = version;
  receipt.path = versions_[version - 1].path;
  receipt.outcome = outcome;
  receipt.vet = microseconds{5200};
  receipt.load = microseconds{92};
  receipt.parity = microseconds{38};
  receipt.publish = microseconds{21};
  receipt.drain = microseconds{180};
  receipt.stall = microseconds{13};
  receipt.unload_note = slot_.active == 0 ? "first" : "resident";
  receipt.threads.resize(traffic_.settings().threads, {.last_on_old = traffic_.now(), .first_on_new = traffic_.now()});
  receipt.complete = true;

  if (slot_.active != 0) {
    versions_[slot_.active - 1].state = VersionState::kReady;
    ++swaps_;
    if (outcome == SwapOutcome::kRolledBack) {
      earlier_.pop_back();
    } else if (slot_.active != version) {
      earlier_.push_back(slot_.active);
    }
  }
  slot_.active = version;
  slot_.rollback_target = earlier_.empty() ? 0 : earlier_.back();
  versions_[version - 1].state = VersionState::kActive;
  traffic_.Publish(version);
  AddReceipt(receipt);
  Report(EventLevel::kInfo, "v" + std::to_string(version) + " answers now.");
  events_->back().version = version;
  Finish(id, true, version, {});
}

void FakeEngine::Park(unsigned worker, std::uint32_t number) {
  const std::string name = (worker < 10 ? "hs-work-0" : "hs-work-") + std::to_string(worker);
  parked_.push_back({.number = worker, .name = name, .slot = 0, .version = number, .since = traffic_.now()});
  version(number).state = VersionState::kZombie;
  version(number).state_reason = "a call of compute_score has not come back";
  version(number).holders.push_back(name);
}

void FakeEngine::TakeBack(const std::string& reason) {
  const std::uint32_t taken_back = slot_.active;
  Publish(0, slot_.rollback_target, SwapOutcome::kRolledBack);
  SwapReceipt receipt = receipts_->back();
  receipts_->pop_back();
  receipt.gate = "G7";
  receipt.reason = reason;
  receipt.code = "threw";
  AddReceipt(receipt);
  const std::string label = "v" + std::to_string(taken_back);
  Report(EventLevel::kError, label + " was taken back: " + reason + ". v" + std::to_string(slot_.active) + " answers again.");
  events_->back().gate = "G7";
  events_->back().version = taken_back;
}

void FakeEngine::Finish(CommandId id, bool ok, std::uint32_t version, std::string text, std::shared_ptr<const Verdict> verdict) {
  if (id == 0) return;
  outcomes_.push_back({.id = id, .ok = ok, .version = version, .text = std::move(text), .verdict = std::move(verdict)});
  if (outcomes_.size() > kMaxOutcomes) outcomes_.erase(outcomes_.begin());
}

void FakeEngine::Report(EventLevel level, std::string text) {
  Event event;
  event.number = events_->size() + 1;
  event.at = traffic_.now();
  event.level = level;
  event.slot = slot_.name;
  event.text = std::move(text);
  events_ = std::make_shared<std::vector<Event>>(*events_);
  events_->push_back(std::move(event));
}

void FakeEngine::AddReceipt(SwapReceipt receipt) {
  receipts_ = std::make_shared<std::vector<SwapReceipt>>(*receipts_);
  receipt.number = receipts_->size() + 1;
  receipt.at = traffic_.now();
  receipt.slot = slot_.name;
  receipts_->push_back(std::move(receipt));
}

void FakeEngine::StartScenario(const Scenario& scenario) {
  scenario_ = scenario;
  scenario_start_ = traffic_.now();
  next_swap_ = 0;
  before_scenario_ = traffic_.settings();
  traffic_.SetSettings(scenario.workers);
  progress_ = ScenarioProgress{.name = scenario.name, .duration = scenario.duration, .running = true};
}

void FakeEngine::StepScenario() {
  if (!progress_ || !progress_->running) return;
  progress_->elapsed = traffic_.now() - scenario_start_;
  while (next_swap_ < scenario_->swaps.size() && scenario_->swaps[next_swap_].at <= progress_->elapsed) {
    queue_.push_back({.command = SwapToLibrary{.slot = {}, .path = scenario_->swaps[next_swap_++].library}});
  }
  if (scenario_->duration && progress_->elapsed >= *scenario_->duration) {
    progress_->running = false;
    traffic_.SetSettings(before_scenario_);
  }
}

}  // namespace hotswap::ui

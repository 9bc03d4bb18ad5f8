// How the controller's parts know each other: what each is built from, and whom it tells. The loop is in controller.cpp.
#include <string>
#include <string_view>
#include <utility>

#include "core/control/controller.h"

namespace hotswap {
namespace {

/// How far a load is when so much of this gate is done: the gates up to the publication are known, how long each takes is not.
double FractionAt(std::string_view gate, double part) {
  constexpr double kGatesBeforePublication = 7;  // G0 to G6
  return gate.size() == 2 ? (gate[1] - '0' + part) / kGatesBeforePublication : -1;
}

}  // namespace

Controller::Controller(Parts parts, StartPlan plan)
    : parts_(std::move(parts)),
      plan_(std::move(plan)),
      chronicle_(std::move(parts_.chronicle)),
      events_(parts_.events_shown,
              [this](const Event& event) {
                chronicle_.Note(event);
                if (parts_.on_event) parts_.on_event(event);
              }),
      receipts_(parts_.receipts_shown, [this](const SwapReceipt& receipt) { chronicle_.Note(receipt); }),
      catalogue_(parts_.slot_names, parts_.resident),
      ledger_(receipts_, *parts_.traffic.cells),
      retirement_(catalogue_, loader_, ledger_, events_),
      probation_(catalogue_, parts_.probation),
      admission_(AdmissionParts()),
      swapper_(SwapperParts()),
      traffic_(TrafficParts(), catalogue_, events_),
      rollouts_(RolloutParts()),
      pending_(PendingParts()),
      shadows_(ShadowParts()),
      safeguard_(SafeguardParts()),
      scenario_(catalogue_, swapper_, traffic_, schedule_, rollouts_, shadows_),
      thread_("hs-ctl", [this] { Run(); }) {}

Admission::Parts Controller::AdmissionParts() {
  return {.catalogue = &catalogue_,
          .chronicle = &chronicle_,
          .store = &parts_.store,
          .loader = &loader_,
          .vetter = parts_.vetter.get(),
          .policy = parts_.policy,
          .progress =
              [this](const std::string& text, const char* gate, double part) {
                parts_.board->PostActivity(Activity{text, gate, FractionAt(gate, part)});
              },
          .trace = parts_.trace,
          .go_on =
              [this] {
                Tend();
                PostStateWhenDue();
                OvertakeLoad();
                return !queue_.closed() && !Outdated();
              },
          .outdated = [this] { return Outdated(); },
          .wait =
              [this] {
                PostStateWhenDue();
                return !queue_.closed();
              }};
}

Traffic::Parts Controller::TrafficParts() {
  Traffic::Parts traffic = parts_.traffic;
  traffic.before_rescue = [this](const StuckCall& stuck) { safeguard_.TakeBackStuck(stuck); };
  return traffic;
}

Swapper::Parts Controller::SwapperParts() {
  return {.origin = parts_.traffic.origin,
          .catalogue = &catalogue_,
          .admission = &admission_,
          .retirement = &retirement_,
          .probation = &probation_,
          .ledger = &ledger_,
          .receipts = &receipts_,
          .events = &events_,
          .chronicle = &chronicle_,
          .before_publication = [this](std::uint32_t slot, const Version& version) {
            pending_.SlotTaken(slot, version);
            shadows_.SlotTaken(slot, version);
            rollouts_.SlotTaken(slot, version);
          }};
}

RolloutRunner::Parts Controller::RolloutParts() {
  return {.origin = parts_.traffic.origin,
          .catalogue = &catalogue_,
          .retirement = &retirement_,
          .swapper = &swapper_,
          .traffic = &traffic_,
          .cells = parts_.traffic.cells,
          .events = &events_,
          .chronicle = &chronicle_,
          .limits = parts_.probation,
          .before_begin = [this](std::uint32_t slot, const std::string& why) {
            pending_.Void(slot, why);
            shadows_.End(slot, why);
          }};
}

ShadowRunner::Parts Controller::ShadowParts() {
  return {.origin = parts_.traffic.origin,
          .catalogue = &catalogue_,
          .retirement = &retirement_,
          .swapper = &swapper_,
          .events = &events_,
          .chronicle = &chronicle_,
          .recorded = parts_.traffic.recorder != nullptr,
          .rollout_under_way = [this](std::uint32_t slot) { return rollouts_.UnderWay(slot); }};
}

PendingSwaps::Parts Controller::PendingParts() {
  return {.origin = parts_.traffic.origin,
          .catalogue = &catalogue_,
          .retirement = &retirement_,
          .swapper = &swapper_,
          .ledger = &ledger_,
          .traffic = &traffic_,
          .events = &events_,
          .chronicle = &chronicle_,
          .limits = parts_.probation,
          .before_takeover =
              [this](std::uint32_t slot, const Version& version) {
                rollouts_.SlotTaken(slot, version);
                shadows_.End(slot, "v" + std::to_string(version.number) + " " + version.name + " begins to take over");
              },
          .on_end = [this](CommandId id, const SwapResult& result) { Conclude(id, result); }};
}

Safeguard::Parts Controller::SafeguardParts() {
  return {.origin = parts_.traffic.origin,
          .catalogue = &catalogue_,
          .probation = &probation_,
          .swapper = &swapper_,
          .traffic = &traffic_,
          .events = &events_,
          .chronicle = &chronicle_,
          .taken_back = [this](const VersionFault& fault) { return rollouts_.TakeBack(fault) || pending_.TakeBack(fault); }};
}

}  // namespace hotswap

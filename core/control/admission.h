#ifndef HOTSWAP_CORE_CONTROL_ADMISSION_H_
#define HOTSWAP_CORE_CONTROL_ADMISSION_H_

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "core/base/result.h"
#include "core/control/chronicle.h"
#include "core/control/judgement.h"
#include "core/control/preparation.h"
#include "core/control/version_catalogue.h"
#include "core/loading/operator_loader.h"
#include "core/loading/operator_store.h"
#include "core/loading/vetting.h"

namespace hotswap {

/// How strictly the gates judge.
struct AdmissionPolicy {
  bool strict = false;       ///< Refuse what the default only warns of.
  bool use_verdicts = true;  ///< Bytes that were vetted before are not vetted again.
};

/// Takes a library through the gates, in their order, up to an instance that can be published.
///
/// Threads  Control thread only.
class Admission {
 public:
  struct Parts {
    VersionCatalogue* catalogue = nullptr;
    Chronicle* chronicle = nullptr;  ///< Null: nothing is known of earlier runs.
    OperatorStore* store = nullptr;
    OperatorLoader* loader = nullptr;
    Vetter* vetter = nullptr;  ///< Null: without gates G3 and G5, for callers that have vetted already.
    AdmissionPolicy policy;
    /// Told before each gate, and meanwhile where that is known: what is under way, the gate's name, and how much of it is done.
    std::function<void(const std::string& text, const char* gate, double part)> progress;
    /// Told each step with its particulars, for a verbose log; may be empty.
    std::function<void(const std::string& line)> trace;
    /// Asked every few milliseconds while a library is vetted, and before each further instance is made; false: give it up.
    Vetter::GoOn go_on;
    /// Whether a newer build takes the place of what is judged, so that `go_on` gave it up; may be empty.
    std::function<bool()> outdated{};
    /// Asked as often while a state is handed over; false: give it up. Changes nothing.
    Vetter::GoOn wait;
  };

  explicit Admission(Parts parts)
      : parts_(std::move(parts)), preparation_({.loader = parts_.loader, .go_on = parts_.go_on, .wait = parts_.wait}) {}

  /// G0 to G3: makes the file with its configuration a version of the slot, and sets `version`. A refused file leaves nothing in
  /// the store.
  std::optional<Refusal> Admit(std::uint32_t slot, const std::filesystem::path& file, const std::string& configuration,
                               Judgement& judgement, Version*& version);

  /// A version of the slot with the bytes of `present`, which passed the gates in this run, and another configuration.
  Version& AdmitConfigured(std::uint32_t slot, const Version& present, const std::string& configuration);

  /// The same for a version of an earlier run, whose bytes are in the store.
  std::optional<Refusal> AdmitAgain(std::uint32_t slot, Version& version, Judgement& judgement);

  /// G0 (the stored bytes are still those that were judged) and G4 to G6: gives the version an instance that was not published
  /// yet, unless it has one. Bytes that Admit() brought and that are refused here leave the store again. `threads`: workers that
  /// need cells, and instances of their own where the note says so.
  std::optional<Refusal> EnsureFresh(Version& version, unsigned threads, Judgement& judgement);

  /// Before `instance` of `version` is published in place of `before`: gives it the state of that, where both offer it. `warning`:
  /// why it begins without all the same; else empty. After a refusal it is spoilt.
  std::optional<Refusal> HandOver(const Instance& before, Version& version, Instance& instance, Judgement& judgement,
                                  std::string& warning) const;

 private:
  std::optional<Refusal> Outdated(const std::filesystem::path& file, const char* gate, Judgement& judgement) const;
  std::optional<Refusal> Judge(std::uint32_t slot, const StagedLibrary& staged, Judgement& judgement, Vetted& vetted);
  std::optional<Refusal> Inspect(const StagedLibrary& staged, Judgement& judgement) const;
  std::optional<Refusal> Vet(VettingRequest request, Judgement& judgement, Vetted& vetted);
  std::optional<Refusal> CompleteFresh(Version& version, unsigned threads, Judgement& judgement) const;
  void ForgetUnproven(Version& version) const;
  std::optional<Refusal> Make(Version& version, unsigned threads, Instance& instance, Judgement& judgement);
  std::optional<Refusal> Load(Version& version, Instance& instance, Judgement& judgement);
  std::optional<Refusal> LoadForEachWorker(Version& version, Instance& instance, unsigned threads, Judgement& judgement) const;
  std::optional<Refusal> TryOut(Version& version, Instance& instance, Judgement& judgement);
  std::optional<Refusal> GetReady(Version& version, std::unique_ptr<LoadedOperator>& loaded, Judgement& judgement) const;
  std::optional<Refusal> NotReady(Version& version, const std::unique_ptr<LoadedOperator>& loaded, const char* check, Error error,
                                  Judgement& judgement) const;
  std::optional<Refusal> Compare(Version& version, Instance& instance, Judgement& judgement);
  void TraceLoaded(const LoadedOperator& loaded) const;
  void Tell(const std::string& text, const char* gate, double part = 0) const { parts_.progress(text, gate, part); }
  void TraceLine(const std::string& line) const {
    if (parts_.trace) parts_.trace(line);
  }

  const Parts parts_;
  const Preparation preparation_;
  bool vetting_ = false;
};

}  // namespace hotswap

#endif  // HOTSWAP_CORE_CONTROL_ADMISSION_H_

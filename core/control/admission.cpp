#include "core/control/admission.h"

#include <sys/stat.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <sstream>
#include <utility>
#include <vector>

#include "core/control/trial.h"
#include "core/loading/file_findings.h"
#include "core/loading/mapped_file.h"
#include "core/loading/sample_pass.h"
#include "core/loading/static_inspection.h"
#include "core/loading/vetting_protocol.h"

namespace hotswap {
namespace {

/// Who else may write the file as it lies there now; nothing when it is gone since it was copied.
std::vector<Finding> FindingsAbout(const std::filesystem::path& file) {
  struct stat status {};
  return stat(file.c_str(), &status) == 0 ? FileFindings(file, status) : std::vector<Finding>();
}

/// One call of a trial: far beyond what an operator needs that passed the vetting. One that is only slow ends itself before.
constexpr std::chrono::seconds kLongestCall{2};

/// What the vetting warned of the environment; empty when it did not.
std::string EnvironmentOf(const VettingResult& vetted) {
  const auto asked = std::ranges::find(vetted.findings, vetting_stage::kEnvironment.check, &Finding::check);
  return asked != vetted.findings.end() && asked->level == FindingLevel::kWarning ? asked->text : std::string();
}

/// The cause alone, for where the version is named already.
std::string WithoutPath(const Version& version, std::string text) {
  const std::string path = version.library.original.string() + ": ";
  return text.starts_with(path) ? text.substr(path.size()) : text;
}

bool IsStateful(const Version& version) {
  return version.verdict != nullptr && version.verdict->identity && version.verdict->identity->stateful;
}

}  // namespace

std::optional<Refusal> Admission::Admit(std::uint32_t slot, const std::filesystem::path& file, const std::string& configuration,
                                        Judgement& judgement, Version*& version) {
  if (auto refusal = Outdated(file, "G0", judgement)) return refusal;
  Tell("Copying " + file.filename().string(), "G0");
  std::optional<Result<StagedLibrary>> staged;
  {
    const Timed timed(judgement.times().copy);
    staged.emplace(parts_.store->Stage(file));
  }
  if (!staged->ok()) return judgement.Refused("G0", "copy", std::move(*staged).error());
  Vetted vetted;
  if (auto refusal = Judge(slot, staged->value(), judgement, vetted)) return refusal;
  const bool brings_its_bytes = staged->value().copy.has_value();
  auto stored = parts_.store->Accept(std::move(*staged).value());
  if (!stored.ok()) return judgement.Refused("G0", "copy", std::move(stored).error());
  TraceLine("G0 " + file.string() + ": kept as " + stored.value().stored.string());
  const std::string& name = parts_.catalogue->slot(slot).name;
  const std::string build_id = judgement.verdict().build_id;
  const std::uint32_t number =
      parts_.chronicle != nullptr ? parts_.chronicle->NumberOf(name, stored.value(), configuration, build_id) : 0;
  version = &parts_.catalogue->Admit(slot, stored.value(), number, configuration);
  version->unproven = version->unproven || brings_its_bytes;
  version->verdict = std::make_shared<const Verdict>(judgement.Concluded());
  version->vetted = std::move(vetted);
  return std::nullopt;
}

Version& Admission::AdmitConfigured(std::uint32_t slot, const Version& present, const std::string& configuration) {
  const std::string build_id = present.verdict != nullptr ? present.verdict->build_id : std::string();
  const std::string& name = parts_.catalogue->slot(slot).name;
  const std::uint32_t number =
      parts_.chronicle != nullptr ? parts_.chronicle->NumberOf(name, present.library, configuration, build_id) : 0;
  Version& version = parts_.catalogue->Admit(slot, present.library, number, configuration);
  version.verdict = present.verdict;
  version.vetted = present.vetted;
  return version;
}

std::optional<Refusal> Admission::AdmitAgain(std::uint32_t slot, Version& version, Judgement& judgement) {
  Tell("Copying " + version.library.original.filename().string(), "G0");
  std::optional<Result<StagedLibrary>> staged;
  {
    const Timed timed(judgement.times().copy);
    const auto verified = parts_.store->Verified(version.library);
    if (!verified.ok()) return judgement.Refused("G0", "store", verified.error());
    staged.emplace(parts_.store->Stage(version.library.stored));
  }
  if (!staged->ok()) return judgement.Refused("G0", "copy", std::move(*staged).error());
  staged->value().original = version.library.original;
  Vetted vetted;
  if (auto refusal = Judge(slot, staged->value(), judgement, vetted)) return refusal;
  version.earlier = false;
  version.quarantine.clear();
  version.verdict = std::make_shared<const Verdict>(judgement.Concluded());
  version.vetted = std::move(vetted);
  return std::nullopt;
}

/// The one of which only the newest build counts is given up for it, whatever this one is worth.
std::optional<Refusal> Admission::Outdated(const std::filesystem::path& file, const char* gate, Judgement& judgement) const {
  if (!parts_.outdated || !parts_.outdated()) return std::nullopt;
  Refusal refusal = judgement.Refused(gate, "newest", {Errc::kUnavailable, file.string() + ": a newer build takes its place"});
  refusal.outdated = true;
  return refusal;
}

/// Whether these bytes may be used in this slot at all, and G1 to G3.
std::optional<Refusal> Admission::Judge(std::uint32_t slot, const StagedLibrary& staged, Judgement& judgement, Vetted& vetted) {
  const std::string& name = parts_.catalogue->slot(slot).name;
  if (const auto reason = parts_.chronicle != nullptr ? parts_.chronicle->QuarantineOf(name, staged.sha256) : std::nullopt) {
    judgement.verdict().sha256 = staged.sha256;
    return judgement.Refused("G0", "quarantine", {Errc::kQuarantined, staged.original.string() + ": " + *reason});
  }
  if (auto refusal = Inspect(staged, judgement)) return refusal;
  return Vet({.library = staged.loadable,
              .sha256 = staged.sha256,
              .per_worker = parts_.catalogue->slot(slot).per_worker,
              .use_cache = parts_.policy.use_verdicts},
             judgement, vetted);
}

/// G0's findings about the file, and G1 and G2.
std::optional<Refusal> Admission::Inspect(const StagedLibrary& staged, Judgement& judgement) const {
  Verdict& verdict = judgement.verdict();
  verdict.sha256 = staged.sha256;
  verdict.size = staged.size;
  TraceLine("G0 " + verdict.path + ": " + std::to_string(staged.size) + " bytes, SHA-256 " + staged.sha256);
  Tell("Inspecting " + staged.original.filename().string(), "G2");
  const Timed timed(judgement.times().inspect);
  judgement.Passed("G0", "copy", "was copied whole: " + std::to_string(staged.size) + " bytes");
  if (auto refusal = judgement.Add(FindingsAbout(staged.original))) return refusal;
  const auto bytes = MappedFile::Open(staged.staged);
  if (!bytes) return judgement.Refused("G0", "copy", bytes.error());
  Inspection inspection = InspectLibrary(bytes->bytes(), {.strict = parts_.policy.strict});
  verdict.identity = inspection.identity;
  verdict.build_id = inspection.build_id;
  if (auto refusal = judgement.Add(std::move(inspection.findings))) return refusal;
  TraceLine("G2 " + verdict.path + ": a shared library for this machine; create_operator and destroy_operator are functions");
  return std::nullopt;
}

/// G3. What `request` lacks, the policy and the file's note say.
std::optional<Refusal> Admission::Vet(VettingRequest request, Judgement& judgement, Vetted& vetted) {
  // A version of an earlier run that is taken back to while another library is vetted was vetted when the store accepted it.
  if (parts_.vetter == nullptr || vetting_) return std::nullopt;
  Verdict& verdict = judgement.verdict();
  request.strict = parts_.policy.strict;
  request.stateful = verdict.identity && verdict.identity->stateful;
  request.per_worker = request.per_worker || (verdict.identity && verdict.identity->per_worker);
  Tell("Vetting " + std::filesystem::path(verdict.path).filename().string(), "G3");
  VettingResult result;
  {
    const Timed timed(judgement.times().vet);
    vetting_ = true;
    result = parts_.vetter->Vet(request, parts_.go_on);
    vetting_ = false;
  }
  if (auto refusal = Outdated(verdict.path, "G3", judgement)) return refusal;
  verdict.vetted_before = result.cached;
  vetted = {std::move(result.scores), std::chrono::nanoseconds(std::llround(result.median_call_ns)), EnvironmentOf(result)};
  if (auto refusal = judgement.Add(std::move(result.findings))) return refusal;
  TraceLine("G3 " + verdict.path + (result.cached ? ": vetted before" : ": vetted in a process of its own"));
  return std::nullopt;
}

std::optional<Refusal> Admission::EnsureFresh(Version& version, unsigned threads, Judgement& judgement) {
  version.cells->EnsureThreads(threads);
  if (version.Fresh() != nullptr) return CompleteFresh(version, threads, judgement);
  // Not the version's before it is proven: it must not be published by what overtakes this load, nor be retired under it.
  auto instance = std::make_unique<Instance>();
  if (auto refusal = Make(version, threads, *instance, judgement)) {
    version.failure = refusal->error.text;
    instance->others.push_back(std::move(instance->loaded));
    for (auto& loaded : instance->others) {
      if (loaded != nullptr) static_cast<void>(parts_.loader->Retire(std::move(loaded)));
    }
    ForgetUnproven(version);
    return refusal;
  }
  version.unproven = false;
  version.times = judgement.times();
  version.verdict = std::make_shared<const Verdict>(judgement.Concluded());
  version.instances.push_back(std::move(instance));
  return std::nullopt;
}

/// The fresh instance is not the version's, either, while it gets what more workers need: what overtakes this would publish it
/// with less, and leave none.
std::optional<Refusal> Admission::CompleteFresh(Version& version, unsigned threads, Judgement& judgement) const {
  auto instance = std::move(version.instances.back());
  version.instances.pop_back();
  auto refusal = LoadForEachWorker(version, *instance, threads, judgement);
  version.instances.push_back(std::move(instance));
  return refusal;
}

/// The loader needs the bytes under their final name, so they had to be accepted before these gates.
void Admission::ForgetUnproven(Version& version) const {
  if (!version.unproven) return;
  version.unproven = false;
  for (const auto& slot : parts_.catalogue->slots()) {
    for (const auto& other : slot->versions) {
      if (other.get() != &version && other->library.sha256 == version.library.sha256 && other->loads > 0) return;
    }
  }
  parts_.store->Forget(version.library);
}

std::optional<Refusal> Admission::Make(Version& version, unsigned threads, Instance& instance, Judgement& judgement) {
  if (auto refusal = Load(version, instance, judgement)) return refusal;
  if (auto refusal = TryOut(version, instance, judgement)) return refusal;
  if (auto refusal = GetReady(version, instance.loaded, judgement)) return refusal;
  return LoadForEachWorker(version, instance, threads, judgement);
}

/// G0 once more, unless the bytes are mapped, since they may have lain in the store for long; and G4.
std::optional<Refusal> Admission::Load(Version& version, Instance& instance, Judgement& judgement) {
  Tell("Loading " + version.library.original.filename().string(), "G4");
  StoredLibrary library = version.library;
  if (!parts_.loader->Holds(library)) {
    const Timed timed(judgement.times().copy);
    auto verified = parts_.store->Verified(library);
    if (!verified.ok()) return judgement.Refused("G0", "store", std::move(verified).error());
    library = std::move(verified).value();
  }
  const Timed timed(judgement.times().load);
  auto loaded = parts_.loader->Load(std::move(library));
  if (!loaded.ok()) {
    if (loaded.error().code == Errc::kTimedOut) version.zombie_reason = WithoutPath(version, loaded.error().text);
    return judgement.Refused("G4", "load", std::move(loaded).error());
  }
  version.failure.clear();
  version.zombie_reason.clear();
  version.name = loaded.value()->name();
  ++version.loads;
  TraceLoaded(*loaded.value());
  judgement.Passed("G4", "load", "is loaded and made an operator that calls itself " + version.name);
  instance.loaded = std::move(loaded).value();
  return std::nullopt;
}

/// The first worker's instance is there; nothing is done where all may share it.
std::optional<Refusal> Admission::LoadForEachWorker(Version& version, Instance& instance, unsigned threads,
                                                    Judgement& judgement) const {
  if (!version.per_worker()) return std::nullopt;
  while (instance.others.size() + 1 < threads) {
    // Each may take as long as a whole load.
    if (parts_.go_on && !parts_.go_on()) {
      return judgement.Refused("G4", "load",
                               {Errc::kUnavailable, "was not loaded for every worker, since the run ends; load it again"});
    }
    std::unique_ptr<LoadedOperator> other;
    {
      const Timed timed(judgement.times().load);
      auto loaded = parts_.loader->Load(instance.loaded->source());
      if (!loaded.ok()) return judgement.Refused("G4", "load", std::move(loaded).error());
      other = std::move(loaded).value();
    }
    auto refusal = GetReady(version, other, judgement);
    if (refusal && other != nullptr) static_cast<void>(parts_.loader->Retire(std::move(other)));
    if (refusal) return refusal;
    instance.others.push_back(std::move(other));
  }
  return std::nullopt;
}

/// G5 and G6. On the instance that will answer, unless its calls would leave a trace in it: then on one that nobody will use.
std::optional<Refusal> Admission::TryOut(Version& version, Instance& instance, Judgement& judgement) {
  if (version.vetted.scores.empty()) return std::nullopt;
  auto refusal = Compare(version, instance, judgement);
  if (!refusal || refusal->error.code != Errc::kParity || vetting_) return refusal;
  // A model that it reads may be another since it was vetted: today's scores decide.
  std::erase_if(judgement.verdict().findings,
                [](const Finding& finding) { return finding.gate == "G3" || finding.gate == "G5"; });
  TraceLine("G5 " + version.library.original.string() + ": other scores than when it was vetted; vetted once more");
  const VettingRequest again{.library = version.library.Loadable(),
                             .sha256 = version.library.sha256,
                             .per_worker = version.per_worker(),
                             .use_cache = false};
  if (auto refused = Vet(again, judgement, version.vetted)) return refused;
  return Compare(version, instance, judgement);
}

/// G5 and G6 once.
std::optional<Refusal> Admission::Compare(Version& version, Instance& instance, Judgement& judgement) {
  Tell("Comparing " + version.library.original.filename().string() + " with its vetting", "G5");
  const OperatorExtensions& offers = instance.loaded->library()->extensions;
  // A configuration changes the scores, so the comparison comes before it; a state would begin with the samples.
  const bool apart = IsStateful(version) || offers.state || !version.configuration.empty();
  const bool warm = !apart && !offers.warmup;
  std::unique_ptr<LoadedOperator> spare;
  if (apart) {
    auto loaded = parts_.loader->Load(version.library);
    if (!loaded.ok()) return judgement.Refused("G5", "parity", std::move(loaded).error());
    spare = std::move(loaded).value();
  }
  std::unique_ptr<LoadedOperator>& tried = spare ? spare : instance.loaded;
  const auto trial = std::make_shared<Trial>(tried->get(), parts_.vetter->samples(), version.vetted, warm);
  const TimePoint begun = SteadyClock().Now();
  const auto same = parts_.loader->TryOut(
      tried, [trial] { return trial->Run(); }, kLongestCall, parts_.go_on, [trial] { return trial->answered(); });
  if (!same.ok() && tried == nullptr) {
    version.zombie_reason = same.error().text;
    judgement.times().parity += SteadyClock().Now() - begun;  // the trial's own figure is still being taken
    return judgement.Refused("G5", "parity", {same.error().code, same.error().text + AskedFor(version.vetted)});
  }
  if (spare) static_cast<void>(parts_.loader->Retire(std::move(spare)));
  judgement.times().parity += trial->parity_time();
  judgement.times().warmup += trial->warmup_time();
  if (!same.ok()) return judgement.Refused("G5", "parity", same.error());
  judgement.Passed("G5", "parity",
                   "gives the same " + std::to_string(version.vetted.scores.size()) + " scores here as when it was vetted");
  if (warm) judgement.Passed("G6", "warm_up", "answered " + std::to_string(trial->warmed()) + " sample requests");
  return std::nullopt;
}

/// G6 by the operator's own means: what comes with the version, and its warm-up.
std::optional<Refusal> Admission::GetReady(Version& version, std::unique_ptr<LoadedOperator>& loaded,
                                           Judgement& judgement) const {
  const std::string file = version.library.original.filename().string();
  const bool warms_itself = loaded->library()->extensions.warmup.has_value();
  const Timed timed(judgement.times().warmup);
  if (!version.configuration.empty()) {
    Tell("Configuring " + file, "G6");
    if (Status done = preparation_.Configure(loaded, version.configuration); !done.ok()) {
      return NotReady(version, loaded, "configure", std::move(done).error(), judgement);
    }
    judgement.Passed("G6", "configure", "takes its configuration");
  }
  if (!warms_itself) return std::nullopt;
  const std::string text = "Warming up " + file;
  Tell(text, "G6");
  const auto samples = parts_.vetter != nullptr ? parts_.vetter->samples() : std::vector<Feature>();
  if (Status done = preparation_.WarmUp(loaded, samples, [&](double part) { Tell(text, "G6", part); }); !done.ok()) {
    return NotReady(version, loaded, "warm_up", std::move(done).error(), judgement);
  }
  judgement.Passed("G6", "warm_up", "warmed itself up (" HOTSWAP_WARMUP ")");
  return std::nullopt;
}

std::optional<Refusal> Admission::NotReady(Version& version, const std::unique_ptr<LoadedOperator>& loaded, const char* check,
                                           Error error, Judgement& judgement) const {
  if (loaded == nullptr) version.zombie_reason = error.text;
  return judgement.Refused("G6", check, std::move(error));
}

std::optional<Refusal> Admission::HandOver(const Instance& before, Version& version, Instance& instance, Judgement& judgement,
                                           std::string& warning) const {
  if (&before == &instance || before.loaded == nullptr) return std::nullopt;
  if (!before.loaded->library()->extensions.state || !instance.loaded->library()->extensions.state) return std::nullopt;
  Tell("Handing the state over to " + version.library.original.filename().string(), "G6");
  const Timed timed(judgement.times().warmup);
  auto bytes = preparation_.Save(*before.loaded);
  if (!bytes.ok() && bytes.error().code == Errc::kTooLarge) {
    return judgement.Refused("G6", "state",
                             {Errc::kTooLarge, "is not published, because the version that answers " + bytes.error().text +
                                                   "; let it keep less, or swap to an "
                                                   "operator that takes no state"});
  }
  if (!bytes.ok()) {
    warning = "begins without the state of the version before, which " + bytes.error().text;
    return std::nullopt;
  }
  std::vector<std::unique_ptr<LoadedOperator>*> heirs{&instance.loaded};
  for (auto& other : instance.others) heirs.push_back(&other);
  for (auto* heir : heirs) {
    std::string unused;
    if (Status done = preparation_.Restore(*heir, *bytes, unused); !done.ok()) {
      instance.spoilt = true;
      version.failure = done.error().text;
      return NotReady(version, *heir, "state", std::move(done).error(), judgement);
    }
    if (!unused.empty()) warning = "begins without the state of the version before, which it cannot use: " + unused;
  }
  return std::nullopt;
}

void Admission::TraceLoaded(const LoadedOperator& loaded) const {
  std::ostringstream line;
  const OperatorLibrary& mapped = *loaded.library();
  line << "G4 " << loaded.source().original.string() << ": handle " << mapped.library.handle() << ", create_operator at "
       << reinterpret_cast<const void*>(mapped.create) << ", destroy_operator at "
       << reinterpret_cast<const void*>(mapped.destroy) << ", name \"" << loaded.name() << "\""
       << (loaded.revived() ? ", mapping revived" : "");
  TraceLine(line.str());
}

}  // namespace hotswap

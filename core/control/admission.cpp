#include "core/control/admission.h"

#include <sstream>
#include <utility>

#include "core/base/clock.h"
#include "core/loading/elf_inspection.h"

namespace hotswap {
namespace {

/// Adds the time of a scope to a step.
class Timed {
 public:
  explicit Timed(std::chrono::nanoseconds& step) : step_(step), start_(SteadyClock().Now()) {}
  ~Timed() { step_ += SteadyClock().Now() - start_; }
  Timed(const Timed&) = delete;
  Timed& operator=(const Timed&) = delete;

 private:
  std::chrono::nanoseconds& step_;
  const TimePoint start_;
};

}  // namespace

std::optional<Refusal> Admission::Admit(std::uint32_t slot, const std::filesystem::path& file, GateTimes& times,
                                        Version*& version) {
  const std::string name = file.filename().string();
  progress_("Copying " + name, "G0");
  std::optional<Result<StoredLibrary>> stored;
  {
    const Timed timed(times.copy);
    stored.emplace(store_.Import(file));
  }
  if (!stored->ok()) return Refusal{"G0", std::move(*stored).error()};
  const StoredLibrary& library = stored->value();
  TraceLine("G0 " + file.string() + ": " + std::to_string(library.size) + " bytes, SHA-256 " + library.sha256 + ", kept as " +
            library.stored.string());
  progress_("Inspecting " + name, "G2");
  {
    const Timed timed(times.inspect);
    if (Status inspected = InspectElf(library); !inspected.ok()) return Refusal{"G2", std::move(inspected).error()};
  }
  TraceLine("G2 " + file.string() + ": a shared library for this machine; create_operator and destroy_operator are functions");
  version = &catalogue_.Admit(slot, library);
  return std::nullopt;
}

std::optional<Refusal> Admission::EnsureFresh(Version& version, unsigned threads, GateTimes& times) {
  version.cells->EnsureThreads(threads);
  if (version.Fresh() != nullptr) return std::nullopt;
  const std::string name = version.library.original.filename().string();
  progress_("Loading " + name, "G4");
  std::optional<Result<StoredLibrary>> verified;
  {
    const Timed timed(times.copy);
    verified.emplace(store_.Verified(version.library));
  }
  if (!verified->ok()) return Refusal{"G0", std::move(*verified).error()};
  const Timed timed(times.load);
  auto loaded = loader_.Load(verified->value());
  if (!loaded.ok()) {
    version.failure = loaded.error().text;
    return Refusal{"G4", std::move(loaded).error()};
  }
  version.failure.clear();
  version.zombie_reason.clear();
  version.name = loaded.value()->name();
  ++version.loads;
  TraceLoaded(*loaded.value());
  version.instances.push_back(std::make_unique<Instance>());
  version.instances.back()->loaded = std::move(loaded).value();
  return std::nullopt;
}

void Admission::TraceLoaded(const LoadedOperator& loaded) const {
  std::ostringstream line;
  line << "G4 " << loaded.source().original.string() << ": handle " << loaded.library().handle() << ", create_operator at "
       << loaded.library().Symbol("create_operator") << ", destroy_operator at " << loaded.library().Symbol("destroy_operator")
       << ", name \"" << loaded.name() << "\"" << (loaded.revived() ? ", mapping revived" : "");
  TraceLine(line.str());
}

}  // namespace hotswap

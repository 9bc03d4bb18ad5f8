#include "core/control/admission.h"

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
  progress_("Inspecting " + name, "G2");
  {
    const Timed timed(times.inspect);
    if (Status inspected = InspectElf(stored->value()); !inspected.ok()) return Refusal{"G2", std::move(inspected).error()};
  }
  version = &catalogue_.Admit(slot, stored->value());
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
  version.instances.push_back(std::make_unique<Instance>());
  version.instances.back()->loaded = std::move(loaded).value();
  return std::nullopt;
}

}  // namespace hotswap

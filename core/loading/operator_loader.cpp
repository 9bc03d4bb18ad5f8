#include "core/loading/operator_loader.h"

#include <cassert>
#include <utility>
#include <vector>

#include "core/loading/elf_inspection.h"
#include "core/loading/left_for_ever.h"
#include "core/loading/mapped_file.h"

namespace hotswap {
namespace {

/// The loader's text as one about the user's file: it speaks of the path that dlopen got, or only of a dependency.
std::string InUsersTerms(std::string text, const StoredLibrary& library) {
  const std::string loaded = library.Loadable().string();
  const std::string original = library.original.string();
  for (std::size_t at = 0; (at = text.find(loaded, at)) != std::string::npos; at += original.size()) {
    text.replace(at, loaded.size(), original);
  }
  return text.starts_with(original) ? text : original + ": " + text;
}

std::string WhyStillMapped(const StoredLibrary& library, const std::string& occupant) {
  if (!occupant.empty()) {
    return "still mapped: " + occupant +
           ", and would crash this process if its code went away; join its threads in destroy_operator";
  }
  const auto file = MappedFile::Open(library.stored);
  std::string obstacle = file ? UnloadObstacle(file->bytes()) : std::string();
  if (obstacle.empty()) obstacle = "the file does not tell why; a thread_local with a destructor or another library may hold it";
  return "still mapped: " + obstacle;
}

std::string StillMapped(const LibraryCall& stuck) { return "still mapped: it " + WhyGivenUp(stuck); }

void Add(RetireProof& proof, const std::string& why) { proof.note += (proof.note.empty() ? "" : "; ") + why; }

}  // namespace

/// What the thread of a Load() works on, alone until it is done; for ever, when it never is.
struct OperatorLoader::LoadPass {
  LoadPass(std::shared_ptr<LibraryCall> its_call, StoredLibrary its_library, bool is_known,
           std::shared_ptr<const OperatorLibrary> held)
      : call(std::move(its_call)), library(std::move(its_library)), known(is_known), mapping(std::move(held)) {}

  Status Run() {
    const bool was_mapped = mapping != nullptr || SharedLibrary::IsMapped(library.Loadable());
    if (mapping == nullptr && !known && was_mapped) return Stale();
    if (mapping == nullptr) {
      auto opened = SharedLibrary::Open(library.Loadable());
      if (!opened) return Error{opened.error().code, InUsersTerms(opened.error().text, library)};
      auto library_here = std::make_shared<OperatorLibrary>(std::move(opened).value());
      const Status asked = library_here->AskForExtensions(call->step);
      mapping = std::move(library_here);
      if (!asked.ok()) {
        Close();
        return Error{asked.error().code, library.original.string() + ": " + asked.error().text};
      }
    }
    loaded = LoadedOperator::Create(mapping, library, was_mapped, call->step);
    // On failure the mapping goes with the instance that was not to be, unless something in the library keeps it.
    if (!loaded->ok()) Close();
    mapping = nullptr;
    return loaded->ok() ? Status() : loaded->error();
  }

  Error Stale() const {
    return {Errc::kStale, library.original.string() + ": its copy in the store, " + library.stored.string() +
                              ", is mapped already by other code, so the loader might answer with other bytes"};
  }

  void Close() {
    if (mapping == nullptr) return;
    call->step = LibraryStep::kDestructors;
    mapping = nullptr;
    stays_mapped = SharedLibrary::IsMapped(library.Loadable());
  }

  const std::shared_ptr<LibraryCall> call;
  const StoredLibrary library;
  const bool known;  ///< This loader mapped it once, and it may be mapped still.
  std::shared_ptr<const OperatorLibrary> mapping;
  std::optional<Result<std::unique_ptr<LoadedOperator>>> loaded;
  bool stays_mapped = false;  ///< After a failure.
};

/// What the thread of a Retire() works on.
struct OperatorLoader::RetirePass {
  RetirePass(std::shared_ptr<LibraryCall> its_call, std::unique_ptr<LoadedOperator> its_instance, bool may_close)
      : call(std::move(its_call)), instance(std::move(its_instance)), closes(may_close) {}

  Status Run() {
    thrown = instance->Destroy();
    const std::filesystem::path path = instance->source().Loadable();
    mapping = instance->library();
    if (!closes) return {};
    call->step = LibraryStep::kDestructors;
    const bool last = mapping.use_count() == 2;  // this one and the instance's
    if (last) occupant = mapping->library.Occupant();
    instance = nullptr;
    const std::weak_ptr<const OperatorLibrary> others = std::exchange(mapping, nullptr);
    shared = !others.expired();
    stays_mapped = !shared && SharedLibrary::IsMapped(path);
    return {};
  }

  const std::shared_ptr<LibraryCall> call;
  std::unique_ptr<LoadedOperator> instance;
  const bool closes;                               ///< Else the mapping is handed back: the loader cannot close it now.
  std::shared_ptr<const OperatorLibrary> mapping;  ///< When it was not closed.
  std::string thrown;
  std::string occupant;  ///< The thread for which it was left open.
  bool shared = false;
  bool stays_mapped = false;
};

/// What could not be closed is not closed now: the thread would wait for the dynamic loader for ever.
OperatorLoader::~OperatorLoader() {
  for (auto& [sha256, mapping] : mappings_) {
    if (mapping.kept != nullptr) LeaveForEver(std::make_shared<std::shared_ptr<const OperatorLibrary>>(std::move(mapping.kept)));
  }
}

Result<std::unique_ptr<LoadedOperator>> OperatorLoader::Load(StoredLibrary library) {
  const auto known = mappings_.find(library.sha256);
  std::shared_ptr<const OperatorLibrary> held;
  if (known != mappings_.end()) {
    library.memory = known->second.source.memory;
    held = known->second.library.lock();
  }
  if (auto why = WhyNot(library, held != nullptr)) return *std::move(why);
  const auto first = held != nullptr ? LibraryStep::kCreate : LibraryStep::kConstructors;
  const auto pass = std::make_shared<LoadPass>(std::make_shared<LibraryCall>(library.sha256, library.original, first), library,
                                               known != mappings_.end(), std::move(held));
  const auto status = Run(pass, false);
  Remember(*pass, status.has_value());
  if (!status) return GivenUp(*pass->call);
  if (!status->ok()) return status->error();
  return std::move(*pass->loaded).value();
}

template <typename Pass>
std::optional<Status> OperatorLoader::Run(const std::shared_ptr<Pass>& pass, bool retires) {
  ++waiting_;
  const bool retired_before = std::exchange(retiring_, retires);
  auto status = calls_.Run(
      pass->call, [pass] { return pass->Run(); }, longest_, go_on_);
  --waiting_;
  retiring_ = retired_before;
  return status;
}

/// Why a load is not even tried: it would wait for what did not come back before.
std::optional<Error> OperatorLoader::WhyNot(const StoredLibrary& library, bool mapped) const {
  const std::string file = library.original.string();
  if (const auto stuck = calls_.StuckIn(library.sha256); stuck != nullptr && stuck->step != LibraryStep::kDestroy) {
    return Error{Errc::kTimedOut, file + ": " + WhyGivenUp(*stuck)};
  }
  const auto holder = mapped ? nullptr : calls_.LoaderHolder();
  if (holder == nullptr) return std::nullopt;
  return Error{Errc::kUnavailable, file + ": is not loaded, because " + HoldsTheLoaderText(*holder)};
}

Error OperatorLoader::GivenUp(const LibraryCall& call) const {
  const auto holder = calls_.LoaderHolder();
  if (holder == nullptr || holder.get() == &call) return {Errc::kTimedOut, call.file.string() + ": " + WhyGivenUp(call)};
  return {Errc::kUnavailable, call.file.string() + ": is not loaded, because " + HoldsTheLoaderText(*holder)};
}

void OperatorLoader::Remember(const LoadPass& pass, bool came_back) {
  const auto known = mappings_.find(pass.library.sha256);
  if (!came_back) {
    if (known == mappings_.end()) mappings_[pass.library.sha256].source = pass.library;  // it may be mapped by now, or later
  } else if (pass.loaded && pass.loaded->ok()) {
    Mapping& mapping = mappings_[pass.library.sha256];
    mapping.library = pass.loaded->value()->library();
    mapping.source = pass.library;
    mapping.kept = nullptr;
  } else if (pass.loaded && pass.stays_mapped) {
    if (known == mappings_.end()) mappings_[pass.library.sha256].source = pass.library;
  } else if (known != mappings_.end() && known->second.library.expired()) {
    mappings_.erase(known);
  }
}

bool OperatorLoader::Holds(const StoredLibrary& library) const {
  const auto mapping = mappings_.find(library.sha256);
  return mapping != mappings_.end() && !mapping->second.library.expired();
}

RetireProof OperatorLoader::Retire(std::unique_ptr<LoadedOperator> instance) {
  assert(instance != nullptr);
  const StoredLibrary library = instance->source();
  if (const auto stuck = calls_.StuckIn(library.sha256)) {
    LeaveForEver(std::move(instance));
    return {.note = StillMapped(*stuck)};
  }
  const auto pass =
      std::make_shared<RetirePass>(std::make_shared<LibraryCall>(library.sha256, library.original, LibraryStep::kDestroy),
                                   std::move(instance), calls_.LoaderHolder() == nullptr);
  const auto status = Run(pass, true);
  if (!status) return {.note = StillMapped(*pass->call)};
  if (!status->ok()) {
    LeaveForEver(std::move(pass->instance));
    return {.note = "still mapped: " + status->error().text};
  }
  return Proof(*pass, library);
}

RetireProof OperatorLoader::Proof(RetirePass& pass, const StoredLibrary& library) {
  RetireProof proof{.shared = pass.shared};
  if (!pass.thrown.empty()) proof.note = "destroy_operator threw: " + pass.thrown;
  if (!pass.closes) return Kept(pass, library, std::move(proof));
  // While the control thread waited it may have loaded the same bytes again.
  const auto known = mappings_.find(library.sha256);
  proof.shared = proof.shared || (known != mappings_.end() && !known->second.library.expired());
  if (proof.shared) return proof;
  proof.unmapped = !pass.stays_mapped;
  if (proof.unmapped) {
    mappings_.erase(library.sha256);
  } else {
    std::string& occupant = mappings_[library.sha256].occupant;
    if (!pass.occupant.empty()) occupant = pass.occupant;
    Add(proof, WhyStillMapped(library, occupant));
  }
  return proof;
}

/// The mapping cannot be closed now: it is kept for the next load of these bytes.
RetireProof OperatorLoader::Kept(RetirePass& pass, const StoredLibrary& library, RetireProof proof) {
  pass.instance = nullptr;  // destroyed already, and its share in the mapping is not the last
  proof.shared = pass.mapping.use_count() > 1;
  if (proof.shared) return proof;
  mappings_[library.sha256].kept = std::move(pass.mapping);
  const auto holder = calls_.LoaderHolder();
  Add(proof, "still mapped, because " + (holder != nullptr ? HoldsTheLoaderText(*holder) : "the dynamic loader was not free"));
  return proof;
}

Status OperatorLoader::TryOut(std::unique_ptr<LoadedOperator>& instance, std::function<Status()> pass,
                              std::chrono::nanoseconds longest, const LibraryCalls::GoOn& go_on,
                              const LibraryCalls::Progress& progress, LibraryStep step) {
  const StoredLibrary& library = instance->source();
  const auto call = std::make_shared<LibraryCall>(library.sha256, library.original, step);
  if (auto status = calls_.Run(call, std::move(pass), longest, go_on, progress)) return *std::move(status);
  LeaveForEver(std::move(instance));
  return Error{Errc::kTimedOut, WhyGivenUp(*call)};
}

Status OperatorLoader::Ask(const LoadedOperator& instance, std::function<Status()> pass, std::chrono::nanoseconds longest,
                           const LibraryCalls::GoOn& go_on, const LibraryCalls::Progress& progress, LibraryStep step) {
  const StoredLibrary& library = instance.source();
  if (const auto stuck = calls_.StuckIn(library.sha256)) return Error{Errc::kTimedOut, WhyGivenUp(*stuck)};
  const auto call = std::make_shared<LibraryCall>(library.sha256, library.original, step);
  if (auto status = calls_.Run(call, std::move(pass), longest, go_on, progress)) return *std::move(status);
  return Error{Errc::kTimedOut, WhyGivenUp(*call)};
}

}  // namespace hotswap

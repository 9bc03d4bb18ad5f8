#include "core/loading/operator_loader.h"

#include <cassert>
#include <utility>

#include "core/loading/elf_inspection.h"
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

}  // namespace

Result<std::unique_ptr<LoadedOperator>> OperatorLoader::Load(StoredLibrary library) {
  const bool revived = !ForgetWhenGone(library) && mappings_.contains(library.sha256);
  auto mapping = OpenMapping(library);
  if (!mapping) return std::move(mapping).error();
  auto loaded = LoadedOperator::Create(std::move(mapping).value(), library, revived);
  // The mapping went with the instance that was not to be, unless something in the library keeps it.
  if (!loaded) ForgetWhenGone(library);
  return loaded;
}

bool OperatorLoader::Holds(const StoredLibrary& library) const {
  const auto mapping = mappings_.find(library.sha256);
  return mapping != mappings_.end() && !mapping->second.library.expired();
}

Result<std::shared_ptr<const SharedLibrary>> OperatorLoader::OpenMapping(StoredLibrary& library) {
  const auto known = mappings_.find(library.sha256);
  if (known != mappings_.end()) {
    library.memory = known->second.source.memory;
    if (auto held = known->second.library.lock()) return held;
  } else if (SharedLibrary::IsMapped(library.Loadable())) {
    return Error{Errc::kStale, library.original.string() + ": its copy in the store, " + library.stored.string() +
                                   ", is mapped already by other code, so the loader might answer with other bytes"};
  }
  auto opened = SharedLibrary::Open(library.Loadable());
  if (!opened) return Error{opened.error().code, InUsersTerms(opened.error().text, library)};
  auto mapping = std::make_shared<const SharedLibrary>(std::move(opened).value());
  Mapping& entry = mappings_[library.sha256];
  entry.library = mapping;
  entry.source = library;
  return mapping;
}

RetireProof OperatorLoader::Retire(std::unique_ptr<LoadedOperator> instance) {
  assert(instance != nullptr);
  const StoredLibrary library = instance->source();
  RetireProof proof;
  const std::string thrown = instance->Destroy();
  if (!thrown.empty()) proof.note = "destroy_operator threw: " + thrown;
  const auto mapping = mappings_.find(library.sha256);
  const bool last = mapping == mappings_.end() || mapping->second.library.use_count() == 1;
  std::string occupant = last ? instance->library().Occupant() : std::string();
  instance.reset();

  proof.shared = mapping != mappings_.end() && !mapping->second.library.expired();
  if (proof.shared) return proof;
  if (occupant.empty() && mapping != mappings_.end()) occupant = mapping->second.occupant;
  if (mapping != mappings_.end()) mapping->second.occupant = occupant;
  proof.unmapped = ForgetWhenGone(library);
  if (!proof.unmapped) proof.note += (proof.note.empty() ? "" : "; ") + WhyStillMapped(library, occupant);
  return proof;
}

bool OperatorLoader::ForgetWhenGone(const StoredLibrary& library) {
  const auto mapping = mappings_.find(library.sha256);
  if (mapping == mappings_.end()) return !SharedLibrary::IsMapped(library.Loadable());
  if (!mapping->second.library.expired() || SharedLibrary::IsMapped(mapping->second.source.Loadable())) return false;
  mappings_.erase(mapping);
  return true;
}

}  // namespace hotswap

#include "core/loading/loaded_operator.h"

#include <optional>
#include <utility>

#include "core/loading/display_name.h"
#include "core/loading/thrown.h"

namespace hotswap {
namespace {

Error CreateFailed(const std::filesystem::path& original, const std::string& why) {
  return {Errc::kCreateFailed, original.string() + ": " + why};
}

}  // namespace

Result<std::unique_ptr<LoadedOperator>> LoadedOperator::Create(std::shared_ptr<const OperatorLibrary> library,
                                                               StoredLibrary source, bool revived,
                                                               std::atomic<LibraryStep>& step) {
  const std::filesystem::path& original = source.original;
  if (library->create == nullptr || library->destroy == nullptr) {
    return Error{Errc::kMissingSymbol, original.string() + ": the dynamic loader does not find " +
                                           (library->create == nullptr ? "create_operator" : "destroy_operator")};
  }
  IScoreOperator* instance = nullptr;
  step = LibraryStep::kCreate;
  if (auto thrown = Thrown(LoadedOperator::kMaxNameBytes, [&] { instance = library->create(); })) {
    return CreateFailed(original, "create_operator threw: " + *thrown + "; remove that cause, or ask who wrote the operator");
  }
  if (instance == nullptr) {
    return CreateFailed(original, "create_operator returned null; it must return a new operator, so ask who wrote it");
  }
  std::unique_ptr<LoadedOperator> loaded(new LoadedOperator(std::move(library), std::move(source), revived, instance));

  const char* name = nullptr;
  step = LibraryStep::kName;
  const std::optional<std::string> thrown = Thrown(LoadedOperator::kMaxNameBytes, [&] { name = instance->name(); });
  if (thrown || name == nullptr) {
    step = LibraryStep::kDestroy;  // by `loaded`
    return CreateFailed(loaded->source_.original,
                        thrown ? "name() threw: " + *thrown + "; it must not throw: mend it"
                               : "name() returned null; it must return a text that lives as long as the operator");
  }
  const std::string file = loaded->source_.original.filename().string();
  loaded->name_ = DisplayName(*name != '\0' ? name : file.c_str(), kMaxNameBytes);
  return loaded;
}

LoadedOperator::LoadedOperator(std::shared_ptr<const OperatorLibrary> library, StoredLibrary source, bool revived,
                               IScoreOperator* instance)
    : library_(std::move(library)), source_(std::move(source)), revived_(revived), instance_(instance) {}

LoadedOperator::~LoadedOperator() { Destroy(); }

std::string LoadedOperator::Destroy() {
  IScoreOperator* instance = std::exchange(instance_, nullptr);
  if (instance == nullptr) return {};
  return Thrown(LoadedOperator::kMaxNameBytes, [&] { library_->destroy(instance); }).value_or("");
}

}  // namespace hotswap

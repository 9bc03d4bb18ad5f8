#include "core/loading/loaded_operator.h"

#include <atomic>
#include <exception>
#include <optional>
#include <utility>
#include <vector>

#include "core/loading/display_name.h"

namespace hotswap {
namespace {

std::atomic<bool> any_left = false;

/// Runs a call into the operator; what it threw as text, or nothing. The exception object dies here: its destructor is code of
/// the library.
template <typename Call>
std::optional<std::string> Thrown(Call call) {
  try {
    call();
    return std::nullopt;
  } catch (const std::exception& exception) {
    return DisplayName(exception.what(), LoadedOperator::kMaxNameBytes);
  } catch (...) {
    return "something that is no std::exception";
  }
}

Error CreateFailed(const std::filesystem::path& original, const std::string& why) {
  return {Errc::kCreateFailed, original.string() + ": " + why};
}

}  // namespace

Result<std::unique_ptr<LoadedOperator>> LoadedOperator::Create(std::shared_ptr<const SharedLibrary> library, StoredLibrary source,
                                                               bool revived) {
  const std::filesystem::path& original = source.original;
  const auto create = reinterpret_cast<CreateFunction>(library->Symbol("create_operator"));
  const auto destroy = reinterpret_cast<DestroyFunction>(library->Symbol("destroy_operator"));
  if (create == nullptr || destroy == nullptr) {
    return Error{Errc::kMissingSymbol, original.string() + ": the dynamic loader does not find " +
                                           (create == nullptr ? "create_operator" : "destroy_operator")};
  }
  IScoreOperator* instance = nullptr;
  if (auto thrown = Thrown([&] { instance = create(); })) {
    return CreateFailed(original, "create_operator threw: " + *thrown + "; remove that cause, or ask who wrote the operator");
  }
  if (instance == nullptr) {
    return CreateFailed(original, "create_operator returned null; it must return a new operator, so ask who wrote it");
  }
  std::unique_ptr<LoadedOperator> loaded(new LoadedOperator(std::move(library), std::move(source), revived, destroy, instance));

  const char* name = nullptr;
  const std::optional<std::string> thrown = Thrown([&] { name = instance->name(); });
  if (thrown) return CreateFailed(loaded->source_.original, "name() threw: " + *thrown + "; it must not throw: mend it");
  if (name == nullptr) {
    return CreateFailed(loaded->source_.original,
                        "name() returned null; it must return a text that lives as long as the operator");
  }
  const std::string file = loaded->source_.original.filename().string();
  loaded->name_ = DisplayName(*name != '\0' ? name : file.c_str(), kMaxNameBytes);
  return loaded;
}

LoadedOperator::LoadedOperator(std::shared_ptr<const SharedLibrary> library, StoredLibrary source, bool revived,
                               DestroyFunction destroy, IScoreOperator* instance)
    : library_(std::move(library)), source_(std::move(source)), revived_(revived), destroy_(destroy), instance_(instance) {}

LoadedOperator::~LoadedOperator() { Destroy(); }

void LoadedOperator::LeaveForEver(std::unique_ptr<LoadedOperator> stuck) {
  static auto* const left = new std::vector<std::unique_ptr<LoadedOperator>>;
  left->push_back(std::move(stuck));
  any_left = true;
}

bool LoadedOperator::AnyLeftForEver() { return any_left; }

std::string LoadedOperator::Destroy() {
  IScoreOperator* instance = std::exchange(instance_, nullptr);
  if (instance == nullptr) return {};
  return Thrown([&] { destroy_(instance); }).value_or("");
}

}  // namespace hotswap

#ifndef HOTSWAP_CORE_LOADING_LOADED_OPERATOR_H_
#define HOTSWAP_CORE_LOADING_LOADED_OPERATOR_H_

#include <atomic>
#include <cstddef>
#include <memory>
#include <string>

#include "core/abi/operator_interface.h"
#include "core/base/result.h"
#include "core/loading/library_call.h"
#include "core/loading/operator_library.h"
#include "core/loading/stored_library.h"

namespace hotswap {

/// One instance of an operator: what create_operator returned, and a share in the mapping that it needs.
///
/// Threads   Created and destroyed where the loader runs what libraries bring. get() may be called on any thread.
/// Lifetime  Nobody may be inside get() any more when it is destroyed. Without OperatorLoader::Retire() the destructor destroys
///           the instance and closes the library all the same.
class LoadedOperator {
 public:
  /// Calls the create_operator of `library`, which was opened from `source`, and then its name(); `step` follows. Fails with
  /// kMissingSymbol or kCreateFailed; no exception of the operator gets out.
  static Result<std::unique_ptr<LoadedOperator>> Create(std::shared_ptr<const OperatorLibrary> library, StoredLibrary source,
                                                        bool revived, std::atomic<LibraryStep>& step);

  ~LoadedOperator();
  LoadedOperator(const LoadedOperator&) = delete;
  LoadedOperator& operator=(const LoadedOperator&) = delete;

  IScoreOperator& get() const { return *instance_; }

  /// What the operator calls itself, or its file's name when that is nothing: valid UTF-8 without control characters, at most
  /// kMaxNameBytes.
  const std::string& name() const { return name_; }
  static constexpr std::size_t kMaxNameBytes = 128;

  const StoredLibrary& source() const { return source_; }
  const std::shared_ptr<const OperatorLibrary>& library() const { return library_; }

  /// Whether the mapping was there already, so that the library's static state is not fresh.
  bool revived() const { return revived_; }

  /// Calls destroy_operator now, once; get() must not be called any more. Returns what it threw, or an empty text.
  std::string Destroy();

 private:
  LoadedOperator(std::shared_ptr<const OperatorLibrary> library, StoredLibrary source, bool revived, IScoreOperator* instance);

  // Fixed after construction. First: must outlive the instance.
  const std::shared_ptr<const OperatorLibrary> library_;
  const StoredLibrary source_;
  const bool revived_;

  // Only where it is created and destroyed.
  IScoreOperator* instance_;  // Null when destroyed.
  std::string name_;
};

}  // namespace hotswap

#endif  // HOTSWAP_CORE_LOADING_LOADED_OPERATOR_H_

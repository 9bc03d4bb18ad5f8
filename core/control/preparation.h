#ifndef HOTSWAP_CORE_CONTROL_PREPARATION_H_
#define HOTSWAP_CORE_CONTROL_PREPARATION_H_

#include <chrono>
#include <functional>
#include <memory>
#include <string>

#include "core/base/result.h"
#include "core/loading/operator_extensions.h"
#include "core/loading/operator_loader.h"

namespace hotswap {

/// Gate G6 by what an operator offers itself: its configuration, its warm-up, and the state of the instance before it.
///
/// Threads  Control thread only; the operator's code runs where the loader has it run.
/// Failure  kNotReady, kThrew, kTooLarge: see core/loading/operator_extensions.h. kTimedOut: the call did not come back, and the
///          instance was taken and is left for ever, but in Save().
class Preparation {
 public:
  /// A warm-up may take so long in all, and a state be handed over for so long without progress.
  static constexpr std::chrono::seconds kLongestWarmUp{60};
  static constexpr std::chrono::seconds kLongestHandOver{2};

  struct Parts {
    OperatorLoader* loader = nullptr;
    LibraryCalls::GoOn go_on;  ///< While an instance that nobody uses gets ready.
    LibraryCalls::GoOn wait;   ///< While a state is handed over: must change nothing, since a swap is half done.
  };

  explicit Preparation(Parts parts) : parts_(std::move(parts)) {}

  /// Gives it a configuration. kInvalidArgument: it takes none.
  Status Configure(std::unique_ptr<LoadedOperator>& instance, const std::string& json) const;

  /// Has it warm itself up, which it must offer. `told` hears how far it is, from 0 to 1.
  Status WarmUp(std::unique_ptr<LoadedOperator>& instance, std::vector<Feature> samples,
                const std::function<void(double fraction)>& told) const;

  /// The state of an instance that may answer requests meanwhile, and must offer it.
  Result<std::shared_ptr<const StateBytes>> Save(const LoadedOperator& instance) const;

  /// Gives it that state, for which it must offer a place. `unused`: why it begins without; else empty.
  Status Restore(std::unique_ptr<LoadedOperator>& instance, std::shared_ptr<const StateBytes> bytes, std::string& unused) const;

 private:
  const Parts parts_;
};

}  // namespace hotswap

#endif  // HOTSWAP_CORE_CONTROL_PREPARATION_H_

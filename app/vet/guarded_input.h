#ifndef HOTSWAP_APP_VET_GUARDED_INPUT_H_
#define HOTSWAP_APP_VET_GUARDED_INPUT_H_

#include "core/abi/operator_interface.h"

namespace hotswap::vet {

/// A request in memory that cannot be written, with a page at its other side that cannot be touched at all.
///
/// The same bytes are mapped a second time, where the child writes the next request: no call of the system is needed for it.
class GuardedInput {
 public:
  enum class Side {
    kBehind,  ///< The request ends at the forbidden page.
    kBefore,  ///< It begins at one.
  };

  /// Prepares the memory. Once, before the limits on files and system calls; false when the system gives none.
  static bool Prepare();

  /// Where an operator reads `feature` until the next call.
  static const Feature& Show(const Feature& feature, Side side);

  static bool CoversView(const void* address);
  static bool CoversGuard(const void* address);
};

}  // namespace hotswap::vet

#endif  // HOTSWAP_APP_VET_GUARDED_INPUT_H_

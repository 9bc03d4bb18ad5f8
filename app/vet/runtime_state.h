#ifndef HOTSWAP_APP_VET_RUNTIME_STATE_H_
#define HOTSWAP_APP_VET_RUNTIME_STATE_H_

#include <signal.h>

#include <locale>
#include <memory_resource>
#include <new>

#include "app/vet/stream_state.h"

namespace hotswap::vet {

/// What the C++ library keeps once for the whole process, and code in it may lead into a library that is gone tomorrow.
class RuntimeState {
 public:
  /// As it is now.
  static RuntimeState Take();

  /// Refuses when it is not as it was: the standard streams, the handler for want of memory, the default memory resource, the global
  /// locale, the stack for signal handlers of this thread. Also while the library is in use: what two of them change and put back,
  /// the second leaves as the first had made it.
  void Check() const;

 private:
  StreamState streams_;
  std::new_handler new_handler_ = nullptr;
  std::pmr::memory_resource* memory_resource_ = nullptr;
  std::locale locale_;
  const void* signal_stack_ = nullptr;
};

}  // namespace hotswap::vet

#endif  // HOTSWAP_APP_VET_RUNTIME_STATE_H_

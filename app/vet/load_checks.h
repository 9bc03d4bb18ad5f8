#ifndef HOTSWAP_APP_VET_LOAD_CHECKS_H_
#define HOTSWAP_APP_VET_LOAD_CHECKS_H_

#include "app/vet/operator_calls.h"

namespace hotswap::vet {

/// Maps the library and runs its static constructors; the handle of dlopen.
void* CheckLoad();

/// The two exports, which must be the library's own: dlsym finds those of a library that it needs, too.
Factory CheckFactory(void* handle);

/// Runs static destructors and exit handlers, and looks whether the library is gone. Where it stays, the default warns and
/// `strict` refuses.
void CheckUnload(void* handle, bool strict);

}  // namespace hotswap::vet

#endif  // HOTSWAP_APP_VET_LOAD_CHECKS_H_

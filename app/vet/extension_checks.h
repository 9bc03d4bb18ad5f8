#ifndef HOTSWAP_APP_VET_EXTENSION_CHECKS_H_
#define HOTSWAP_APP_VET_EXTENSION_CHECKS_H_

#include "app/vet/vetting_context.h"

namespace hotswap::vet {

/// Asks the library at `handle` for each extension and for one that nobody knows, and uses what it offers: configures an instance
/// by "{}", warms one up, and restores a saved state in a fresh one, whose scores stay what they were unless the operator is
/// stateful. A failure that the operator reports is in order, but for a warm-up; a library without extensions passes unseen.
/// Failure  What the library does wrong refuses it.
void CheckExtensions(const VettingContext& context, void* handle);

}  // namespace hotswap::vet

#endif  // HOTSWAP_APP_VET_EXTENSION_CHECKS_H_

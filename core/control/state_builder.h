#ifndef HOTSWAP_CORE_CONTROL_STATE_BUILDER_H_
#define HOTSWAP_CORE_CONTROL_STATE_BUILDER_H_

#include <memory>

#include "core/control/control_state.h"
#include "core/control/traffic.h"
#include "core/control/version_catalogue.h"

namespace hotswap {

/// The slots (with what the configuration says of them), versions and workers as they are now; the rest of the state is left empty. Control thread only.
std::shared_ptr<ControlState> BuildControlState(const VersionCatalogue& catalogue, const Traffic& traffic, const Config& config);

}  // namespace hotswap

#endif  // HOTSWAP_CORE_CONTROL_STATE_BUILDER_H_

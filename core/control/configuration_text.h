#ifndef HOTSWAP_CORE_CONTROL_CONFIGURATION_TEXT_H_
#define HOTSWAP_CORE_CONTROL_CONFIGURATION_TEXT_H_

#include <string>
#include <string_view>

#include "core/base/result.h"

namespace hotswap {

/// The one way in which a version's configuration is written: compact JSON with its keys in order, so that spaces make no new
/// version. Empty stays empty: none. kParse: it is no JSON text; kTooLarge: over kMaxConfigurationBytes.
Result<std::string> ConfigurationText(std::string_view json);

}  // namespace hotswap

#endif  // HOTSWAP_CORE_CONTROL_CONFIGURATION_TEXT_H_

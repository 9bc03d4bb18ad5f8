// Private to this folder, as every header that shows the TOML library.
#ifndef HOTSWAP_CORE_CONFIG_JSON_TEXT_H_
#define HOTSWAP_CORE_CONFIG_JSON_TEXT_H_

#include <toml++/toml.h>

#include <string>

#include "core/base/result.h"

namespace hotswap {

/// JSON that says what `node` says: a text must be JSON already and stays as it is, anything else is converted. kParse with a
/// clause when it cannot be: a text that is no JSON, a number that is infinite or NaN, a date.
Result<std::string> JsonText(const toml::node& node);

}  // namespace hotswap

#endif  // HOTSWAP_CORE_CONFIG_JSON_TEXT_H_

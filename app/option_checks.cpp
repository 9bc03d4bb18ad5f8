#include "app/option_checks.h"

namespace hotswap {

CLI::Validator Named(const std::string& what) {
  return CLI::Validator([what](const std::string& text) { return text.empty() ? "\"\" is no name; name a " + what : ""; }, "");
}

}  // namespace hotswap

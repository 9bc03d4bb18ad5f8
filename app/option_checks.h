#ifndef HOTSWAP_APP_OPTION_CHECKS_H_
#define HOTSWAP_APP_OPTION_CHECKS_H_

#include <CLI/CLI.hpp>
#include <string>

namespace hotswap {

/// Refuses an empty name of a `what`, such as "folder": most often a variable of a script that was not set.
CLI::Validator Named(const std::string& what);

}  // namespace hotswap

#endif  // HOTSWAP_APP_OPTION_CHECKS_H_

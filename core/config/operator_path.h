#ifndef HOTSWAP_CORE_CONFIG_OPERATOR_PATH_H_
#define HOTSWAP_CORE_CONFIG_OPERATOR_PATH_H_

#include <filesystem>

namespace hotswap {

/// Where an operator that a configuration names is: an absolute name as it is, a relative one in `directory` or else in
/// `plugin_directory`. When neither has it, the path in `directory`, so that the error of the one who opens it names it.
std::filesystem::path ResolveOperator(const std::filesystem::path& name, const std::filesystem::path& directory,
                                      const std::filesystem::path& plugin_directory);

}  // namespace hotswap

#endif  // HOTSWAP_CORE_CONFIG_OPERATOR_PATH_H_

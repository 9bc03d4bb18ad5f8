#ifndef HOTSWAP_APP_LOCATIONS_H_
#define HOTSWAP_APP_LOCATIONS_H_

#include <filesystem>

namespace hotswap {

/// The folder of the shipped operators: beside the program in a build tree (../plugins), or where it was installed
/// (../lib/hotswap/plugins).
std::filesystem::path ShippedOperators();

/// A file that ships with the program, such as "scenarios/reference.toml": copied into a build tree, or installed under
/// ../share/hotswap.
std::filesystem::path ShippedResource(const std::filesystem::path& name);

/// Where the user's configuration is looked for: $XDG_CONFIG_HOME/hotswap/config.toml, or ~/.config/hotswap/config.toml. Empty
/// when neither variable names an absolute path.
std::filesystem::path UserConfigFile();

}  // namespace hotswap

#endif  // HOTSWAP_APP_LOCATIONS_H_

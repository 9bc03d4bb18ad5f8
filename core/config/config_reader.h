#ifndef HOTSWAP_CORE_CONFIG_CONFIG_READER_H_
#define HOTSWAP_CORE_CONFIG_CONFIG_READER_H_

#include <cstdint>
#include <filesystem>
#include <map>
#include <string>
#include <string_view>

#include "core/api/config.h"
#include "core/base/result.h"

namespace hotswap {

/// A configuration as one file says it.
struct ConfigFile {
  Config config;
  std::map<std::string, std::uint32_t> lines;  ///< Of each key that the file has, spelled as in ConfigRows().
};

/// Reads a configuration from a TOML file (resources/config.toml explains every key) and checks it as a whole; what it does not
/// say is as built in. Relative paths are in the file's directory, operators then in `plugin_directory`.
///
/// Errors: kNotFound, kNotRegularFile, kPermissionDenied, kIo, kTooLarge (over 1 MiB) for the file; kParse for its content, with
/// "FILE:LINE:COLUMN: " before the text. Whether a strategy's shares grow and its limits make sense is core/rollout's to judge.
Result<ConfigFile> ReadConfig(const std::filesystem::path& file, const std::filesystem::path& plugin_directory);

/// The same for a text, as if it stood in `file`.
Result<ConfigFile> ParseConfig(std::string_view text, const std::filesystem::path& file,
                               const std::filesystem::path& plugin_directory);

}  // namespace hotswap

#endif  // HOTSWAP_CORE_CONFIG_CONFIG_READER_H_

// Private to this folder, as every header that shows the TOML library.
#ifndef HOTSWAP_CORE_CONFIG_SLOT_READER_H_
#define HOTSWAP_CORE_CONFIG_SLOT_READER_H_

#include <filesystem>

#include "core/api/config.h"
#include "core/config/toml_section.h"

namespace hotswap {

/// Adds a [[slot]] to the configuration, whose strategies have been read. Relative paths are in `directory`, operators then in
/// `plugin_directory`. Whatever is wrong goes to the complaint.
void ReadSlot(const toml::table& table, const std::filesystem::path& directory, const std::filesystem::path& plugin_directory,
              Complaint& complaint, Config& config);

}  // namespace hotswap

#endif  // HOTSWAP_CORE_CONFIG_SLOT_READER_H_

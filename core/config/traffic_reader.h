// Private to this folder, as every header that shows the TOML library.
#ifndef HOTSWAP_CORE_CONFIG_TRAFFIC_READER_H_
#define HOTSWAP_CORE_CONFIG_TRAFFIC_READER_H_

#include <array>
#include <filesystem>
#include <string_view>

#include "core/api/scenario.h"
#include "core/api/worker_settings.h"
#include "core/config/toml_section.h"

namespace hotswap {

// [workers] and [source], which scenarios and configurations have in common. Whatever is wrong goes to the complaint.

inline constexpr std::array<std::string_view, 3> kWorkersKeys = {"threads", "interval", "rounds"};
inline constexpr std::array<std::string_view, 3> kSourceKeys = {"kind", "file", "loop"};

/// Changes what the table says.
void ReadWorkers(const toml::table& table, Complaint& complaint, WorkerSettings& workers);

/// A source as the table alone says it; a relative file is in `directory`.
SourceSpec ReadSource(const toml::table& table, const std::filesystem::path& directory, Complaint& complaint);

}  // namespace hotswap

#endif  // HOTSWAP_CORE_CONFIG_TRAFFIC_READER_H_

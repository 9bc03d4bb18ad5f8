#ifndef HOTSWAP_CORE_CONFIG_SCENARIO_READER_H_
#define HOTSWAP_CORE_CONFIG_SCENARIO_READER_H_

#include <filesystem>

#include "core/api/scenario.h"
#include "core/base/result.h"

namespace hotswap {

/// Reads a scenario from a TOML file (resources/scenarios/reference.toml shows the format) and checks it as a whole.
///
/// Operators and the source's file may be relative: they are looked for beside the scenario, operators then in
/// `plugin_directory`. Swaps come out in order of time; a swap without a slot is about the first slot.
///
/// Errors: kNotFound, kNotRegularFile, kPermissionDenied, kIo, kTooLarge (over 1 MiB) for the file; kParse for its content, with
/// "FILE:LINE:COLUMN: " before the text.
Result<Scenario> ReadScenario(const std::filesystem::path& file, const std::filesystem::path& plugin_directory);

}  // namespace hotswap

#endif  // HOTSWAP_CORE_CONFIG_SCENARIO_READER_H_

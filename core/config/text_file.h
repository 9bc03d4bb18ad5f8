#ifndef HOTSWAP_CORE_CONFIG_TEXT_FILE_H_
#define HOTSWAP_CORE_CONFIG_TEXT_FILE_H_

#include <filesystem>
#include <string>

#include "core/base/result.h"

namespace hotswap {

/// The whole text of a file that a person wrote; `what` is what it should be, such as "a scenario".
/// Errors: kNotFound, kNotRegularFile, kPermissionDenied, kIo, kTooLarge (over 1 MiB).
Result<std::string> ReadTextFile(const std::filesystem::path& file, const char* what);

}  // namespace hotswap

#endif  // HOTSWAP_CORE_CONFIG_TEXT_FILE_H_

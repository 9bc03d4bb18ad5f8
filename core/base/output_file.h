#ifndef HOTSWAP_CORE_BASE_OUTPUT_FILE_H_
#define HOTSWAP_CORE_BASE_OUTPUT_FILE_H_

#include <filesystem>
#include <string_view>

#include "core/base/result.h"

namespace hotswap {

/// Whether `file` is something that can be written to, or nothing yet: kNotRegularFile, with a text about `object`, for a
/// directory, a socket and a FIFO, which would hold the writer up until somebody reads it. Devices may be written, and so may a
/// pipe of this process that has no name (/dev/stdout). Opens nothing.
Status CheckOutputKind(std::string_view object, const std::filesystem::path& file);

}  // namespace hotswap

#endif  // HOTSWAP_CORE_BASE_OUTPUT_FILE_H_

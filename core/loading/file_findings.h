#ifndef HOTSWAP_CORE_LOADING_FILE_FINDINGS_H_
#define HOTSWAP_CORE_LOADING_FILE_FINDINGS_H_

#include <sys/stat.h>

#include <filesystem>
#include <vector>

#include "core/api/verdict.h"

namespace hotswap {

/// Gate G0's findings about who else may decide what `file` holds: its owner, its mode, and the mode of the directory that holds
/// it (of the file itself, when the path is a symbolic link). `status` is the file's own. Warnings at most: what is loaded is a
/// private copy of the bytes that were judged.
std::vector<Finding> FileFindings(const std::filesystem::path& file, const struct stat& status);

}  // namespace hotswap

#endif  // HOTSWAP_CORE_LOADING_FILE_FINDINGS_H_

#ifndef HOTSWAP_CORE_LOADING_WHOLE_FILE_H_
#define HOTSWAP_CORE_LOADING_WHOLE_FILE_H_

#include <sys/stat.h>

#include <cstddef>
#include <filesystem>
#include <vector>

#include "core/base/result.h"

namespace hotswap {

/// A file as it was read.
struct WholeFile {
  std::vector<std::byte> bytes;
  struct stat status;
};

/// All of a file, under the rules of SourceFile: never blocks, takes regular files of the store's size cap only, and
/// refuses one that changed while it was read. Error texts begin with the path.
Result<WholeFile> ReadWholeFile(const std::filesystem::path& file);

}  // namespace hotswap

#endif  // HOTSWAP_CORE_LOADING_WHOLE_FILE_H_

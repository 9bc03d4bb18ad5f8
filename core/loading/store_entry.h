#ifndef HOTSWAP_CORE_LOADING_STORE_ENTRY_H_
#define HOTSWAP_CORE_LOADING_STORE_ENTRY_H_

#include <sys/types.h>
#include <unistd.h>

#include <cstdint>
#include <filesystem>
#include <string>

#include "core/base/result.h"
#include "core/loading/source_file.h"

namespace hotswap {

/// Opens the file `entry` of a store and hashes it through that descriptor: succeeds when the bytes are those of `sha256`, the path
/// still stands for the very file that was hashed, it is no link, it belongs to `user` or root, and nobody else may write to it.
///
/// Failure  kNotFound: it is gone. kStale: other bytes, a link, or replaced again and again. kPermissionDenied: the system or
///          its owner or mode forbids. The text is a clause that begins with a verb and lacks the entry's name.
Result<SourceFile> OpenVerified(const std::filesystem::path& entry, const std::string& sha256, std::uint64_t max_bytes,
                                uid_t user = geteuid());

}  // namespace hotswap

#endif  // HOTSWAP_CORE_LOADING_STORE_ENTRY_H_

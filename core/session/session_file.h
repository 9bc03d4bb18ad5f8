#ifndef HOTSWAP_CORE_SESSION_SESSION_FILE_H_
#define HOTSWAP_CORE_SESSION_SESSION_FILE_H_

#include <cstdint>
#include <filesystem>
#include <string_view>

#include "core/base/result.h"
#include "core/session/session.h"

namespace hotswap {

/// What ends the name of a session file by convention.
inline constexpr std::string_view kSessionSuffix = ".hsession";
/// In bytes. One of 64 threads with full rings, which swaps split as far as they are kept, has 30 MiB.
inline constexpr std::uint64_t kLargestSession = std::uint64_t{128} << 20;

/// Writes `text` to `file`, whole or not at all: beside it under another name, to the disk, and then in its place. A killed process or
/// a full disk leaves what was there before. `what` is what errors call it, such as "the session". A link keeps leading where it does.
///
/// Threads  One at a time in a process; takes its time.
Status WriteWhole(std::string_view what, const std::filesystem::path& file, std::string_view text);

/// Writes what an engine knows, to be read by ReadSession(). `program` with its version. Errors name the file.
Status SaveSession(const Snapshot& snapshot, std::string_view program, const std::filesystem::path& file);

/// Reads a session. Errors name the file, what is wrong with it and what to do: kNotFound, kNotRegularFile, kTooLarge, kParse (no
/// session), kDamaged, kTooNew.
Result<Session> ReadSession(const std::filesystem::path& file);

}  // namespace hotswap

#endif  // HOTSWAP_CORE_SESSION_SESSION_FILE_H_

#ifndef HOTSWAP_CORE_LOADING_SEAL_H_
#define HOTSWAP_CORE_LOADING_SEAL_H_

#include <array>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <span>

#include "core/base/result.h"
#include "core/loading/abi_note.h"

namespace hotswap {

/// What SealFile() did.
enum class SealOutcome {
  kSealed,
  kSealedBefore,  ///< The seal was there and true; the file was not touched.
};

/// The SHA-256 of all of `file` but the 32 bytes of its note's digest, in place of which it is fed zeros.
Result<std::array<std::byte, 32>> ComputeSeal(std::span<const std::byte> file, const AbiNote& note);

/// kDigestMismatch unless a sealed `file` has the bytes that were sealed. Error texts begin with a verb.
Status CheckSeal(std::span<const std::byte> file, const AbiNote& note);

/// Writes the seal into an operator library: into a copy beside it, which then takes its name and keeps its mode, so that a
/// reader finds either the old or the new file, whole. Through a symbolic link the file that it names is sealed. A library that
/// changed after it was sealed is sealed again. kUnverified when there is no ABI note to write into. Error texts begin with the
/// path.
Result<SealOutcome> SealFile(const std::filesystem::path& file);

}  // namespace hotswap

#endif  // HOTSWAP_CORE_LOADING_SEAL_H_

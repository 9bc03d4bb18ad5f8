#ifndef HOTSWAP_CORE_LOADING_ELF_INSPECTION_H_
#define HOTSWAP_CORE_LOADING_ELF_INSPECTION_H_

#include <cstddef>
#include <span>
#include <string>

#include "core/base/result.h"
#include "core/loading/operator_store.h"

namespace hotswap {

/// Gate G2: whether the stored bytes are an operator that dlopen can be trusted with: a whole 64-bit shared library for this
/// machine that exports the functions create_operator and destroy_operator. Runs no code of it and never crashes on any bytes.
/// Error texts begin with the user's path.
Status InspectElf(const StoredLibrary& library);

/// The same of bytes in memory; error texts begin with a verb.
Status InspectElf(std::span<const std::byte> bytes);

/// What in the library keeps it mapped after dlclose, with the remedy; empty when nothing in the file does.
std::string UnloadObstacle(std::span<const std::byte> bytes);

}  // namespace hotswap

#endif  // HOTSWAP_CORE_LOADING_ELF_INSPECTION_H_

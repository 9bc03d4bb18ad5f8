#ifndef HOTSWAP_CORE_LOADING_FILE_INSPECTION_H_
#define HOTSWAP_CORE_LOADING_FILE_INSPECTION_H_

#include <filesystem>

#include "core/api/verdict.h"
#include "core/loading/static_inspection.h"

namespace hotswap {

/// What the gates that run no code say of a file where it lies, without a copy in the store: G0 (a regular file, its size, who
/// else may write it), G1 and G2. Never blocks, also not on a FIFO, and never throws: what goes wrong is a refusal by G0.
/// Any thread; takes as long as reading the file does.
Verdict InspectFile(const std::filesystem::path& file, const InspectionPolicy& policy) noexcept;

}  // namespace hotswap

#endif  // HOTSWAP_CORE_LOADING_FILE_INSPECTION_H_

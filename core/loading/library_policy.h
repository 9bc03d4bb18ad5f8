#ifndef HOTSWAP_CORE_LOADING_LIBRARY_POLICY_H_
#define HOTSWAP_CORE_LOADING_LIBRARY_POLICY_H_

#include <cstdint>

#include "core/loading/finding_list.h"
#include "core/loading/loadable_library.h"
#include "core/loading/static_inspection.h"

namespace hotswap {

/// Initial-exec thread-local storage up to this is only warned of: the loader keeps about 1.6 KiB for all libraries that come
/// later, and at 256 bytes the seventh that is loaded at once fails.
inline constexpr std::uint64_t kMostStaticThreadStorage = 128;

/// What would keep the library mapped after dlclose: unique symbols, -z nodelete, thread-local objects with destructors.
void JudgeUnload(const LoadableLibrary& library, const InspectionPolicy& policy, FindingList& findings);

/// Whether it can start threads, which nobody sees before they run.
void JudgeThreads(const LoadableLibrary& library, FindingList& findings);

/// What of the library's memory endangers the process: code that can be written, an executable stack, code that the loader
/// patches, thread-local storage that must be there before the library is.
void JudgeMemory(const LoadableLibrary& library, const InspectionPolicy& policy, FindingList& findings);

}  // namespace hotswap

#endif  // HOTSWAP_CORE_LOADING_LIBRARY_POLICY_H_

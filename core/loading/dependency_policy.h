#ifndef HOTSWAP_CORE_LOADING_DEPENDENCY_POLICY_H_
#define HOTSWAP_CORE_LOADING_DEPENDENCY_POLICY_H_

#include "core/loading/finding_list.h"
#include "core/loading/loadable_library.h"
#include "core/loading/static_inspection.h"

namespace hotswap {

/// What else the loader would bring in, or take for the library: needed libraries and where they are searched, auditors and
/// filters, and libraries of this process that have the same name and are others.
void JudgeDependencies(const LoadableLibrary& library, const InspectionPolicy& policy, FindingList& findings);

}  // namespace hotswap

#endif  // HOTSWAP_CORE_LOADING_DEPENDENCY_POLICY_H_

#ifndef HOTSWAP_CORE_ENGINE_OPEN_SOURCE_H_
#define HOTSWAP_CORE_ENGINE_OPEN_SOURCE_H_

#include <memory>
#include <string>
#include <vector>

#include "core/api/scenario.h"
#include "core/base/result.h"
#include "core/engine/request_source.h"

namespace hotswap {

/// Opens the source that `spec` names; requests name their slots by index into `slot_names`.
///
/// Errors: those of CsvSource::Open; kUnavailable, with the command that fetches them, when the MovieLens ratings are not there;
/// kInvalidArgument for an unknown kind.
Result<std::unique_ptr<RequestSource>> OpenSource(const SourceSpec& spec, const std::vector<std::string>& slot_names);

}  // namespace hotswap

#endif  // HOTSWAP_CORE_ENGINE_OPEN_SOURCE_H_

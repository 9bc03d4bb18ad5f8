#ifndef HOTSWAP_APP_CLI_SAMPLE_FILE_H_
#define HOTSWAP_APP_CLI_SAMPLE_FILE_H_

#include <filesystem>
#include <vector>

#include "core/abi/operator_interface.h"
#include "core/base/result.h"

namespace hotswap {

/// The requests of a CSV file with the columns user_id, item_id, user_feature and item_feature; others are ignored, empty lines
/// left out. Errors name file and line: kParse for a bad row, none, or more than kMaxSamples; otherwise what keeps the file from
/// being read.
Result<std::vector<Feature>> ReadSampleFile(const std::filesystem::path& file);

}  // namespace hotswap

#endif  // HOTSWAP_APP_CLI_SAMPLE_FILE_H_

#include "core/control/configuration_text.h"

#include <nlohmann/json.hpp>

#include "core/api/command.h"

namespace hotswap {

Result<std::string> ConfigurationText(std::string_view json) {
  if (json.empty()) return std::string();
  if (json.size() > kMaxConfigurationBytes) {
    return Error{Errc::kTooLarge, "the configuration has " + std::to_string(json.size()) + " bytes, and may have " +
                                      std::to_string(kMaxConfigurationBytes) +
                                      "; put large data into a file that the operator reads, and name that"};
  }
  try {
    return nlohmann::json::parse(json.begin(), json.end()).dump();
  } catch (const nlohmann::json::exception& wrong) {
    // "[json.exception.parse_error.101] parse error at line 1, column 2: …"
    std::string what = wrong.what();
    if (const auto end = what.find("] "); end != std::string::npos) what.erase(0, end + 2);
    return Error{Errc::kParse, "the configuration is no JSON text: " + what};
  }
}

}  // namespace hotswap

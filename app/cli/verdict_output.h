#ifndef HOTSWAP_APP_CLI_VERDICT_OUTPUT_H_
#define HOTSWAP_APP_CLI_VERDICT_OUTPUT_H_

#include <functional>
#include <string>
#include <vector>

#include "core/api/verdict.h"

namespace hotswap {

/// Judges each of `libraries` and prints its verdict on standard output, as a table or as JSON (of several, an array), and a
/// reason for refusal on standard error, too. `go_on`, asked before each, ends it early. The exit status: 0 when all are accepted,
/// 1 when one is refused or was not judged.
int PrintVerdicts(const std::vector<std::string>& libraries, bool json, const std::function<Verdict(const std::string&)>& judge,
                  const std::function<bool()>& go_on = {});

}  // namespace hotswap

#endif  // HOTSWAP_APP_CLI_VERDICT_OUTPUT_H_

#ifndef HOTSWAP_APP_CLI_VERDICT_PRINTER_H_
#define HOTSWAP_APP_CLI_VERDICT_PRINTER_H_

#include <nlohmann/json.hpp>
#include <ostream>

#include "core/api/verdict.h"

namespace hotswap {

/// A verdict for people: the file as it was given with the verdict in the first line, what the file is, and a row for each
/// finding. Never colours, and never what a terminal would obey.
void PrintVerdict(std::ostream& out, const Verdict& verdict);

/// The same for programs: {"file", "sha256", "size", "build_id", "verdict": "accepted" | "refused", "warnings": N, "took_us",
/// "vetted_before", "identity": {…} | null, "findings": [{"gate", "check", "level", "code", "text"}, …]}.
nlohmann::json VerdictJson(const Verdict& verdict);

}  // namespace hotswap

#endif  // HOTSWAP_APP_CLI_VERDICT_PRINTER_H_

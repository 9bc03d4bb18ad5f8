#ifndef HOTSWAP_APP_CLI_JOURNAL_TIME_H_
#define HOTSWAP_APP_CLI_JOURNAL_TIME_H_

#include <chrono>
#include <string>

#include "core/base/result.h"

namespace hotswap {

/// "2026-11-26 14:30:05", in this machine's time zone.
std::string LocalTime(std::chrono::system_clock::time_point at);

/// "2026-11-26T13:30:05.123Z".
std::string UtcTime(std::chrono::system_clock::time_point at);

/// A moment as people name it: "2026-11-26", "2026-11-26T14:30", with seconds, with a space for the T, with Z for UTC; or how long
/// before `now`, such as "2h".
Result<std::chrono::system_clock::time_point> ParseSince(const std::string& text, std::chrono::system_clock::time_point now);

}  // namespace hotswap

#endif  // HOTSWAP_APP_CLI_JOURNAL_TIME_H_

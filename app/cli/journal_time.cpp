#include "app/cli/journal_time.h"

#include <algorithm>
#include <array>
#include <cstdio>
#include <ctime>

#include "core/base/duration.h"

namespace hotswap {
namespace {

using std::chrono::system_clock;

/// The year 2200.
constexpr std::time_t kLastSecond = 7'258'118'400;

std::string TimeText(system_clock::time_point at, const char* format, std::tm* (*convert)(const std::time_t*, std::tm*)) {
  const std::time_t seconds = system_clock::to_time_t(std::chrono::floor<std::chrono::seconds>(at));
  std::tm fields{};
  std::array<char, 64> text{};
  if (convert(&seconds, &fields) != nullptr) std::strftime(text.data(), text.size(), format, &fields);
  return text.data();
}

/// Whether `text` is all of one of the forms; the fields that it leaves out are 0.
bool ReadFields(const std::string& text, std::tm& fields) {
  for (const char* form : {"%Y-%m-%d", "%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S", "%Y-%m-%d %H:%M", "%Y-%m-%d %H:%M:%S"}) {
    fields = {};
    const char* const end = strptime(text.c_str(), form, &fields);
    if (end == nullptr || *end != '\0') continue;
    // What strptime lets through: the 31st of February.
    std::tm same = fields;
    const std::time_t seconds = timegm(&same);
    return seconds != -1 && same.tm_mday == fields.tm_mday;
  }
  return false;
}

}  // namespace

std::string LocalTime(system_clock::time_point at) { return TimeText(at, "%Y-%m-%d %H:%M:%S", localtime_r); }

std::string UtcTime(system_clock::time_point at) {
  const auto milliseconds = std::chrono::floor<std::chrono::milliseconds>(at) - std::chrono::floor<std::chrono::seconds>(at);
  std::array<char, 16> fraction{};
  std::snprintf(fraction.data(), fraction.size(), ".%03dZ", static_cast<int>(milliseconds.count()));
  return TimeText(at, "%Y-%m-%dT%H:%M:%S", gmtime_r) + fraction.data();
}

Result<system_clock::time_point> ParseSince(const std::string& text, system_clock::time_point now) {
  if (const auto ago = ParseDuration(text); ago.ok()) return now - std::chrono::duration_cast<system_clock::duration>(*ago);
  const bool utc = text.ends_with('Z');
  std::tm fields{};
  if (ReadFields(utc ? text.substr(0, text.size() - 1) : text, fields)) {
    fields.tm_isdst = -1;  // summer or winter, as the day says
    // The clock counts nanoseconds in 64 bits.
    return system_clock::from_time_t(std::clamp<std::time_t>(utc ? timegm(&fields) : mktime(&fields), 0, kLastSecond));
  }
  return Error{Errc::kInvalidArgument, "\"" + text +
                                           "\" is neither a time (2026-11-26, 2026-11-26T14:30, 2026-11-26T14:30:05Z) nor " +
                                           "how long ago (30m, 2h, 7d)"};
}

}  // namespace hotswap

#ifndef HOTSWAP_CORE_SESSION_SESSION_TEXT_H_
#define HOTSWAP_CORE_SESSION_SESSION_TEXT_H_

#include <string>
#include <string_view>

#include "core/base/result.h"
#include "core/session/session.h"

namespace hotswap {

// A session as text, two lines of JSON:
//   {"format":"hotswap-session","version":1,"program":"hotswap-monitor 0.1.0","saved_at":"2026-11-27T02:10:00Z"}
//   {"columns":{"bucket":[…],"totals":[…],"share":[…]},"snapshot":{…}}
// The first says how to read the second. Keys are those of snapshot_fields.h; buckets and totals are rows whose columns are named once.

inline constexpr std::string_view kSessionFormat = "hotswap-session";
/// Grows when older programs would read wrong figures. Keys may be added without: older programs pass them over.
inline constexpr unsigned kSessionVersion = 1;

/// Text that is no UTF-8 loses those bytes.
std::string SessionText(const Session& session);

/// Errors are clauses about the file ("is not a session…"): kParse, kDamaged, kTooLarge, or kTooNew for a later version. Whatever the
/// text is, nothing that the result holds leads outside of it: see CheckSnapshot().
Result<Session> ParseSession(std::string_view text);

}  // namespace hotswap

#endif  // HOTSWAP_CORE_SESSION_SESSION_TEXT_H_

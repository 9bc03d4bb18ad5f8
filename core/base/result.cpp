#include "core/base/result.h"

#include <cerrno>
#include <system_error>

namespace hotswap {

std::string_view ErrcName(Errc code) {
  switch (code) {
    case Errc::kNotFound: return "not_found";
    case Errc::kNotRegularFile: return "not_regular_file";
    case Errc::kPermissionDenied: return "permission_denied";
    case Errc::kTooLarge: return "too_large";
    case Errc::kChangedWhileRead: return "changed_while_read";
    case Errc::kIo: return "io";
    case Errc::kNotElf: return "not_elf";
    case Errc::kWrongElfClass: return "wrong_elf_class";
    case Errc::kWrongMachine: return "wrong_machine";
    case Errc::kMissingSymbol: return "missing_symbol";
    case Errc::kLoadFailed: return "load_failed";
    case Errc::kStale: return "stale";
    case Errc::kCreateFailed: return "create_failed";
    case Errc::kInvalidArgument: return "invalid_argument";
    case Errc::kParse: return "parse";
    case Errc::kUnavailable: return "unavailable";
    case Errc::kDamaged: return "damaged";
    case Errc::kTooNew: return "too_new";
    case Errc::kDigestMismatch: return "digest_mismatch";
    case Errc::kBadNote: return "bad_note";
    case Errc::kAbiMismatch: return "abi_mismatch";
    case Errc::kUnverified: return "unverified";
    case Errc::kPolicy: return "policy";
    case Errc::kMissingLibrary: return "missing_library";
    case Errc::kUndefinedSymbol: return "undefined_symbol";
    case Errc::kCrashed: return "crashed";
    case Errc::kTimedOut: return "timed_out";
    case Errc::kExited: return "exited";
    case Errc::kThrew: return "threw";
    case Errc::kBadObject: return "bad_object";
    case Errc::kNonfinite: return "nonfinite";
    case Errc::kNondeterministic: return "nondeterministic";
    case Errc::kInputChanged: return "input_changed";
    case Errc::kMemoryError: return "memory_error";
    case Errc::kLeak: return "leak";
    case Errc::kTooSlow: return "too_slow";
    case Errc::kForbiddenCall: return "forbidden_call";
    case Errc::kSideEffect: return "side_effect";
    case Errc::kThreadLeft: return "thread_left";
    case Errc::kNotUnloaded: return "not_unloaded";
    case Errc::kParity: return "parity";
    case Errc::kNotReady: return "not_ready";
    case Errc::kQuarantined: return "quarantined";
  }
  return "unknown";
}

Errc ErrcOf(std::string_view name) {
  for (int code = 0; code <= static_cast<int>(Errc::kQuarantined); ++code) {
    if (ErrcName(static_cast<Errc>(code)) == name) return static_cast<Errc>(code);
  }
  return Errc::kUnavailable;
}

Error SystemError(std::string_view object, int error_number) {
  Errc code = Errc::kIo;
  if (error_number == ENOENT || error_number == ENOTDIR) code = Errc::kNotFound;
  if (error_number == EACCES || error_number == EPERM || error_number == EROFS) code = Errc::kPermissionDenied;
  if (error_number == EISDIR) code = Errc::kNotRegularFile;
  return {code, std::string(object) + ": " + std::generic_category().message(error_number)};
}

}  // namespace hotswap

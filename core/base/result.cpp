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
  }
  return "unknown";
}

Error SystemError(std::string_view object, int error_number) {
  Errc code = Errc::kIo;
  if (error_number == ENOENT || error_number == ENOTDIR) code = Errc::kNotFound;
  if (error_number == EACCES || error_number == EPERM || error_number == EROFS) code = Errc::kPermissionDenied;
  if (error_number == EISDIR) code = Errc::kNotRegularFile;
  return {code, std::string(object) + ": " + std::generic_category().message(error_number)};
}

}  // namespace hotswap
